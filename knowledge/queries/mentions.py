"""Where a person's name stands in what knowledge has written down, for the person to be given."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from knowledge.models import Closure, Lesson
from samarbejde.panels import PersonRecord


def mentions_of(person) -> Iterator[PersonRecord]:
    """Return the lessons and endings of the institution that hold the whole name."""
    if not person.name:
        return
    section = _("Knowledge")
    here = Q(collaboration__institution=person.institution_id)
    fields = ("headline", "text", "applies_when", "to_do")
    named = Q()
    for name in fields:
        named |= Q(**{f"{name}__icontains": person.name})
    for lesson in Lesson.objects.filter(here, named).select_related("collaboration"):
        text = "\n".join(filter(None, (getattr(lesson, name) for name in fields)))
        yield PersonRecord(section, text, lesson.written_at.date(), str(lesson.collaboration))
    for closure in Closure.objects.filter(here, explanation__icontains=person.name).select_related("collaboration"):
        yield PersonRecord(section, closure.explanation, closure.ended_on, str(closure.collaboration))
