"""One evaluation for five readers: seen, changed, taken along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from evaluations.actions.reader_reports import save_reader_report
from evaluations.choices import Reader
from evaluations.exports import EXPORTS
from evaluations.forms.reader_report import ReaderReportForm
from evaluations.permissions import can_change_evaluation, can_export_report, can_view_talk
from evaluations.queries.evaluations import visible_evaluation
from evaluations.queries.report import evaluation_report
from evaluations.readers import dressed, stored_or_proposed
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_GET
def reader_report(request, pk: int, evaluation_pk: int, reader: str):
    """The report as this reader gets it."""
    collaboration, evaluation = _fetch(request, pk, evaluation_pk, reader)
    report = evaluation_report(evaluation, named=can_view_talk(request.user, collaboration))
    chosen = stored_or_proposed(report, reader)
    context = {
        "evaluation": evaluation, "report": dressed(report, chosen), "chosen": chosen, "reader": Reader(reader),
        "readers": Reader.choices, "can_edit": can_change_evaluation(request.user, collaboration),
        "can_export": can_export_report(request.user, collaboration),
    }  # fmt: skip
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/reader_report.html", frame | context)


@require_http_methods(["GET", "HEAD", "POST"])
def reader_report_edit(request, pk: int, evaluation_pk: int, reader: str):
    collaboration, evaluation = _fetch(request, pk, evaluation_pk, reader)
    if not can_change_evaluation(request.user, collaboration):
        raise PermissionDenied
    chosen = stored_or_proposed(evaluation_report(evaluation, named=can_view_talk(request.user, collaboration)), reader)
    form = ReaderReportForm(request.POST or None, chosen=chosen)
    if form.is_valid() and form.save_with(lambda: save_reader_report(
        evaluation=evaluation, reader=reader, version=form.version, values=form.values(), by=request.user
    )):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("evaluations:reader_report", pk, evaluation_pk, reader)
    context = {"evaluation": evaluation, "form": form, "reader": Reader(reader)}
    frame = collaboration_frame(request, collaboration, "evaluering")
    return render(request, "evaluations/reader_report_edit.html", frame | context, status=form.http_status)


@require_GET
def reader_export(request, pk: int, evaluation_pk: int, reader: str, kind: str):
    """Deliver the reader's report as a file."""
    collaboration, evaluation = _fetch(request, pk, evaluation_pk, reader, with_panels=False)
    if kind not in EXPORTS:
        raise Http404
    if not can_export_report(request.user, collaboration):
        raise PermissionDenied
    report = evaluation_report(evaluation, named=can_view_talk(request.user, collaboration))
    content_type, make = EXPORTS[kind]
    response = HttpResponse(make(dressed(report, stored_or_proposed(report, reader))), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="evaluering-{evaluation.pk}-{reader}.{kind}"'
    return response


def _fetch(request, pk: int, evaluation_pk: int, reader: str, *, with_panels: bool = True):
    if reader not in Reader.values:
        raise Http404
    collaboration = get_visible_collaboration(request.user, pk, with_panels=with_panels)
    return collaboration, visible_evaluation(request.user, collaboration, evaluation_pk)
