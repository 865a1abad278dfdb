"""What the mail on Monday tells one user about their own collaborations."""

import datetime
from dataclasses import dataclass

from followup.models import ActionPoint, DigestSetting
from followup.queries.calendar import ids_of_mine
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.weeks import week_start
from samarbejde.models import User
from samarbejde.panels import Upcoming
from samarbejde.queries.signals import ShownSignal, open_signals, shown
from samarbejde.queries.upcoming import upcoming_for

NEW = datetime.timedelta(days=7)
MOST = 25  # lines of each topic: it is a mail, not a list


@dataclass(frozen=True)
class Digest:
    """One week of one user."""

    monday: datetime.date
    dates: list[Upcoming]
    signals: list[ShownSignal]
    promises: list[ActionPoint]

    @property
    def is_empty(self) -> bool:
        return not (self.dates or self.signals or self.promises)


def setting_of(user: User) -> DigestSetting:
    """Return what the user has chosen; everything, until they choose."""
    return getattr(user, "digest_setting", None) or DigestSetting(user=user)


def digest_of(user: User, today: datetime.date) -> Digest:
    """Return this week's dates, the week's new signals and what is promised by its end, where they are wanted."""
    wanted, monday = setting_of(user), week_start(today)
    sunday = monday + datetime.timedelta(days=6)
    mine = ids_of_mine(user) if wanted.dates or wanted.signals else set()
    return Digest(
        monday,
        upcoming_for(user, today, sunday, mine)[:MOST] if wanted.dates and mine else [],
        _new_signals(user, mine, today) if wanted.signals and mine else [],
        _promises(user, sunday) if wanted.promises else [],
    )


def _new_signals(user: User, mine: set[int], today: datetime.date) -> list[ShownSignal]:
    rows = open_signals(user).filter(collaboration__in=mine, since__gte=today - NEW, since__lte=today)
    named = sees_everything(user) or bool(institution_ids(user, "view_people"))
    return shown(rows.select_related("collaboration")[:MOST], with_names=named)


def _promises(user: User, sunday: datetime.date) -> list[ActionPoint]:
    rows = ActionPoint.objects.visible_to(user).filter(owner__user=user, done_at__isnull=True, due_on__lte=sunday)
    return list(rows.select_related("collaboration").order_by("due_on", "pk")[:MOST])
