"""Writing a lesson down, and making it findable."""

import re

from django.db import transaction
from django.utils import timezone

from knowledge.actions.documents import index_lessons
from knowledge.models import Lesson
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

LONGEST = 200


@transaction.atomic
def write_lesson(
    *, collaboration, headline: str, text: str = "", applies_when: str = "", to_do: str = "", phase: str = "", by
) -> Lesson:
    """Write a lesson, learnt in ``phase``. The same words by the same person on the same day are one lesson."""
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    same = Lesson.objects.filter(collaboration=collaboration, headline=headline, text=text, written_by=by)
    if existing := same.filter(written_at__date=timezone.localdate()).first():
        return existing
    lesson = Lesson.objects.create(
        collaboration=collaboration, headline=headline, text=text, applies_when=applies_when, to_do=to_do, phase=phase,
        written_by=by,
    )  # fmt: skip
    data = {"headline": headline, "lesson": lesson.pk}
    record_event(verb="lesson_written", collaboration=collaboration, phase=phase or Phase.CLOSED, data=data, by=by)
    index_lessons(lessons=[lesson])
    refresh_attention(collaborations=[collaboration.pk])
    return lesson


@transaction.atomic
def change_lesson(
    *, lesson, headline: str, text: str = "", applies_when: str = "", to_do: str = "", version: int, by
) -> Lesson:
    """Change a lesson. Raises StaleVersion after a lost update."""
    lesson = lock_version(Lesson, lesson.pk, version)
    after = {"headline": headline, "text": text, "applies_when": applies_when, "to_do": to_do}
    changes = changed_fields({name: getattr(lesson, name) for name in after}, after)
    for name, value in after.items():
        setattr(lesson, name, value)
    lesson.version += 1
    lesson.save(update_fields=[*after, "version"])
    data = {"headline": headline, "lesson": lesson.pk, "changes": changes}
    record_event(verb="lesson_changed", collaboration=lesson.collaboration, phase=Phase.CLOSED, data=data, by=by)
    index_lessons(lessons=[lesson])
    return lesson


def keep_lesson(*, collaboration, text: str, phase: str, by) -> Lesson | None:
    """Keep what somebody wrote in passing as a lesson; the same words in the same collaboration are kept once."""
    words = text.strip()
    if not words or Lesson.objects.filter(collaboration=collaboration, headline=_headline(words)).exists():
        return None
    headline = _headline(words)
    rest = "" if headline == words else words
    return write_lesson(collaboration=collaboration, headline=headline, text=rest, phase=phase, by=by)


def _headline(words: str) -> str:
    """Return the words, or their first sentence when they are many."""
    line = " ".join(words.split())
    if len(line) <= LONGEST:
        return line
    first = re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0]
    return first if len(first) <= LONGEST else f"{line[: LONGEST - 1].rsplit(' ', 1)[0]}…"
