"""What the worker does for the evaluations."""

from django_tasks import task

from evaluations.actions.report_orders import make_report
from evaluations.models import ReportOrder


@task()
def make_ordered_report(order_id: int) -> None:
    """Make one report that somebody waits for; gone meanwhile, there is nothing to do."""
    order = ReportOrder.objects.filter(pk=order_id).select_related("owner").first()
    if order is not None:
        make_report(order=order)
