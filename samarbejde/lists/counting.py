"""Counting that stops: nobody needs to know whether it is 48,211 or 48,212 before they ask."""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samarbejde.lib.danish import format_number

CAP = 1000


def capped_counts(querysets: list[QuerySet], cap: int | None = CAP) -> list[int]:
    """Return how many rows each has, all in one query; ``cap`` + 1 means more than ``cap``."""
    parts, params = [], []
    for number, queryset in enumerate(querysets):
        narrowed = queryset.order_by().values("pk")
        try:
            sql, values = (narrowed if cap is None else narrowed[: cap + 1]).query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) counted_{number})")  # noqa: S608 - Django's own SQL
        params += values
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return list(cursor.fetchone())


def count_text(count: int, cap: int | None = CAP) -> str:
    """Return "1.234", or "over 1.000" for a count that stopped."""
    if cap is not None and count > cap:
        return _("over %(number)s") % {"number": format_number(cap)}
    return format_number(count)
