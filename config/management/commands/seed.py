"""``manage.py seed --collaborations N``: invented data in bulk, over the real register, for measuring."""

import datetime
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.seed.ground import COORDINATOR, SUPERUSER
from config.seed.planting import UnwillingError, check_willing, finish, load_schools, plant


class Command(BaseCommand):
    """Nobody can log in as the people it makes: their accounts have no password."""

    help = "Fill the database with invented collaborations, for measuring how fast the program is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many, from which schools, and the numbers that make it the same again."""
        parser.add_argument("--collaborations", type=int, required=True, metavar="N")
        parser.add_argument(
            "--schools", type=Path, help="a file of the school register; without it those that are there, or the sample"
        )
        parser.add_argument("--seed", type=int, default=1, help="another number gives other data")
        parser.add_argument(
            "--today", type=datetime.date.fromisoformat, help="the day the data are told from (default: today)"
        )
        parser.add_argument("--force", action="store_true", help="also in a database that holds other data")

    def handle(
        self,
        *,
        collaborations: int,
        schools: Path | None,
        seed: int,
        today: datetime.date | None,
        force: bool,
        **options: object,
    ) -> None:
        """Plant, and say how long it took."""
        if collaborations < 1:
            raise CommandError("--collaborations must be at least 1.")
        try:
            check_willing(force=force)
        except UnwillingError as error:
            raise CommandError(str(error)) from None
        began = time.monotonic()
        load_schools(schools)
        tables = plant(collaborations, seed, today or timezone.localdate(), self.say)
        planted = time.monotonic() - began
        finish(self.say)
        for model, rows in tables.written.most_common():
            self.say(f"  {rows:>9}  {model._meta.label}")
        rows = sum(tables.written.values())
        self.say(f"{rows} rows in {planted:.0f} s ({rows / planted:.0f}/s); {time.monotonic() - began:.0f} s in all")
        self.say(f"Measure as {COORDINATOR} (one institution) or {SUPERUSER} (everything); neither has a password.")

    def say(self, text: str) -> None:
        """Print at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()
