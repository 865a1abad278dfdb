"""What one kind of reader gets of an evaluation."""

from django.db import transaction

from evaluations.models import Evaluation, ReaderReport
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import StaleVersion
from samarbejde.phases import Phase

FIELDS = ("sections", "intro", "conclusion", "closing")


@transaction.atomic
def save_reader_report(*, evaluation: Evaluation, reader: str, version: int, values: dict, by) -> ReaderReport:
    """Keep the chosen parts and words; ``version`` 0 when nobody had changed what was proposed."""
    locked = Evaluation.objects.select_for_update(of=("self",), no_key=True).get(pk=evaluation.pk)
    current = ReaderReport.objects.filter(evaluation=locked, reader=reader).first()
    if (current.version if current else 0) != version:
        raise StaleVersion(current or ReaderReport(evaluation=locked, reader=reader, version=0))
    current = current or ReaderReport(evaluation=locked, reader=reader, version=0)
    for name in FIELDS:
        setattr(current, name, values[name])
    current.version += 1
    current.updated_by = by
    current.save()
    data = {"title": locked.title, "reader": reader}
    record_event(
        verb="reader_report_changed", collaboration=locked.collaboration, phase=Phase.EVALUATION, data=data, by=by
    )
    return current
