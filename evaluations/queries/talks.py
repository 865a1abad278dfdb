"""Reads of the talks about the answers, and of what we keep to ourselves."""

from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.functions import JSONObject

from evaluations.models import Evaluation, EvaluationTalk, InternalExperience
from followup.models import ActionPoint


def talk_of(evaluation: Evaluation) -> EvaluationTalk | None:
    """Return the talk with its actions and who does them, in two queries at most."""
    actions = Prefetch("actions", ActionPoint.objects.select_related("owner").order_by("due_on", "pk"))
    talks = EvaluationTalk.objects.filter(evaluation=evaluation).select_related("shared_by", "decision_action")
    return talks.prefetch_related(actions).first()


def internal_words(user, evaluation: Evaluation) -> str:
    """Return our own experience for those who may read it; else nothing, as if there were none."""
    rows = InternalExperience.objects.visible_to(user).filter(evaluation=evaluation)
    return rows.values_list("text", flat=True).first() or ""


def first_open_step() -> Subquery:
    """What was promised at an evaluation's talk and is due first: its text and day, found with the evaluation."""
    promised = EvaluationTalk.actions.through.objects.filter(
        evaluationtalk__evaluation=OuterRef("pk"), actionpoint__done_at__isnull=True
    )
    first = promised.order_by("actionpoint__due_on", "actionpoint")
    return Subquery(first.values(step=JSONObject(text="actionpoint__text", due_on="actionpoint__due_on"))[:1])
