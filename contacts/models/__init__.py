from contacts.models.assessment import Assessment, AssessmentStaff
from contacts.models.attempt import ContactAttempt
from contacts.models.campaign import Campaign, CampaignRecipient, Unsubscription, ValueProposition
from contacts.models.criterion import Criterion, CriterionSchool
from contacts.models.expectations import ExpectationAlignment, ExpectationAnswer, ExpectationConfirmation
from contacts.models.inquiry import Inquiry, InquiryPage
from contacts.models.register_import import RegisterChange, RegisterImport
from contacts.models.shortlist import ShortlistEntry
from contacts.models.visit import ImportSource, Visit, VisitImport, VisitRow

__all__ = [
    "Assessment", "AssessmentStaff", "Campaign", "CampaignRecipient", "ContactAttempt", "Criterion", "CriterionSchool",
    "ExpectationAlignment", "ExpectationAnswer", "ExpectationConfirmation", "ImportSource", "Inquiry", "InquiryPage",
    "RegisterChange", "RegisterImport", "ShortlistEntry", "Unsubscription", "ValueProposition", "Visit", "VisitImport",
    "VisitRow",
]  # fmt: skip
