#!/usr/bin/env python3
"""The one door: ``python3 manage.py demo``, ``python3 manage.py test`` and every other command."""

import os
import sys

from config import bootstrap


def main() -> None:
    """Make sure the packages are there, say which mode we are in, and hand over to Django."""
    bootstrap.prepare(sys.argv)
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command == "demo":
        os.environ["SAMARBEJDE_DEMO"] = "1"
    elif command == "test":
        os.environ["SAMARBEJDE_TESTING"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - not there until prepared

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
