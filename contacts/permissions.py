"""What a user may do in the contact phase."""

from contacts.models import Campaign
from samarbejde.access import institution_ids, may, sees_everything
from samarbejde.models import Collaboration, Institution


def can_log_contact(user, collaboration: Collaboration) -> bool:
    return may(user, "log_contact", collaboration.institution_id)


def can_log_contact_for(user, institution: Institution) -> bool:
    """Log a contact with a school there is no collaboration with yet."""
    return may(user, "log_contact", institution.pk)


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
