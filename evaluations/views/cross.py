"""The report across collaborations: the page, the rows behind its figures, and the files."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from evaluations.choices import ReportKind
from evaluations.cross.charts import trend_charts
from evaluations.cross.figures import cross_report
from evaluations.cross.rows import BEHIND, cells_as_text, evaluations_asked, rows_behind
from evaluations.cross.scope import read_scope
from evaluations.cross.words import cross_definitions, figure_cards, side_lines
from evaluations.exports import CROSS_EXPORTS
from evaluations.exports.cross_pdf import years_table
from evaluations.forms.cross import CrossReportForm
from evaluations.permissions import can_export_across

PAGE_SIZE = 25
LONG = 100  # collaborations: from here the files are made by the worker, while one does something else


@require_GET
def report_list(request):
    """Figures of what the filter shows, and the evaluations among it."""
    scope = read_scope(request.GET)
    report = cross_report(scope, request.user)
    context = {
        "scope": scope,
        "report": report,
        "form": CrossReportForm(scope=scope, user=request.user),
        "figures": figure_cards(report),
        "charts": trend_charts(report),
        "years": years_table(report),
        "sides": side_lines(report),
        "definitions": cross_definitions(),
        "page": Paginator(evaluations_asked(report), PAGE_SIZE).get_page(request.GET.get("side")),
        "is_long": len(report.rows) > LONG,
        "kinds": ReportKind.choices,
        "can_export": can_export_across(request.user, report.institutions),
    }
    return render(request, "evaluations/report_list.html", context)


@require_GET
def report_rows(request, figure: str):
    """Exactly the collaborations one figure counts."""
    if figure not in BEHIND:
        raise Http404
    scope = read_scope(request.GET)
    behind = BEHIND[figure]
    rows = [
        (row, list(zip(behind.headings, cells_as_text(cells), strict=True)))
        for row, cells in rows_behind(cross_report(scope, request.user), figure)
    ]
    page = Paginator(rows, PAGE_SIZE * 4).get_page(request.GET.get("side"))
    context = {"scope": scope, "behind": behind, "page": page}
    return render(request, "evaluations/report_rows.html", context)


@require_GET
def cross_export(request, kind: str):
    """Deliver the report as a file; the right to it is checked now, for every place it tells of."""
    if kind not in CROSS_EXPORTS:
        raise Http404
    scope = read_scope(request.GET)
    report = cross_report(scope, request.user)
    if not can_export_across(request.user, report.institutions):
        raise PermissionDenied
    content_type, make = CROSS_EXPORTS[kind]
    response = HttpResponse(make(report), content_type=content_type)
    name = slugify(f"rapport {scope.period.label.replace('/', '-')}")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
