"""The prepared columns: what lists show, sort and search by, written here and nowhere else."""

from decimal import Decimal

from samarbejde.lib.folding import fold
from samarbejde.lib.grades import grades_label
from samarbejde.lib.waiting import Waiting
from samarbejde.models import Collaboration, Party, SearchDocument
from samarbejde.panels import get_panels

PREPARED = ["counterpart", "municipality_codes", "grades_label", "search_text"]

_waiting = Waiting("summary", lambda ids: refresh_summary(collaborations=ids))
summary_at_the_end = _waiting.at_the_end


def refresh_summary(*, collaborations: list[int]) -> None:
    """Rewrite counterpart, grades and search text of these collaborations, and their search documents."""
    if _waiting.take(collaborations):
        return
    rows = list(
        Collaboration.objects.filter(pk__in=collaborations)
        .select_related("institution")
        .prefetch_related("parties__school__municipality", "parties__municipality", "parties__institution")
        .prefetch_related("grades", "subjects", "formats", "tags", "participants__person")
    )
    for row in rows:
        others = [p for p in row.parties.all() if p.institution_id != row.institution_id]
        row.counterpart = ", ".join(str(p.place) for p in others)[:300]
        row.municipality_codes = _municipality_codes(others)
        row.grades_label = grades_label([g.code for g in row.grades.all()])
        people = [p.person.name for p in row.participants.all() if p.person and p.ended_on is None]
        words = [
            row.title,
            row.counterpart,
            *people,
            *(s.name for s in row.subjects.all()),
            *(t.name for t in row.tags.all()),
        ]
        row.search_text = fold(" ".join(words))
    Collaboration.objects.bulk_update(rows, PREPARED, batch_size=500)
    index_documents(documents=[_document(row) for row in rows])
    for panel in get_panels():
        panel.summary_rewritten([row.pk for row in rows])


def _municipality_codes(parties: list[Party]) -> list[str]:
    """Return the codes of the municipalities the parties are or lie in."""
    places = [party.municipality or (party.school and party.school.municipality) for party in parties]
    return sorted({place.code for place in places if place})


def _document(row: Collaboration) -> SearchDocument:
    """People are left out: they have documents of their own, which fewer may find."""
    topics = [str(topic) for topic in (*row.subjects.all(), *row.formats.all(), *row.grades.all(), *row.tags.all())]
    return SearchDocument(
        kind="collaboration",
        object_id=row.pk,
        institution_id=row.institution_id,
        collaboration_id=row.pk,
        title=row.title,
        subtitle=f"{row.counterpart} · {row.institution}",
        body="\n".join([row.counterpart, row.description, row.understanding, row.value_for_school, ", ".join(topics)]),
        url=row.get_absolute_url(),
    )


def index_documents(*, documents: list[SearchDocument]) -> None:
    """Write search documents, replacing those of the same thing."""
    SearchDocument.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["institution", "collaboration", "network", "title", "subtitle", "body", "url"],
        batch_size=1000,
    )


def forget_document(*, kind: str, object_id: int) -> None:
    """Take one thing out of the search."""
    SearchDocument.objects.filter(kind=kind, object_id=object_id).delete()


def set_hours(*, collaboration_id: int, agreed: Decimal | None = None, used: Decimal | None = None) -> None:
    """The phases tell how many hours were agreed (agreements) and used (followup)."""
    values = {name: v for name, v in (("hours_agreed", agreed), ("hours_used", used)) if v is not None}
    Collaboration.objects.filter(pk=collaboration_id).update(**values)


def set_next_step(*, collaboration: Collaboration, text: str, on) -> None:
    """The step the parties are waiting for, with its day; shown in lists and on the overview."""
    collaboration.next_step, collaboration.next_step_on = text[:200], on
    collaboration.save(update_fields=["next_step", "next_step_on", "updated_at"])
