"""Prepares ``.venv`` when the packages are missing, and starts the same command again inside it.

Standard library only, and written so that an old Python can read it far enough to be told that it is too old.
Nothing happens where the packages are already installed and there is no ``.venv``: in a container, for instance.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
PROGRAM_LOCK = "requirements.txt"
TOOLS_LOCK = "requirements-dev.txt"  # the program's packages and the test tools
COMMANDS_WITH_TOOLS = {"checks", "test"}
STAMP_NAME = "installed-from.txt"
ENTERED = "SAMARBEJDE_DOOR_ENTERED"

TOO_OLD = (
    "Samarbejde kræver Python {wanted} eller nyere, og dette er {found}: installér en nyere Python og prøv igen.\n"
    "Samarbejde needs Python {wanted} or newer, and this is {found}: install a newer Python and try again."
)
NO_VENV = (
    "Python mangler modulet venv: skriv ”sudo apt install python3-venv” (eller installér uv) og prøv igen.\n"
    "Python lacks its venv module: run “sudo apt install python3-venv” (or install uv) and try again."
)
NO_PACKAGES = (
    "Pakkerne kunne ikke hentes: se beskeden ovenfor, tjek forbindelsen til nettet, og prøv igen.\n"
    "The packages could not be fetched: see the message above, check the network, and try again."
)
PREPARING = "Henter de pakker, programmet skal bruge, til {venv} (første gang under et minut) …"


def prepare(argv: list[str], root: Path = ROOT) -> None:
    """Return when this interpreter can run ``argv``; otherwise install what is missing and start over in ``.venv``.

    Raises SystemExit with a sentence in Danish and English when something must be installed by hand.
    """
    venv = root / ".venv"
    lock = root / (TOOLS_LOCK if argv[1:2] and argv[1] in COMMANDS_WITH_TOOLS else PROGRAM_LOCK)
    entered = os.environ.pop(ENTERED, None)
    step = decide(venv, lock, inside=is_inside(venv), importable=can_import(lock))
    if step == "run":
        return
    if step == "install":
        if entered == "install":
            sys.exit(NO_PACKAGES)
        check_python()
        with only_one(root):
            if not is_current(venv, lock) or is_inside(venv):
                install(venv, lock)
    start_again(venv, after=step)


def decide(venv: Path, lock: Path, *, inside: bool, importable: bool) -> str:
    """Return ``run`` (go on here), ``enter`` (go on in ``.venv``) or ``install`` (prepare ``.venv`` first).

    A ``.venv`` without a stamp was left half made by a killed run, unless somebody made it by hand and stands in it.
    """
    if not venv.exists():
        return "run" if importable else "install"
    if inside:
        own_making = not (venv / STAMP_NAME).exists()
        return "run" if importable and (own_making or is_current(venv, lock)) else "install"
    return "enter" if is_current(venv, lock) else "install"


def is_inside(venv: Path) -> bool:
    """Say whether this very interpreter belongs to ``venv``."""
    return Path(sys.prefix).resolve() == venv.resolve()


def can_import(lock: Path) -> bool:
    """Say whether the packages that matter most in ``lock`` are found by this interpreter."""
    needed = ["django", "psycopg2"] + (["pytest", "pytest_django"] if lock.name == TOOLS_LOCK else [])
    return all(importlib.util.find_spec(name) for name in needed)


def fingerprint(lock: Path) -> str:
    """Return the name and SHA-256 of a lock file, as the stamp keeps it."""
    return f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def is_current(venv: Path, lock: Path) -> bool:
    """Say whether ``venv`` was finished from ``lock`` as it is now (the tools' lock holds the program's too)."""
    try:
        stamp = (venv / STAMP_NAME).read_text(encoding="utf-8").strip()
    except OSError:
        return False
    locks = [lock, lock.with_name(TOOLS_LOCK)]
    return python_of(venv).exists() and stamp in [fingerprint(known) for known in locks if known.exists()]


def python_of(venv: Path) -> Path:
    """Return the path of the interpreter in ``venv``."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def check_python() -> None:
    """Leave with one sentence when this Python is too old or cannot make virtual environments."""
    if sys.version_info < OLDEST_PYTHON:
        wanted, found = (".".join(map(str, version[:2])) for version in (OLDEST_PYTHON, sys.version_info))
        sys.exit(TOO_OLD.format(wanted=wanted, found=found))
    if not shutil.which("uv") and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        sys.exit(NO_VENV)


def only_one(root: Path):
    """Return a context manager that lets one process at a time prepare ``.venv``."""
    from config.embedded_postgres.locks import FileLock  # noqa: PLC0415 - an old Python must not meet it

    (root / "var").mkdir(exist_ok=True)
    return FileLock(root / "var" / ".prepare.lock").exclusively()


def install(venv: Path, lock: Path) -> None:
    """Make ``venv`` hold what ``lock`` says. The stamp is written last, so a killed run is seen and done again."""
    print(PREPARING.format(venv=venv), file=sys.stderr, flush=True)
    stamp = venv / STAMP_NAME
    if not (stamp.exists() and python_of(venv).exists() and runs(python_of(venv))):
        shutil.rmtree(venv, ignore_errors=True)
    stamp.unlink(missing_ok=True)
    ways = [install_with_uv] if shutil.which("uv") else []
    if importlib.util.find_spec("ensurepip"):
        ways.append(install_with_pip)
    if not any(way(venv, lock) for way in ways):
        sys.exit(NO_PACKAGES)
    stamp.write_text(fingerprint(lock) + "\n", encoding="utf-8")


def runs(python: Path) -> bool:
    """Say whether the interpreter starts and finds its packages (it does not after an upgrade of the system's)."""
    return subprocess.run([str(python), "-c", "import django"], capture_output=True, check=False).returncode == 0


def install_with_uv(venv: Path, lock: Path) -> bool:
    """Install with uv; return whether it worked."""
    quiet = ["uv", "--quiet"]
    python = str(python_of(venv))
    made = python_of(venv).exists() or succeeds([*quiet, "venv", "--python", base_python(), str(venv)])
    return made and succeeds([*quiet, "pip", "install", "--python", python, "--require-hashes", "-r", str(lock)])


def install_with_pip(venv: Path, lock: Path) -> bool:
    """Install with Python's own venv and pip; return whether it worked."""
    python = str(python_of(venv))
    pip = [python, "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input"]
    made = succeeds([python, "-m", "pip", "--version"], quiet=True) or succeeds(
        [base_python(), "-m", "venv", "--clear", str(venv)]
    )
    return made and succeeds([*pip, "install", "--require-hashes", "-r", str(lock)])


def base_python() -> str:
    """Return the interpreter that virtual environments are made from, also when we stand in one."""
    return getattr(sys, "_base_executable", None) or sys.executable


def succeeds(command: list[str], *, quiet: bool = False) -> bool:
    """Run ``command`` with its output in view (or not) and say whether it ended well."""
    output = subprocess.DEVNULL if quiet else None
    try:
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False).returncode == 0
        )
    except OSError:
        return False


def start_again(venv: Path, after: str) -> None:
    """Run the same command line in the interpreter of ``venv``. Does not return.

    The new process is told what was done before it, so that an installation that did not help is not repeated.
    """
    arguments = sys.orig_argv[1:] if hasattr(sys, "orig_argv") else sys.argv  # an old Python may still open the door
    command = [str(python_of(venv)), *arguments]
    os.environ[ENTERED] = after
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell wanted
    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:  # the child got it too, and decides
            continue
