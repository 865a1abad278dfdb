"""The ready question sets: loaded once, copied by an institution, and then edited by people."""

from django.db import transaction

from evaluations.default_questions import DEFAULT_SETS
from evaluations.models import QuestionSet, SetQuestion
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import lock_version


@transaction.atomic
def load_default_question_sets() -> int:
    """Make the default sets that are missing and return how many. A set that exists is never overwritten."""
    made = 0
    for (audience, size), (name, questions) in DEFAULT_SETS.items():
        question_set, is_new = QuestionSet.objects.get_or_create(
            code=f"{audience}-{size}".replace("_", "-"), defaults={"name": name, "audience": audience, "size": size}
        )
        if not is_new:
            continue
        made += 1
        SetQuestion.objects.bulk_create(
            SetQuestion(
                question_set=question_set, text=q.text, translations={"en": q.english}, theme=q.theme, scale=q.scale,
                is_required=q.required, order=order,
            )
            for order, q in enumerate(questions)
        )  # fmt: skip
    return made


@transaction.atomic
def copy_question_set(*, question_set: QuestionSet, institution, by) -> QuestionSet:
    """Give ``institution`` a set of its own to change. Asked for twice, it is the same one."""
    code = f"{institution.pk}-{question_set.audience}-{question_set.size}".replace("_", "-")
    own, is_new = QuestionSet.objects.get_or_create(
        code=code,
        defaults={
            "name": question_set.name, "audience": question_set.audience, "size": question_set.size,
            "institution": institution,
        },
    )  # fmt: skip
    if is_new:
        _write_questions(own, list(question_set.questions.all()))
        record_event(verb="question_set_copied", institution=institution, data={"name": own.name}, by=by)
    return own


@transaction.atomic
def update_question_set(
    *, question_set: QuestionSet, version: int, name: str, questions: list[SetQuestion], by
) -> QuestionSet:
    """Save a set's name and questions as its next version. Evaluations that were made keep what they were made with."""
    current = lock_version(QuestionSet, question_set.pk, version)
    current.name = name
    current.version += 1
    current.save(update_fields=["name", "version"])
    current.questions.all().delete()
    _write_questions(current, questions)
    record_event(
        verb="question_set_changed", institution=current.institution,
        data={"name": name, "version": current.version}, by=by,
    )  # fmt: skip
    return current


def _write_questions(question_set: QuestionSet, questions: list[SetQuestion]) -> None:
    SetQuestion.objects.bulk_create(
        SetQuestion(
            question_set=question_set, text=q.text, translations=q.translations, theme=q.theme, scale=q.scale,
            is_required=q.is_required, order=order,
        )
        for order, q in enumerate(questions)
    )  # fmt: skip
