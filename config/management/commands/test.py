"""``python3 manage.py test``: the whole suite, run by pytest."""

import sys

from django.core.management.base import BaseCommand

WHOLE_SUITE = ["-n", "2"]


class Command(BaseCommand):
    """Hands everything after ``test`` to pytest; with nothing after it, two processes share the whole suite."""

    help = "Kør testene: alle, eller dem du nævner (argumenterne er pytests)."
    requires_system_checks = ()

    def run_from_argv(self, argv: list[str]) -> None:
        """Run pytest with its own arguments, which Django should not try to understand."""
        import pytest  # noqa: PLC0415 - not installed where the program is only served

        sys.exit(pytest.main(argv[2:] or WHOLE_SUITE))
