"""The record as a whole."""

from django.utils import timezone

from followup.queries.goals import agreement_of
from knowledge.models import Closure, RecordPart
from knowledge.queries.record.beginning import tell_beginning, tell_people
from knowledge.queries.record.days import format_period
from knowledge.queries.record.ending import tell_ending, tell_evaluation
from knowledge.queries.record.parts import Edit, Record
from knowledge.queries.record.work import tell_agreement, tell_tasks, tell_work
from samarbejde.models import Collaboration


def compile_record(collaboration: Collaboration, *, with_people: bool) -> Record:
    """Return the guide's headings filled from the phases, in a fixed number of queries.

    ``with_people`` False leaves every name and contact detail out: for those who may see collaborations but no people.
    """
    agreement = agreement_of(collaboration)
    closure = Closure.objects.filter(collaboration=collaboration).first()
    record = Record(
        title=collaboration.title,
        parties=collaboration.counterpart,
        period=format_period(collaboration.starts_on, collaboration.ends_on),
        compiled_on=timezone.localdate(),
        with_people=with_people,
        sections=[
            tell_beginning(collaboration, agreement, with_people=with_people),
            tell_people(collaboration, with_people=with_people),
            tell_tasks(collaboration, agreement, with_people=with_people),
            tell_agreement(collaboration, agreement, with_people=with_people),
            tell_work(collaboration),
            tell_ending(collaboration, closure),
            tell_evaluation(collaboration),
        ],
    )
    if with_people:  # own words may hold names
        _take_own_words(record, collaboration)
    return record


def _take_own_words(record: Record, collaboration: Collaboration) -> None:
    """Put somebody's own words in the place of the compiled ones; the compiled ones stay beside them."""
    parts = RecordPart.objects.filter(collaboration=collaboration).select_related("edited_by")
    for part in parts:
        section = record.section(part.key)
        then = set(part.source.splitlines())
        news = [line for line in section.source_text.splitlines() if line.strip() and line not in then]
        day = timezone.localtime(part.edited_at).date()
        section.edit = Edit(part.text, day, str(part.edited_by), part.version, news)


def record_text(record: Record) -> str:
    """Return the record as plain text for the search."""
    lines = []
    for section in record.sections:
        if section.is_empty:
            continue
        lines.append(section.heading)
        lines += [f"{fact.label}: {fact.text}" for fact in section.facts]
        lines += [" · ".join(row) for table in section.tables for row in table.rows]
    return "\n".join(lines)
