"""What a user may do in the contact phase."""

from django.db.models import QuerySet

from contacts.models import Campaign, Inquiry
from samarbejde.access import institution_ids, may, sees_everything
from samarbejde.models import Collaboration, Institution
from samarbejde.permissions import can_export_people


def can_log_contact(user, collaboration: Collaboration) -> bool:
    return may(user, "log_contact", collaboration.institution_id)


def can_view_contact_details(user, collaboration: Collaboration) -> bool:
    """Names and notes: not for a network coordinator, who sees that there was contact, and how it went."""
    return may(user, "view_people", collaboration.institution_id)


def can_change_assessment(user, collaboration: Collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)


def can_decide_collaboration(user, collaboration: Collaboration) -> bool:
    return may(user, "decide_collaboration", collaboration.institution_id)


def can_import_register(user) -> bool:
    """The register is everybody's: whoever coordinates somewhere may bring it up to date."""
    return sees_everything(user) or bool(institution_ids(user, "import_register"))


def can_list_inquiries(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "view_people"))


def can_export_inquiries(user, slug: str | None = None) -> bool:
    """They hold people's addresses, as the address book does."""
    return can_export_people(user, slug)


def can_change_inquiry(user, inquiry: Inquiry) -> bool:
    """Find the school in the register, and answer the questions of the assessment."""
    return may(user, "change_collaboration", inquiry.institution_id)


def can_decide_inquiry(user, inquiry: Inquiry) -> bool:
    return may(user, "decide_collaboration", inquiry.institution_id)


def places_with_inquiry_page(user) -> QuerySet:
    """Return the institutions whose public page the user may change."""
    return Institution.objects.where_may(user, "decide_collaboration")


def can_set_up_some_inquiry_page(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "decide_collaboration"))


def can_create_campaigns(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "log_contact"))


def can_edit_campaign(user, campaign: Campaign) -> bool:
    return may(user, "log_contact", campaign.institution_id)


def can_send_campaign(user, campaign: Campaign) -> bool:
    """What leaves to many at once is a coordinator's to let go."""
    return may(user, "manage_outbox", campaign.institution_id)


def can_export_campaign(user, campaign: Campaign) -> bool:
    return may(user, "export_lists", campaign.institution_id)


def can_shortlist(user, institution: Institution) -> bool:
    """Put schools on the institution's list, and note what they meet of its own criteria."""
    return may(user, "log_contact", institution.pk)


def can_view_shortlist(user, institution: Institution) -> bool:
    """Who put a school there and why is for the institution's own people."""
    return may(user, "view_people", institution.pk)


def can_import_visits(user, institution_id: int) -> bool:
    return may(user, "import_register", institution_id)


def can_export_coverage(user, institution: Institution) -> bool:
    """Those who take lists along, and those who report for several places."""
    return may(user, "export_lists", institution.pk) or may(user, "export_reports", institution.pk)
