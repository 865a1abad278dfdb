"""Results and the report: as a page, and exported."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from evaluations.choices import EvaluationStatus
from evaluations.exports import EXPORTS
from evaluations.permissions import can_change_evaluation, can_export_report, can_view_talk
from evaluations.queries.evaluations import visible_evaluation
from evaluations.queries.filtering import cross_tables, doors, look_at
from evaluations.queries.report import evaluation_report
from evaluations.queries.results import evaluation_results
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_GET
def evaluation_results_page(request, pk: int, evaluation_pk: int):
    """The report on screen; printing it gives the same sheet."""
    collaboration = get_visible_collaboration(request.user, pk)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    report = evaluation_report(evaluation, named=can_view_talk(request.user, collaboration))
    tables = cross_tables(evaluation, report.audiences)
    context = {
        "report": report,
        "evaluation": evaluation,
        "doors": doors(tables),
        "filtered": look_at(tables, request.GET.get("svar", "")),
        "is_closed": evaluation.status == EvaluationStatus.CLOSED,
        "can_edit": can_change_evaluation(request.user, collaboration),
        "can_export": can_export_report(request.user, collaboration),
        "can_talk": can_view_talk(request.user, collaboration),
    }
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/evaluation_results.html", frame | context)


@require_GET
def class_talk(request, pk: int, evaluation_pk: int, questionnaire_pk: int):
    """What the class answered, large and calm, to talk about together: numbers only, no words, no names."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    audiences = evaluation_results(evaluation)
    audience = next((a for a in audiences if a.questionnaire.pk == questionnaire_pk and a.is_pupils), None)
    if audience is None:
        raise Http404
    context = {"collaboration": collaboration, "evaluation": evaluation, "audience": audience}
    return render(request, "evaluations/class_talk.html", context)


@require_GET
def report_export(request, pk: int, evaluation_pk: int, kind: str):
    """Deliver the report as PDF, Word, XLSX or CSV; the right to it is checked now, not when the page was shown."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    evaluation = visible_evaluation(request.user, collaboration, evaluation_pk)
    if kind not in EXPORTS:
        raise Http404
    if not can_export_report(request.user, collaboration):
        raise PermissionDenied
    content_type, make = EXPORTS[kind]
    report = evaluation_report(evaluation, named=can_view_talk(request.user, collaboration))
    response = HttpResponse(make(report), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="evaluering-{evaluation.pk}.{kind}"'
    return response
