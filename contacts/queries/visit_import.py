"""What the pages of an import of old visits show."""

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.choices import ImportStatus
from contacts.models import VisitImport, VisitRow
from samarbejde.lib.danish import format_number
from samarbejde.models import School
from samarbejde.panels import Figure


def figures_of(visit_import: VisitImport) -> list[Figure]:
    """Return the numbers at the top of the page. One query."""
    counts = visit_import.rows.aggregate(
        visits=Count("fingerprint", distinct=True),
        sure=Count("pk", filter=Q(is_open=False, school__isnull=False)),
        groups=Count("group", filter=Q(is_open=True), distinct=True),
        unknown=Count("pk", filter=Q(is_open=False, school__isnull=True)),
    )
    rows = [
        (counts["visits"], _("Visits"), ""),
        (counts["sure"], _("rows with a school that is sure"), ""),
        (counts["groups"], _("names to decide"), "#skoler" if counts["groups"] else ""),
        (counts["unknown"], _("rows without a school"), ""),
        (visit_import.counts.get("cancelled", 0), _("cancelled, left out"), ""),
    ]
    return [Figure(format_number(count), label, "", url) for count, label, url in rows]


def open_groups(visit_import: VisitImport) -> list[dict]:
    """Return the ways of naming a school that a person must decide, the surest first."""
    groups = visit_import.rows.filter(is_open=True).values("group")
    return list(
        groups.annotate(rows=Count("pk"), first=Min("pk"), likely=Min("confidence")).order_by("-likely", "first")
    )


def rows_of(groups: list[dict]) -> list[VisitRow]:
    """Return one row for each group, with ``rows`` (how many there are)."""
    found = VisitRow.objects.in_bulk([group["first"] for group in groups])
    for group in groups:
        found[group["first"]].rows = group["rows"]
    return [found[group["first"]] for group in groups]


def offered_schools(rows: list[VisitRow]) -> dict[int, School]:
    """Return the schools offered for ``rows``. One query."""
    ids = {candidate[0] for row in rows for candidate in row.candidates}
    return {school.pk: school for school in School.objects.filter(pk__in=ids).select_related("municipality", "type")}


def count_text(visit_import: VisitImport) -> str:
    """Return what has been saved, in one sentence."""
    saved, already = visit_import.counts.get("saved", 0), visit_import.counts.get("already", 0)
    text = ngettext("Saved: %(count)s visit.", "Saved: %(count)s visits.", saved) % {"count": format_number(saved)}
    if already:
        text += " " + _("%(count)s were here already.") % {"count": format_number(already)}
    return text


def is_waiting(visit_import: VisitImport) -> bool:
    """Return whether the columns may still be changed."""
    return visit_import.status in (ImportStatus.MAPPING, ImportStatus.PREVIEW)
