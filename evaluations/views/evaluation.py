"""The Evaluering tab: make, prepare, open, close."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluations.actions.evaluations import (
    close_evaluation,
    create_evaluation,
    default_title,
    open_evaluation,
    update_evaluation,
)
from evaluations.forms.evaluation import EvaluationCreateForm, EvaluationEditForm
from evaluations.permissions import can_change_evaluation, can_export_report, can_open_evaluation, can_view_talk
from evaluations.queries.evaluations import proposed_audiences, visible_evaluation, with_counts
from evaluations.queries.links import sheet_links
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_GET
def evaluation_detail(request, pk: int):
    """All evaluations of one collaboration, with how far each has come."""
    collaboration = get_visible_collaboration(request.user, pk)
    evaluations = with_counts(collaboration.evaluations.order_by("-opens_on", "-pk"))
    context = {"evaluations": evaluations} | _rights(request.user, collaboration)
    return render(
        request,
        "evaluations/evaluation_detail.html",
        collaboration_frame(request, collaboration, "evaluering") | context,
    )


@require_http_methods(["GET", "POST"])
def evaluation_create(request, pk: int):
    collaboration = get_visible_collaboration(request.user, pk)
    if not can_change_evaluation(request.user, collaboration):
        raise PermissionDenied
    initial = {"title": default_title(collaboration), "audiences": proposed_audiences(collaboration)}
    form = EvaluationCreateForm(request.POST or None, initial=initial)
    if form.is_valid():
        evaluation = create_evaluation(collaboration=collaboration, **form.cleaned_data, by=request.user)
        messages.success(request, _("The questions are ready. Look through them, then open for answers."))
        return redirect("evaluations:evaluation_edit", pk=pk, evaluation_pk=evaluation.pk)
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/evaluation_create.html", frame | {"form": form})


@require_http_methods(["GET", "POST"])
def evaluation_edit(request, pk: int, evaluation_pk: int):
    """Preview of every questionnaire beside the dates; also where the conclusion is written."""
    collaboration = get_visible_collaboration(request.user, pk)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if not can_change_evaluation(request.user, collaboration):
        raise PermissionDenied
    form = EvaluationEditForm(request.POST or None, instance=copy(evaluation), version=evaluation.version)
    if form.is_valid() and form.save_with(
        lambda: update_evaluation(
            evaluation=evaluation, version=form.version, values=form.values(), expected=form.expected(), by=request.user
        )
    ):
        messages.success(request, _("Saved."))
        return redirect("evaluations:evaluation_detail", pk=pk)
    preview = evaluation.questionnaires.prefetch_related("questions")
    context = {"form": form, "evaluation": evaluation, "preview": preview} | _rights(request.user, collaboration)
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/evaluation_edit.html", frame | context, status=form.http_status)


@require_POST
def evaluation_open(request, pk: int, evaluation_pk: int):
    """Make the links and show them with QR codes. Only their hashes are kept: the sheet is printed or copied now."""
    collaboration = get_visible_collaboration(request.user, pk)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if not can_open_evaluation(request.user, collaboration):
        raise PermissionDenied
    tokens = open_evaluation(evaluation=evaluation, by=request.user)
    evaluation.refresh_from_db()
    collaboration.refresh_from_db(fields=["phase"])
    links = sheet_links(request, evaluation, tokens)
    adults = any(not link.questionnaire.is_for_pupils for link in links)
    context = {"evaluation": evaluation, "links": links, "has_adults": adults}
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/evaluation_links.html", frame | context)


@require_POST
def evaluation_close(request, pk: int, evaluation_pk: int):
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if not can_open_evaluation(request.user, collaboration):
        raise PermissionDenied
    close_evaluation(evaluation=evaluation, by=request.user)
    messages.success(request, _("The evaluation is closed. Here is what they answered."))
    return redirect("evaluations:evaluation_results", pk=pk, evaluation_pk=evaluation_pk)


def _rights(user, collaboration) -> dict:
    return {
        "can_edit": can_change_evaluation(user, collaboration),
        "can_open": can_open_evaluation(user, collaboration),
        "can_export": can_export_report(user, collaboration),
        "can_talk": can_view_talk(user, collaboration),
    }
