"""Taking an erased person out of what knowledge has written down."""

from django.db.models import QuerySet

from knowledge.actions.documents import index_lessons, index_record
from knowledge.actions.sharing import index_shared
from knowledge.models import Closure, Lesson, RecordPart, SharedItem
from samarbejde.choices import DocumentKind
from samarbejde.models import Collaboration, SearchDocument

LESSON_TEXTS = ("headline", "text", "applies_when", "to_do", "retired_reason")


def forget_person(*, person, scrub) -> None:
    """Scrub lessons, endings and shared texts of the person's institution, and what of it the search holds."""
    place = person.institution_id
    lessons = Lesson.objects.filter(collaboration__institution=place)
    index_lessons(lessons=_scrubbed(lessons, LESSON_TEXTS, scrub))
    _scrubbed(Closure.objects.filter(collaboration__institution=place), ("explanation",), scrub)
    for item in _scrubbed(SharedItem.objects.filter(institution=place), ("title", "text"), scrub):
        item.refresh_from_db()
        if item.taken_back_at is None:
            index_shared(item=item)
    _scrubbed(RecordPart.objects.filter(collaboration__institution=place), ("text", "source"), scrub)
    here = Collaboration.objects.filter(institution=place, parties__participants__person=person).distinct()
    known = SearchDocument.objects.filter(kind=DocumentKind.RECORD, collaboration__in=here.values("pk"))
    for collaboration in Collaboration.objects.filter(pk__in=known.values("collaboration")):
        index_record(collaboration=collaboration)


def _scrubbed(rows: QuerySet, fields: tuple[str, ...], scrub) -> list:
    """Scrub the rows in which one of the words stands, and return them."""
    found = [row for row in rows.iterator() if any(scrub(getattr(row, name)) != getattr(row, name) for name in fields)]
    scrub.rows(found, *fields)
    return found
