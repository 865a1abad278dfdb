from contacts.models.assessment import Assessment
from contacts.models.attempt import ContactAttempt
from contacts.models.register_import import RegisterChange, RegisterImport
from contacts.models.visit import ImportSource, Visit, VisitImport, VisitRow

__all__ = [
    "Assessment",
    "ContactAttempt",
    "ImportSource",
    "RegisterChange",
    "RegisterImport",
    "Visit",
    "VisitImport",
    "VisitRow",
]
