"""What stands on the page a school looks things up on, and who has one."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from agreements.choices import VersionStatus
from agreements.models import AgreementVersion, Approval, SharedPage
from agreements.queries.shared_days import asks_of, days_of
from samarbejde.models import Collaboration, Link, Participant, Party
from samarbejde.panels import SharedAsk, SharedDate, get_panels

PLACES = ("party__school", "party__municipality", "party__institution")
AHEAD = datetime.timedelta(days=400)
MOST_DATES = 12


@dataclass(frozen=True)
class Reachable:
    """Somebody at our place, as one gives it to a school. Without a name it is the place itself."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass
class Shared:
    """Everything on the page."""

    party: Party
    collaboration: Collaboration
    agreed: AgreementVersion | None
    waiting: AgreementVersion | None
    asks: list[SharedAsk] = field(default_factory=list)
    dates: list[SharedDate] = field(default_factory=list)
    ours: list[Reachable] = field(default_factory=list)
    theirs: list[Participant] = field(default_factory=list)


def pages_of(collaboration: Collaboration) -> list[SharedPage]:
    """Return the pages that have not been stopped, the newest first. One query."""
    rows = SharedPage.objects.filter(party__collaboration=collaboration, link__revoked_at__isnull=True)
    return list(rows.select_related("link", *PLACES))


def get_shared_page(user, collaboration: Collaboration, page_id: int) -> SharedPage:
    """Return one of the collaboration's pages, or raise Http404."""
    rows = SharedPage.objects.visible_to(user).select_related("link__person", "party__collaboration", *PLACES)
    return get_object_or_404(rows, pk=page_id, party__collaboration=collaboration)


def find_shared_page(link: Link) -> SharedPage | None:
    """Return the page behind ``link``. One query."""
    return SharedPage.objects.filter(link=link).select_related(*PLACES).first()


def read_shared(page: SharedPage, today: datetime.date | None = None) -> Shared:
    """Return what the page shows: what is agreed, what comes, what is asked, whom to call; nothing internal."""
    today = today or timezone.localdate()
    collaboration = Collaboration.objects.select_related("institution", "lead").get(pk=page.party.collaboration_id)
    agreed, waiting = _versions(collaboration)
    people = _people(collaboration)
    return Shared(
        page.party, collaboration, agreed, waiting,
        asks=[*asks_of(waiting, page.party), *_asks(collaboration, page.party)],
        dates=_dates(collaboration, agreed, today),
        ours=_ours(collaboration, people),
        theirs=[row for row in people if row.party_id == page.party_id],
    )  # fmt: skip


def agreed_version(collaboration_id: int) -> AgreementVersion | None:
    """Return the version that counts now, with who said yes. Two queries."""
    rows = _with_answers().select_related("agreement__collaboration__institution")
    approved = rows.filter(status=VersionStatus.APPROVED, agreement__collaboration=collaboration_id)
    return approved.order_by("-number").first()


def _with_answers() -> QuerySet:
    answers = Approval.objects.select_related(*PLACES)
    return AgreementVersion.objects.prefetch_related(Prefetch("approvals", answers))


def _versions(collaboration: Collaboration) -> tuple[AgreementVersion | None, AgreementVersion | None]:
    shown = [VersionStatus.APPROVED, VersionStatus.SENT]
    rows = _with_answers().filter(status__in=shown, agreement__collaboration=collaboration).order_by("-number")
    found = dict.fromkeys(shown) | {row.status: row for row in reversed(rows)}
    return found[VersionStatus.APPROVED], found[VersionStatus.SENT]


def _people(collaboration: Collaboration) -> list[Participant]:
    rows = Participant.objects.filter(collaboration=collaboration, person__isnull=False, ended_on__isnull=True)
    return list(rows.filter(person__left_on__isnull=True).select_related("person", "party").order_by("pk"))


def _ours(collaboration: Collaboration, people: list[Participant]) -> list[Reachable]:
    """The lead first, then everybody of ours who takes part; at last the place itself."""
    found: dict[str, Reachable] = {}
    if lead := collaboration.lead:
        found[lead.name] = Reachable(lead.name, "", lead.phone, lead.email)
    for row in people:
        person = row.person
        if row.party.institution_id == collaboration.institution_id:
            first = found.get(person.name, Reachable(person.name))
            roles = ", ".join(filter(None, [first.role, str(row.get_role_display())]))
            found[person.name] = Reachable(person.name, roles, first.phone or person.phone, first.email or person.email)
    place = collaboration.institution
    if place.phone or place.email:
        found[""] = Reachable(place.name, "", place.phone, place.email)
    return list(found.values())


def _asks(collaboration: Collaboration, party: Party) -> list[SharedAsk]:
    return [ask for panel in get_panels() for ask in panel.shared_asks(collaboration, party)]


def _dates(collaboration: Collaboration, agreed: AgreementVersion | None, today: datetime.date) -> list[SharedDate]:
    end = today + AHEAD
    found = [day for panel in get_panels() for day in panel.shared_dates(collaboration, today, end)]
    found += days_of(agreed, today, end)
    return sorted(found, key=lambda day: (day.date, day.time or datetime.time.max, str(day.text)))[:MOST_DATES]
