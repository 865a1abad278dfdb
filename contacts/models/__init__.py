from contacts.models.assessment import Assessment
from contacts.models.attempt import ContactAttempt
from contacts.models.register_import import RegisterChange, RegisterImport

__all__ = ["Assessment", "ContactAttempt", "RegisterChange", "RegisterImport"]
