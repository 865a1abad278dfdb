"""What becomes of a lesson: used, put aside for one collaboration, looked at again, outdated."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.actions.documents import index_lessons
from knowledge.actions.sharing import take_back
from knowledge.models import Lesson, LessonDismissal, LessonUse
from samarbejde.actions.events import record_event
from samarbejde.actions.summary import forget_document
from samarbejde.choices import DocumentKind
from samarbejde.phases import Phase


@transaction.atomic
def use_lesson(*, lesson, collaboration, by) -> LessonUse:
    """Note that the lesson helped in ``collaboration``; once, however often it is said."""
    use, is_new = LessonUse.objects.get_or_create(lesson=lesson, collaboration=collaboration, defaults={"used_by": by})
    if is_new:
        _tell("lesson_used", lesson, collaboration, by)
    return use


@transaction.atomic
def dismiss_lesson(*, lesson, collaboration, by) -> LessonDismissal:
    """Do not show the lesson beside ``collaboration`` again."""
    dismissal, _is_new = LessonDismissal.objects.get_or_create(
        lesson=lesson, collaboration=collaboration, defaults={"dismissed_by": by}
    )
    return dismissal


@transaction.atomic
def review_lesson(*, lesson, by) -> Lesson:
    """Say that the lesson still holds; an outdated one holds again."""
    lesson = Lesson.objects.select_for_update(of=("self",), no_key=True).get(pk=lesson.pk)
    lesson.reviewed_at, lesson.reviewed_by = timezone.now(), by
    lesson.retired_at, lesson.retired_by, lesson.retired_reason = None, None, ""
    lesson.save(update_fields=["reviewed_at", "reviewed_by", "retired_at", "retired_by", "retired_reason"])
    index_lessons(lessons=[lesson])
    _tell("lesson_reviewed", lesson, lesson.collaboration, by)
    return lesson


@transaction.atomic
def retire_lesson(*, lesson, reason: str, by) -> Lesson:
    """Put an outdated lesson aside: it stays where it was written, and is neither offered nor found any more."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write in a few words why it no longer holds.")})
    lesson = Lesson.objects.select_for_update(of=("self",), no_key=True).get(pk=lesson.pk)
    if not lesson.is_retired:
        lesson.retired_at, lesson.retired_by, lesson.retired_reason = timezone.now(), by, reason.strip()
        lesson.save(update_fields=["retired_at", "retired_by", "retired_reason"])
        forget_document(kind=DocumentKind.LESSON, object_id=lesson.pk)
        for item in lesson.shared_items.filter(taken_back_at__isnull=True):
            take_back(item=item, by=by)
        _tell("lesson_retired", lesson, lesson.collaboration, by, reason=lesson.retired_reason)
    return lesson


def _tell(verb: str, lesson: Lesson, collaboration, by, **more) -> None:
    data = {"headline": lesson.headline, "lesson": lesson.pk} | more
    record_event(verb=verb, collaboration=collaboration, phase=Phase.CLOSED, data=data, by=by)
