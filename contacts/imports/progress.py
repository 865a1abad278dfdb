"""How far a long import has come, told to whoever asks while its transaction is still open.

A row in a table could not be seen before the transaction ends, so it is told by the name of the database connection,
which every other connection sees at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

Tell = Callable[[int, int], None]
PREFIX = "samarbejde-register"


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(99, 100 * self.done // self.total) if self.total else 0


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def by_connection(pk: int) -> Tell:
    """Return how to tell it of the import with this id, so that `progress_of` finds it."""

    def tell(done: int, total: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('application_name', %s, false)", [f"{PREFIX} {pk} {done} {total}"])

    return tell


def be_quiet() -> None:
    """Give the connection its ordinary name again."""
    with connection.cursor() as cursor:
        cursor.execute("SET application_name TO DEFAULT")


def progress_of(pk: int) -> Progress | None:
    """Return how far the import has come, or None when nobody is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name LIKE %s ORDER BY backend_start DESC LIMIT 1",
            [f"{PREFIX} {pk} %"],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    done, total = row[0].split()[-2:]
    return Progress(int(done), int(total))
