"""Long reports: asked for, waited for, fetched."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from evaluations.actions.report_orders import order_report
from evaluations.choices import OrderStatus, ReportKind
from evaluations.cross.scope import read_scope
from evaluations.exports import CROSS_EXPORTS
from evaluations.models import ReportOrder
from evaluations.permissions import can_export_across


@require_POST
def report_order_create(request):
    """Ask for a report of what the page shows; the right to each place is looked at when it is made and fetched."""
    if not can_export_across(request.user, set()):
        raise PermissionDenied
    kind = request.POST.get("slags", "")
    if kind not in ReportKind.values:
        raise Http404
    order = order_report(query=read_scope(request.GET).query, kind=kind, by=request.user)
    return redirect("evaluations:report_order", order.pk)


@require_GET
@never_cache
def report_order(request, pk: int):
    """How far it has come; a part of the page for those who poll."""
    order = _own(request, pk)
    part = request.headers.get("HX-Request") == "true"
    context = {"order": order, "scope": read_scope(QueryDict(order.query))}
    return render(request, "evaluations/_order.html" if part else "evaluations/report_order.html", context)


@require_GET
def report_order_file(request, pk: int):
    order = _own(request, pk)
    if order.status != OrderStatus.READY:
        raise Http404
    if not can_export_across(request.user, set(order.institutions)):
        raise PermissionDenied
    name = slugify(f"rapport {read_scope(QueryDict(order.query)).period.label.replace('/', '-')}")
    return FileResponse(
        order.file.open("rb"), as_attachment=True, filename=f"{name}.{order.kind}",
        content_type=CROSS_EXPORTS[order.kind][0],
    )  # fmt: skip


def _own(request, pk: int) -> ReportOrder:
    return get_object_or_404(ReportOrder.objects.visible_to(request.user), pk=pk)
