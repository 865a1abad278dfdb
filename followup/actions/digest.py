"""The mail on Monday: what is on, what is new, what I have promised. Never twice in a week, never empty."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from followup.emails import compose_digest
from followup.models import DigestSetting
from followup.queries.digest import digest_of, setting_of
from samarbejde.actions.links import create_link, revoke_link
from samarbejde.actions.outbox import enqueue_message
from samarbejde.choices import LinkPurpose
from samarbejde.models import Link, OutboxMessage, User

KIND = "week-digest"
MORNING = datetime.time(7)
# A worker that was down on Monday still sends it on one of the next two days.
LAST_DAY = 2
LINK_DAYS = 60


def enqueue_digests(*, today: datetime.date) -> int:
    """Put this week's mails in the outbox, to leave at seven in the morning; return how many."""
    if today.weekday() > LAST_DAY:
        return 0
    users = User.objects.filter(is_active=True, memberships__isnull=False).exclude(email="").distinct()
    users = list(users.select_related("digest_setting").order_by("pk"))
    told = set(OutboxMessage.objects.filter(key__startswith=_key(today)).values_list("key", flat=True))
    return sum(_enqueue(user, today) for user in users if _key(today, user) not in told)


def _key(today: datetime.date, user: User | None = None) -> str:
    year, week, _day = today.isocalendar()
    return f"{KIND}:{year}-{week:02d}:{user.pk if user else ''}"


@transaction.atomic
def _enqueue(user: User, today: datetime.date) -> bool:
    if not setting_of(user).is_on:
        return False
    digest = digest_of(user, today)
    if digest.is_empty:
        return False
    _link, token = create_link(
        purpose=LinkPurpose.UNSUBSCRIBE, user=user, recipient_name=user.name, recipient_email=user.email,
        days=LINK_DAYS, by=user,
    )  # fmt: skip
    off = settings.SITE_URL + reverse("followup:digest_exchange", args=[token])
    subject, body = compose_digest(digest, user=user, off=off)
    # Seven by the clock on the wall, also on the Monday after the clocks were set.
    due = datetime.datetime.combine(today, MORNING, tzinfo=timezone.get_current_timezone())
    enqueue_message(
        key=_key(today, user), kind=KIND, to_email=user.email, to_name=user.name, subject=subject, body=body, due=due
    )
    return True


@transaction.atomic
def choose_digest(*, dates: bool, signals: bool, promises: bool, by: User) -> DigestSetting:
    """Remember which topics one wants; no business of anybody else's, so no event."""
    topics = {"dates": dates, "signals": signals, "promises": promises}
    setting, _is_new = DigestSetting.objects.update_or_create(user=by, defaults=topics)
    return setting


@transaction.atomic
def stop_digest(*, link: Link) -> None:
    """Send the user behind ``link`` no more week mails. The link has done its work."""
    user = link.user
    if user is not None:
        choose_digest(dates=False, signals=False, promises=False, by=user)
        revoke_link(link=link, by=user)
