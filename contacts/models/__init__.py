from contacts.models.assessment import Assessment, AssessmentStaff
from contacts.models.attempt import ContactAttempt
from contacts.models.expectations import ExpectationAlignment, ExpectationAnswer, ExpectationConfirmation
from contacts.models.inquiry import Inquiry, InquiryPage
from contacts.models.register_import import RegisterChange, RegisterImport

__all__ = [
    "Assessment", "AssessmentStaff", "ContactAttempt", "ExpectationAlignment", "ExpectationAnswer",
    "ExpectationConfirmation", "Inquiry", "InquiryPage", "RegisterChange", "RegisterImport",
]  # fmt: skip
