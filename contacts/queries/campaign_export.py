"""The merge file of a campaign: what a printer, a newsletter or a list of calls needs."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from contacts.models import Campaign
from contacts.placeholders import filled
from contacts.queries.campaigns import OPEN, placeholder_values, unsubscribed

HEADERS = [
    _("Register number"), _("School"), _("To"), _("Address"), _("Postcode"), _("Town"), _("Municipality"),
    _("E-mail"), _("Phone"), _("Best by"), _("Text"), _("Answer"),
]  # fmt: skip


def merge_rows(campaign: Campaign, *, sender) -> Iterator[list]:
    """Yield one row per school that is still in; whoever has unsubscribed since is left out."""
    emails, schools = unsubscribed(campaign.institution)
    rows = campaign.recipients.filter(status__in=OPEN).select_related("school__municipality", "person")
    for row in rows.order_by("school__name_key", "pk"):
        if row.email.lower() in emails or row.school_id in schools:
            continue
        row.campaign = campaign
        school, person = row.school, row.person
        phone = person.phone if person and person.phone else school.phone
        yield [
            school.number, school.name, row.name, school.address, school.postcode, school.city,
            school.municipality.name if school.municipality else "", row.email, phone,
            person.reached if person else "", filled(campaign.text, placeholder_values(row, sender=sender)),
            row.get_response_display(),
        ]  # fmt: skip
