"""The talk about the answers: read, written, made ready for the other side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluations.actions.talks import save_talk, share_talk
from evaluations.forms.talk import TalkForm
from evaluations.models import EvaluationTalk
from evaluations.permissions import (
    can_change_evaluation,
    can_open_evaluation,
    can_view_talk,
    can_write_internal_experience,
)
from evaluations.queries.evaluations import visible_evaluation
from evaluations.queries.talks import internal_words, talk_of
from followup.queries.meetings import other_side
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def talk_detail(request, pk: int, evaluation_pk: int):
    """What both sides agreed on; beside it, for those who may, what we keep to ourselves."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not can_view_talk(request.user, collaboration):
        raise PermissionDenied
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    context = {
        "evaluation": evaluation,
        "talk": talk_of(evaluation),
        "internal": internal_words(request.user, evaluation),
        "recipients": other_side(collaboration),
        "can_edit": can_change_evaluation(request.user, collaboration),
        "can_share": can_open_evaluation(request.user, collaboration),
    }
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/talk_detail.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def talk_edit(request, pk: int, evaluation_pk: int):
    collaboration = get_visible_collaboration(request.user, pk)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if not can_change_evaluation(request.user, collaboration):
        raise PermissionDenied
    talk = talk_of(evaluation) or EvaluationTalk(evaluation=evaluation, version=0)
    may_keep = can_write_internal_experience(request.user, collaboration)
    internal = internal_words(request.user, evaluation) if may_keep else None
    form = TalkForm(request.POST or None, talk=talk, collaboration=collaboration, internal=internal)
    if form.is_valid() and form.save_with(lambda: save_talk(
        evaluation=evaluation, version=form.version, values=form.values(), steps=form.steps(), decided=form.decided(),
        internal=form.own_words, by=request.user,
    )):  # fmt: skip
        messages.success(request, _("The talk is written down."))
        return redirect("evaluations:talk_detail", pk, evaluation_pk)
    context = collaboration_frame(request, collaboration, "evaluering") | {"form": form, "evaluation": evaluation}
    return render(request, "evaluations/talk_edit.html", context, status=form.http_status)


@require_POST
def talk_share(request, pk: int, evaluation_pk: int):
    """Make a mail for each on the other side. They wait in the outbox for somebody to look."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if not can_open_evaluation(request.user, collaboration):
        raise PermissionDenied
    talk = get_object_or_404(EvaluationTalk, evaluation=evaluation)
    try:
        share_talk(talk=talk, people=other_side(collaboration), by=request.user)
        messages.success(request, _("The minutes lie ready in the outbox. Look at them, and send them."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("evaluations:talk_detail", pk, evaluation_pk)
