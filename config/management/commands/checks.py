"""``python3 manage.py checks``: everything that is checked beside the tests, each with a headline and its time."""

import time

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.quality import CHECKS


class Command(BaseCommand):
    """Runs the checks of ``config.quality``; shows what those that failed had to say."""

    help = "Tjek format, regler, skabeloner, lag, typer, migrationer og indstillinger."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the names of some of the checks."""
        parser.add_argument("names", nargs="*", choices=[[], *(check.name for check in CHECKS)], metavar="navn")
        parser.add_argument("--mend", action="store_true", help="Ret først det, værktøjerne selv kan rette.")

    def handle(self, *, names: list[str], mend: bool, **options: object) -> None:
        """Run all checks, also after one has failed, and fail if any did."""
        failed = []
        for check in CHECKS:
            if names and check.name not in names:
                continue
            began = time.monotonic()
            done = check.run(mend=mend)
            verdict = "ok" if done.returncode == 0 else "FAILED"
            self.stdout.write(f"== {check.title} ({check.name}): {verdict}, {time.monotonic() - began:.1f} s")
            if done.returncode:
                failed.append(check.name)
                self.stdout.write(done.stdout)
            self.stdout.flush()
        if failed:
            raise CommandError(f"These checks failed: {', '.join(failed)}.")
