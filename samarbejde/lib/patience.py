"""Asking the database for something that is nice to have, but not worth waiting for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

CANCELLED = "57014"  # PostgreSQL's query_canceled


@contextmanager
def at_most(milliseconds: int) -> Iterator[None]:
    """Give up what is asked inside after so long, without a word. The caller keeps what it had before."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)",
                           [str(milliseconds)])  # fmt: skip
            before = cursor.fetchone()[0]
            yield
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != CANCELLED:
            raise
