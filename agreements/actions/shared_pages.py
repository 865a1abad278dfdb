"""The page a school can look things up on: shared with one person, given a new link, stopped."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.emails import compose_shared_page
from agreements.models import SharedPage
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, replace_link, revoke_link
from samarbejde.actions.outbox import enqueue_message
from samarbejde.choices import LinkPurpose
from samarbejde.models import Collaboration, OutboxMessage, Party, Person

SHARED_PAGE = "shared-page"
SHORTEST, LONGEST, AFTERWARDS = 60, 400, 30  # days


@transaction.atomic
def share_page(
    *, party: Party, name: str, email: str = "", person: Person | None = None, form_key: str = "", by
) -> tuple[SharedPage, str]:
    """Give one person at ``party`` a link to what is agreed, and return the page with its token.

    With ``form_key`` the link is mailed, once for each key. Whoever has a page that works gets a new link to it: nobody
    holds two. The token is empty when the mail had been sent before.
    """
    collaboration = _lock(party.collaboration_id)
    if party.institution_id == collaboration.institution_id:
        raise ValidationError(_("You can read the agreement here. The page is for the other side."))
    page = _page_of(party, name, email)
    if page and was_mailed(page, form_key):
        return page, ""
    if page:
        return renew_shared_page(page=page, form_key=form_key, by=by)
    link, token = create_link(
        purpose=LinkPurpose.SHARED_PAGE, collaboration=collaboration, person=person, recipient_name=name,
        recipient_email=email, days=days_for(collaboration), by=by,
    )  # fmt: skip
    page = SharedPage.objects.create(party=party, link=link)
    data = {"name": name, "party": str(party), "page": page.pk}
    record_event(verb="shared_page_made", collaboration=collaboration, person=person, data=data, by=by)
    _mail(page, token, form_key, by)
    return page, token


def _lock(collaboration_id: int) -> Collaboration:
    """Two clicks on the same button stand in line."""
    rows = Collaboration.objects.select_for_update(of=("self",), no_key=True).select_related("institution", "lead")
    return rows.get(pk=collaboration_id)


def _page_of(party: Party, name: str, email: str) -> SharedPage | None:
    rows = SharedPage.objects.filter(party=party, link__revoked_at__isnull=True).select_related("link", "party")
    rows = rows.filter(link__recipient_email__iexact=email) if email else rows.filter(link__recipient_email="")
    return rows.filter(link__recipient_name__iexact=name).first()


def was_mailed(page: SharedPage, form_key: str) -> bool:
    """Return whether the mail of this form has been put in the outbox."""
    return bool(form_key) and OutboxMessage.objects.filter(key=_mail_key(page, form_key)).exists()


def _mail_key(page: SharedPage, form_key: str) -> str:
    return f"{SHARED_PAGE}:{page.pk}:{form_key}"


def days_for(collaboration: Collaboration, today: datetime.date | None = None) -> int:
    """Return how long a link works: as long as the collaboration runs, and a little more; a year if nobody knows."""
    today = today or timezone.localdate()
    if collaboration.ends_on is None:
        return 365
    return min(max((collaboration.ends_on - today).days + AFTERWARDS, SHORTEST), LONGEST)


@transaction.atomic
def renew_shared_page(*, page: SharedPage, form_key: str = "", by) -> tuple[SharedPage, str]:
    """Give the same person a new link; the old one stops working at once. With ``form_key`` it is mailed."""
    collaboration = _lock(page.party.collaboration_id)
    page = SharedPage.objects.select_for_update(of=("self",), no_key=True).get(pk=page.pk)
    if page.link.revoked_at:
        raise ValidationError(_("This page is stopped. Share it again instead."))
    if was_mailed(page, form_key):
        return page, ""
    link, token = replace_link(link=page.link, days=days_for(collaboration), by=by)
    page.link = link
    data = {"name": link.recipient_name, "party": str(page.party), "page": page.pk}
    record_event(verb="shared_page_renewed", collaboration=collaboration, person=link.person, data=data, by=by)
    _mail(page, token, form_key, by)
    return page, token


def _mail(page: SharedPage, token: str, form_key: str, by) -> None:
    link = page.link
    if not form_key:
        return
    if not link.recipient_email:
        raise ValidationError(_("We have no address to send it to. Copy the link instead."))
    subject, body = compose_shared_page(page, token=token, sender=by)
    enqueue_message(
        key=_mail_key(page, form_key), kind=SHARED_PAGE, to_email=link.recipient_email, to_name=link.recipient_name,
        reply_to=by.email, subject=subject, body=body, collaboration=page.party.collaboration, by=by,
    )  # fmt: skip


@transaction.atomic
def stop_shared_page(*, page: SharedPage, by) -> SharedPage:
    """The link works no more; who had it, and when, stays in the history."""
    page = (
        SharedPage.objects.select_for_update(of=("self",), no_key=True).select_related("link", "party").get(pk=page.pk)
    )
    if page.link.revoked_at is None:
        data = {"name": page.link.recipient_name, "party": str(page.party), "page": page.pk}
        record_event(
            verb="shared_page_stopped", collaboration=page.party.collaboration, person=page.link.person, data=data,
            by=by,
        )  # fmt: skip
    revoke_link(link=page.link, by=by)
    return page
