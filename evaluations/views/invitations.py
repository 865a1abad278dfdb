"""Asking by name: choose, look at the drafts, remind, call."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evaluations.actions.invitations import invite_people, outbox_kind, remind_people
from evaluations.forms.invitation import InvitationForm
from evaluations.permissions import can_open_evaluation, can_view_talk
from evaluations.queries.evaluations import visible_evaluation
from evaluations.queries.invitations import MOST_REMINDERS, SHORTEST_WAIT, invited, proposed_people
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_list(request, pk: int, evaluation_pk: int):
    """Who was asked and has not answered yet; and whom one could ask."""
    collaboration, evaluation = _to_read(request, pk, evaluation_pk)
    may_ask = can_open_evaluation(request.user, collaboration)
    if request.method == "POST" and not may_ask:
        raise PermissionDenied
    rows = invited(evaluation)
    form = _form(request, collaboration, evaluation, rows)
    if form.is_valid() and (written := form.save_with(lambda: invite_people(
        evaluation=evaluation, chosen=form.chosen(), message=form.cleaned_data["message"], by=request.user
    ))):  # fmt: skip
        messages.success(request, _drafts(written))
        return redirect("evaluations:invitation_list", pk, evaluation_pk)
    context = {
        "evaluation": evaluation, "rows": rows, "form": form, "can_ask": may_ask, "kind": outbox_kind(evaluation),
        "days": SHORTEST_WAIT.days, "most": MOST_REMINDERS,
    }  # fmt: skip
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/invitation_list.html", frame | context | _counts(rows))


@require_POST
def invitation_remind(request, pk: int, evaluation_pk: int):
    collaboration, evaluation = _to_read(request, pk, evaluation_pk)
    if not can_open_evaluation(request.user, collaboration):
        raise PermissionDenied
    try:
        written = remind_people(evaluation=evaluation, by=request.user)
        nobody = _("Nobody can be reminded yet: they have answered, or they were written to a moment ago.")
        messages.success(request, _drafts(written) if written else nobody)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("evaluations:invitation_list", pk, evaluation_pk)


def _to_read(request, pk: int, evaluation_pk: int):
    collaboration = get_visible_collaboration(request.user, pk)
    if not can_view_talk(request.user, collaboration):
        raise PermissionDenied
    return collaboration, visible_evaluation(request.user, collaboration, evaluation_pk)


def _form(request, collaboration, evaluation, rows) -> InvitationForm:
    adults = [q for q in evaluation.questionnaires.all() if not q.is_for_pupils]
    asked = {row.invitation.email.lower() for row in rows}
    return InvitationForm(
        request.POST or None, questionnaires=adults, people=proposed_people(collaboration), asked=asked
    )


def _counts(rows) -> dict:
    return {
        "waiting": [row for row in rows if row.state == "waiting"],
        "silent": [row for row in rows if row.state in {"sent", "stopped"}],
        "answered": sum(row.state == "answered" for row in rows),
    }


def _drafts(count: int) -> str:
    text = ngettext(
        "One mail lies ready. Look at it, and send it.",
        "%(count)s mails lie ready. Look at them, and send them.",
        count,
    )
    return text % {"count": count}
