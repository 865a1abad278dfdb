"""Everything of the ground floor that the collaboration's first page shows, in one query."""

from dataclasses import dataclass
from functools import cache

from django.db.models import OuterRef, QuerySet
from django.http import Http404

from samarbejde.lib.embedded import embedded, restored
from samarbejde.models import AttentionSignal, Collaboration, Event, Participant
from samarbejde.panels import get_panels
from samarbejde.phases import Status
from samarbejde.queries.collaborations import count_files, embed_parties, remember_parties

PARTICIPANT = (
    "id", "collaboration_id", "party_id", "person_id", "role", "note", "started_on", "ended_on",
    "person__id", "person__name",
)  # fmt: skip
SIGNAL = ("id", "collaboration_id", "code", "severity", "data", "since")
EVENT = ("id", "at", "verb", "actor_name", "phase", "data")


@dataclass(frozen=True)
class DetailRows:
    collaboration: Collaboration
    participants: list[Participant]
    signals: list[AttentionSignal]
    events: list[Event]


def get_detail(user, pk: int, *, latest: int) -> DetailRows:
    """Return the collaboration as `get_visible_collaboration` does, with people, signals and the ``latest`` events.

    One query, and what the panels add. Raises Http404.
    """
    row = _with_everything(latest).visible_to(user).filter(pk=pk).first()
    if row is None:
        raise Http404
    remember_parties(row)
    signals = restored(AttentionSignal, row.signals_embedded if row.status == Status.RUNNING else [])
    for signal in signals:
        signal.collaboration = row
    return DetailRows(row, restored(Participant, row.people_embedded), signals, restored(Event, row.events_embedded))


@cache
def _with_everything(latest: int) -> QuerySet:
    """Return the rows with all that is shown. Put together once, for everybody: that takes longer than asking it."""
    here = OuterRef("pk")
    rows = Collaboration.objects.select_related("institution", "lead")
    for panel in get_panels():
        rows = panel.prefetch(rows)
    people = Participant.objects.filter(collaboration=here, ended_on__isnull=True).order_by("pk")
    signals = AttentionSignal.objects.filter(collaboration=here, answered_at__isnull=True)
    return rows.annotate(
        files_count=count_files(),
        parties_embedded=embed_parties(),
        people_embedded=embedded(people, *PARTICIPANT),
        signals_embedded=embedded(signals.order_by("-severity", "since", "pk"), *SIGNAL),
        events_embedded=embedded(Event.objects.filter(collaboration=here).order_by("-at", "-pk")[:latest], *EVENT),
    )
