from contacts.models.assessment import Assessment
from contacts.models.attempt import ContactAttempt
from contacts.models.criterion import Criterion, CriterionSchool
from contacts.models.register_import import RegisterChange, RegisterImport
from contacts.models.shortlist import ShortlistEntry

__all__ = [
    "Assessment", "ContactAttempt", "Criterion", "CriterionSchool", "RegisterChange", "RegisterImport",
    "ShortlistEntry",
]  # fmt: skip
