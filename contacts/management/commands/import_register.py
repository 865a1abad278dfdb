"""``manage.py import_register FILE``: read a file of the school register, show what it changes, and save it."""

import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.register_import import ImportRefused, apply_register_import
from contacts.actions.register_reading import read_register_file
from contacts.choices import ImportStatus
from contacts.imports.progress import Tell
from samarbejde.lib.tables_in import TableError
from samarbejde.models import User


class Command(BaseCommand):
    help = "Import a file of the national school register (CSV, Excel or JSON; any layout since 2015)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--full", action="store_true", help="the file is the whole register: close what it lacks")
        parser.add_argument("--confirm-closing", action="store_true", help="close even more than five per cent")
        parser.add_argument("--without-leaders", action="store_true", help="leave the leaders' names alone")
        parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="the file's date, such as 2024-10-01")
        parser.add_argument("--by", help="e-mail of the user who imports")
        parser.add_argument("--dry-run", action="store_true", help="leave it as a preview")

    def handle(self, *args, **options) -> None:
        by = self._user(options["by"])
        try:
            found = read_register_file(
                content=options["file"].read_bytes(),
                file_name=options["file"].name,
                is_full=options["full"],
                keep_leaders=not options["without_leaders"],
                source_date=options["as_of"],
                tell=self._teller("read"),
                by=by,
            )
            if found.status == ImportStatus.MAPPING:
                raise CommandError("Nobody has told what these columns are yet. Read the file in on its page first.")
            self._report(found)
            if not options["dry_run"]:
                confirmed, tell = options["confirm_closing"], self._teller("saved")
                apply_register_import(register_import=found, confirm_closing=confirmed, tell=tell, by=by)
        except (OSError, TableError, ImportRefused) as error:
            raise CommandError(str(error)) from None

    def _teller(self, what: str) -> Tell:
        """Return how to tell how far it has come: one line that is written over on a terminal, else every tenth."""
        last = -1

        def tell(done: int, total: int) -> None:
            nonlocal last
            percent = min(100, 100 * done // total) if total else 100
            if percent // 10 == last // 10 and not self.stderr.isatty():
                return
            last = percent
            self.stderr.write(f"{percent} % {what}", ending="\r" if self.stderr.isatty() else "\n")

        return tell

    def _user(self, email: str | None) -> User | None:
        if not email:
            return None
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No user has the e-mail {email}.")
        return user

    def _report(self, found) -> None:
        numbers = ", ".join(f"{number} {what}" for what, number in found.counts.items())
        self.stdout.write(f"{found.file_name} (layout {found.layout}): {numbers}")
        for finding in found.errors[:20]:
            self.stdout.write(f"  line {finding['line']} {finding['column']} {finding['value']!r}: {finding['reason']}")
        if len(found.errors) > 20:
            self.stdout.write(f"  … and {len(found.errors) - 20} more")
