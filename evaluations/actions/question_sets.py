"""The ready question sets, loaded once and then edited by people."""

from django.db import transaction

from evaluations.default_questions import DEFAULT_SETS
from evaluations.models import QuestionSet, SetQuestion


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
                question_set=question_set, text=text, theme=theme, scale=scale, is_required=required, order=order
            )
            for order, (text, theme, scale, required) in enumerate(questions)
        )
    return made
