"""Secret addresses of one's own calendar feed: made, and stopped."""

from django.db import transaction

from followup.choices import AlarmLead
from followup.models import CalendarFeed
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, revoke_link
from samarbejde.choices import LinkPurpose
from samarbejde.models import Link


@transaction.atomic
def create_calendar_feed(*, name: str, alarm: str = AlarmLead.NONE, collaboration=None, by) -> tuple[Link, str]:
    """Return a link and its token for the user's own feed, of one ``collaboration`` or of all that is theirs.

    The token is shown now and cannot be found again.
    """
    link, token = create_link(
        purpose=LinkPurpose.CALENDAR, user=by, collaboration=collaboration, recipient_name=name, days=None, by=by
    )
    CalendarFeed.objects.create(link=link, alarm=alarm)
    record_event(verb="calendar_feed_created", data={"link": link.pk, "name": name}, by=by)
    return link, token


@transaction.atomic
def revoke_calendar_feed(*, link: Link, by) -> Link:
    """Stop a feed: programs that ask for it get nothing more."""
    link = Link.objects.select_for_update(of=("self",), no_key=True).get(pk=link.pk)
    if link.revoked_at is None:
        record_event(verb="calendar_feed_revoked", data={"link": link.pk, "name": link.recipient_name}, by=by)
    return revoke_link(link=link, by=by)
