"""What the pages of all imports share: the list's footer, and remarks as a table to fetch."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samarbejde.lib.danish import format_number
from samarbejde.lib.tables_out import CSV_TYPE, write_csv


def footer_of(page, query: str) -> dict:
    """Return what the list's footer needs."""

    def url(number: int) -> str:
        return f"{query}side={number}"

    return {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": format_number(page.paginator.count),
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


def findings_file(errors: list[dict], pk: int) -> HttpResponse:
    """Return every remark as CSV."""
    headers = [_("Line"), _("Column"), _("Value"), _("What is wrong"), _("Used?")]
    used = {"error": _("no"), "notice": _("yes")}
    rows = [[f["line"] or "", f["column"], f["value"], f["reason"], used[f["severity"]]] for f in errors]
    name = f'attachment; filename="bemaerkninger-{pk}.csv"'
    return HttpResponse(write_csv(headers, rows), content_type=CSV_TYPE, headers={"Content-Disposition": name})
