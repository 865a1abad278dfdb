"""A list as a file: exactly the rows the filter shows, with the chosen columns."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from samarbejde.lib.tables_out import CSV_TYPE, XLSX_TYPE, Sheet, write_csv, write_xlsx
from samarbejde.lists.counting import capped_counts
from samarbejde.lists.keyset import order_of
from samarbejde.lists.listing import Listing, with_columns

XLSX_LIMIT = 20_000
BATCH = 2_000


def too_many_for_xlsx(rows: QuerySet) -> bool:
    return capped_counts([rows], XLSX_LIMIT)[0] > XLSX_LIMIT


def headers_of(listing: Listing) -> list[str]:
    return [str(out.header) for column in listing.columns for out in column.out]


def lines_of(listing: Listing, rows: QuerySet) -> Iterator[list]:
    """Yield one list of values per row, read in batches."""
    state = listing.state
    values = [out.value for column in listing.columns for out in column.out]
    found = with_columns(rows, state, listing.columns, listing.user)
    for row in found.order_by(*order_of(state.sort, descending=state.descending)).iterator(chunk_size=BATCH):
        yield [value(row) for value in values]


def file_response(listing: Listing, kind: str, rows: QuerySet | None = None) -> HttpResponse:
    """Return the rows (all the filter shows, unless given) as a file; ``kind`` is csv or xlsx."""
    rows = listing.rows if rows is None else rows
    name = f"{slugify(str(listing.spec.file_name))}-{timezone.localdate():%Y-%m-%d}.{kind}"
    headers, lines = headers_of(listing), lines_of(listing, rows)
    if kind == "csv":
        response = StreamingHttpResponse(write_csv(headers, lines), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    with write_xlsx([Sheet(listing.spec.file_name, headers, lines)]) as book:
        # At most `XLSX_LIMIT` rows, a megabyte or two: whole in the answer, so that its length is known.
        response = HttpResponse(book.read(), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
