"""Long reports: asked for, made by the worker, fetched by the one who asked, and thrown away after a week."""

import datetime
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation

from evaluations.choices import OrderStatus
from evaluations.cross.figures import cross_report
from evaluations.cross.scope import read_scope
from evaluations.exports import CROSS_EXPORTS
from evaluations.models import ReportOrder
from evaluations.permissions import can_export_across

logger = logging.getLogger("samarbejde.reports")
KEPT_FOR = datetime.timedelta(days=7)


@transaction.atomic
def order_report(*, query: str, kind: str, by) -> ReportOrder:
    """Note what is wanted, and let the worker make it."""
    from evaluations.tasks import make_ordered_report  # noqa: PLC0415 - the task needs this module

    order = ReportOrder.objects.create(
        owner=by, query=query[:800], kind=kind, language=translation.get_language() or "da"
    )
    transaction.on_commit(lambda: make_ordered_report.enqueue(order.pk))
    return order


def make_report(*, order: ReportOrder) -> ReportOrder:
    """Make the file as the one who asked may see it now. Whatever goes wrong is said, and the worker goes on."""
    try:
        with translation.override(order.language):
            _make(order)
    except Exception:
        logger.exception("Report order %s failed", order.pk)
        _note(order, OrderStatus.FAILED, 100)
    return order


def _make(order: ReportOrder) -> None:
    _note(order, OrderStatus.WORKING, 10)
    report = cross_report(read_scope(QueryDict(order.query)), order.owner)
    if not can_export_across(order.owner, report.institutions):
        _note(order, OrderStatus.FAILED, 100)
        return
    order.institutions = sorted(report.institutions)
    _note(order, OrderStatus.WORKING, 60)
    content = CROSS_EXPORTS[order.kind][1](report)
    order.file.save(f"rapport.{order.kind}", ContentFile(content), save=False)
    _note(order, OrderStatus.READY, 100)


def _note(order: ReportOrder, status: str, progress: int) -> None:
    order.status, order.progress = status, progress
    order.save(update_fields=["status", "progress", "institutions", "file"])


def forget_old_orders(*, today: datetime.date) -> int:
    """Throw away what was made more than a week ago; return how many."""
    edge = timezone.make_aware(datetime.datetime.combine(today - KEPT_FOR, datetime.time.min))
    old = list(ReportOrder.objects.filter(created_at__lt=edge))
    for order in old:
        if order.file:
            order.file.delete(save=False)
        order.delete()
    return len(old)
