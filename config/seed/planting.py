"""From an empty database to a full one: the order of work, what is counted, what is refused."""

import datetime
import random
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from config.seed.collaborations import write_collaboration, write_sides
from config.seed.endings import write_ending, write_evaluation, write_history, write_lesson_document
from config.seed.ground import DOMAIN, lay_ground
from config.seed.phases import write_agreement, write_contacts, write_sessions
from config.seed.story import think_up
from config.seed.tables import Tables
from samarbejde.actions.attention import refresh_attention
from samarbejde.models import Collaboration, Institution, Municipality, School, User

SAMPLE = Path("samarbejde") / "data" / "register" / "sample_masked_2026_layout.csv"
BATCH = 4000
Say = Callable[[str], None]


class UnwillingError(Exception):
    """The database holds something that is not ours to stand beside."""


def check_willing(*, force: bool) -> None:
    """Raise UnwillingError when somebody's data are there (unless forced), or when the database is seeded already."""
    if User.objects.filter(email__endswith=f"@{DOMAIN}").exists():
        raise UnwillingError("The database is seeded already. Choose another one (SAMARBEJDE_DB), or drop it first.")
    if not force and (User.objects.exists() or Institution.objects.exists() or Collaboration.objects.exists()):
        raise UnwillingError(
            "There are data in the database that are not seeded. Say --force to put seeded data beside them."
        )


def load_schools(schools: Path | None) -> None:
    """Load what collaborations point at: reference data, and the register (the sample when there are no schools)."""
    if not Municipality.objects.exists():
        call_command("load_reference", verbosity=0, stdout=None)
    if schools or not School.objects.exists():
        call_command("import_register", str(schools or settings.BASE_DIR / SAMPLE), verbosity=0)
    call_command("load_question_sets", verbosity=0)


@transaction.atomic
def plant(number: int, seed: int, today: datetime.date, say: Say) -> Tables:
    """Write ``number`` collaborations with everything about them, all or nothing. Return what was written."""
    prepare_connection()
    chance, tables = random.Random(seed), Tables(timezone.now())  # noqa: S311 - the same rows each time, no secret
    ground = lay_ground(tables, chance, number, today)
    began = time.monotonic()
    for done in range(1, number + 1):
        story = think_up(tables.key(Collaboration), chance, ground, today)
        joined = write_sides(story, tables, chance)
        for write in (write_contacts, write_agreement, write_sessions, write_evaluation, write_ending):
            write(story, tables, chance)
        write_collaboration(story, tables, chance, ground, joined)
        write_lesson_document(story, tables)
        write_history(story, tables)
        if done % BATCH == 0 or done == number:
            tables.flush()
            rows = sum(tables.written.values())
            say(f"{done} collaborations, {rows} rows, {rows / (time.monotonic() - began):.0f} rows/s")
    tables.set_sequences()
    check_keys(on=True)
    return tables


def prepare_connection() -> None:
    """Set the transaction up for millions of rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL synchronous_commit = off")
    check_keys(on=False)


def check_keys(*, on: bool) -> None:
    """Leave the foreign keys of rows unchecked for a while: all are new and point at each other (a test looks)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):  # nobody else may
            cursor.execute(f"SET LOCAL session_replication_role = {'DEFAULT' if on else 'replica'}")


def finish(say: Say) -> None:
    """Find what needs attention, and let PostgreSQL learn the tables by heart."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    began = time.monotonic()
    found = refresh_attention()
    say(f"{found} signals found and written in {time.monotonic() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
