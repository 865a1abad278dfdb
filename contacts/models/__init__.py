from contacts.models.assessment import Assessment
from contacts.models.attempt import ContactAttempt
from contacts.models.campaign import Campaign, CampaignRecipient, Unsubscription, ValueProposition
from contacts.models.register_import import RegisterChange, RegisterImport

__all__ = [
    "Assessment",
    "Campaign",
    "CampaignRecipient",
    "ContactAttempt",
    "RegisterChange",
    "RegisterImport",
    "Unsubscription",
    "ValueProposition",
]
