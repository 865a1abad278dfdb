"""What is checked before a change is taken in, beside the tests. ``manage.py checks`` runs it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ["knowledge", "evaluations", "followup", "agreements", "contacts", "samarbejde"]
TYPED = ["actions", "attention", "emails", "lib", "panel", "panels", "permissions", "phases", "queries"]
# As a server would be set up; the checks never connect to it.
PRODUCTION = {
    "ALLOWED_HOSTS": "samarbejde.example.dk",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "SITE_URL": "https://samarbejde.example.dk",
    "SAMARBEJDE_DEBUG": "0",
    "SAMARBEJDE_DEMO": "0",
    "SAMARBEJDE_TESTING": "0",
}
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
LINT_MIGRATIONS = f"""
import sys, django
django.setup()
from django_migration_linter import MigrationLinter
linter = MigrationLinter(
    path={str(ROOT)!r}, include_apps={APPS!r}, analyser_string="postgresql", no_cache=True,
    ignore_initial_migrations=True,
)
linter.lint_all_migrations()
linter.print_summary()
sys.exit(linter.has_errors)
"""


@dataclass(frozen=True)
class Check:
    """One check: the name it is asked for by, what it says of the code, and the command that finds out."""

    name: str
    title: str
    command: Callable[[], list[str]]
    environ: dict[str, str] | None = None
    mend: Callable[[], list[str]] | None = None

    def run(self, *, mend: bool = False) -> subprocess.CompletedProcess[str]:
        """Run the command in the project's folder, and return its end and its output.

        With ``mend``, what a tool can put right by itself is put right first.
        """
        if mend and self.mend:
            subprocess.run(self.mend(), cwd=ROOT, capture_output=True, check=False)
        environ = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | (self.environ or {})
        return subprocess.run(
            self.command(),
            cwd=ROOT,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )


def tool(name: str) -> str:
    """Return the path of a program that was installed with the packages."""
    return str(Path(sysconfig.get_path("scripts")) / f"{name}{'.exe' if os.name == 'nt' else ''}")


def python(*arguments: str) -> list[str]:
    """Return a command for this interpreter."""
    return [sys.executable, *arguments]


def templates() -> list[str]:
    """Return every page template and fragment."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))


def typed_sources() -> list[str]:
    """Return the modules whose types are checked: the roof, and in each app those that decide something."""
    kinds = [ROOT / app / f"{name}{ending}" for app in APPS for name in TYPED for ending in (".py", "")]
    return ["manage.py", "config", *sorted(str(path.relative_to(ROOT)) for path in kinds if path.exists())]


CHECKS = [
    Check(
        "lint",
        "The code keeps the rules",
        lambda: [tool("ruff"), "check", "."],
        mend=lambda: [tool("ruff"), "check", "--fix", "."],
    ),
    Check(
        "format",
        "The code is formatted",
        lambda: [tool("ruff"), "format", "--check", "."],
        mend=lambda: [tool("ruff"), "format", "."],
    ),
    Check(
        "templates",
        "The templates are formatted",
        lambda: [tool("djade"), "--check", *templates()],
        mend=lambda: [tool("djade"), *templates()],
    ),
    Check("layers", "No phase looks ahead", lambda: python("-c", LINT_IMPORTS)),
    Check("types", "The types hold", lambda: python("-m", "mypy", *typed_sources())),
    Check(
        "models", "Every change of a model has its migration", lambda: python("manage.py", "makemigrations", "--check")
    ),
    Check("migrations", "The migrations can run beside the old program", lambda: python("-c", LINT_MIGRATIONS)),
    Check(
        "deploy",
        "The settings are fit for a server",
        lambda: python("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
]
