"""The server's data directory: made once, and asked whether a server is running on it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .binaries import WINDOWS, EmbeddedPostgresError

USER = "samarbejde"
PORT = 5432  # names the socket file only: on Unix the server listens on no network address
LONGEST_SOCKET_FOLDER = 85  # bytes; a socket's path holds 104 on macOS, and the file's own name is added
DETACHED = 0x00000200 | 0x08000000  # Windows: CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW
LARGEST_LOG = 5_000_000  # bytes, looked at when the server starts
SERVER_SETTINGS = {
    "max_connections": "100",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "synchronous_commit": "off",  # a power cut may cost the last moments, never a broken database
    "log_min_messages": "warning",
    "unix_socket_permissions": "0700",
}


@dataclass(frozen=True)
class Postmaster:
    """What a running server wrote about itself in ``postmaster.pid``."""

    pid: int
    port: int
    host: str


class Cluster:
    """One data directory, ``postgres-<major>``, and the commands that work on it."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.data = account.home / f"postgres-{account.binaries.major}"

    @property
    def password(self) -> str:
        """The password of USER, used where the server must listen on a network address (Windows)."""
        return (self.data / "password").read_text(encoding="ascii")

    def exists(self) -> bool:
        """Say whether the data directory is there, and whole."""
        return (self.data / "PG_VERSION").exists()

    def create(self) -> None:
        """Make the data directory under another name first: a half-made one is never used."""
        partial = self.data.with_name(f".{self.data.name}-new")
        shutil.rmtree(partial, ignore_errors=True)
        secret = self.data.with_name(".password-new")
        secret.write_text(secrets.token_urlsafe(24), encoding="ascii")
        secret.chmod(0o600)
        self.account.own(secret)
        options = {
            "pgdata": partial,
            "username": USER,
            "pwfile": secret,
            "encoding": "UTF8",
            "locale": "C",
            "locale-provider": "builtin",
            "builtin-locale": "C.UTF-8",
            "auth-local": "trust",  # the socket lies in a folder that only its owner may enter
            "auth-host": "scram-sha-256",
        }
        self.run("initdb", "--no-sync", "--no-instructions", *(f"--{key}={value}" for key, value in options.items()))
        secret.rename(partial / "password")
        partial.rename(self.data)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = self.data / "server.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.unlink()
        settings = SERVER_SETTINGS | self.address_settings()
        lines = [f"{name} = {quoted(value)}\n" for name, value in settings.items()]
        (self.data / "postgresql.auto.conf").write_text("".join(lines), encoding="utf-8")
        self.run("pg_ctl", "start", "--wait", "--timeout=60", f"--pgdata={self.data}", f"--log={log}", log=log)

    def stop(self) -> None:
        """Stop the server at once, its open connections with it; nothing committed is lost."""
        with contextlib.suppress(EmbeddedPostgresError):  # it was gone already
            self.run("pg_ctl", "stop", "--wait", "--mode=fast", f"--pgdata={self.data}")

    def address_settings(self) -> dict[str, str]:
        """Return the settings that say where the server listens."""
        if WINDOWS:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                return {"listen_addresses": "127.0.0.1", "port": str(probe.getsockname()[1])}
        return {"listen_addresses": "", "port": str(PORT), "unix_socket_directories": str(self.socket_folder())}

    def socket_folder(self) -> Path:
        """Return the data directory, or a short private folder when its path is too long for a socket."""
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_FOLDER:
            return self.data
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        short = Path(tempfile.gettempdir()) / f"samarbejde-{os.geteuid()}-{mark}"
        short.mkdir(mode=0o700, exist_ok=True)
        self.account.own(short)
        owner = os.geteuid() if self.account.owner is None else self.account.owner
        if short.is_symlink() or short.stat().st_uid != owner or short.stat().st_mode & 0o077:
            raise EmbeddedPostgresError(f"{short} is not ours alone: remove it and try again.")
        return short

    def postmaster(self) -> Postmaster | None:
        """Return the running server, None when there is none; what a killed one left behind is cleared away."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            found = Postmaster(int(lines[0]), int(lines[3]), lines[4] or "127.0.0.1")
        except (OSError, ValueError, IndexError):
            return None
        if answers(found) if WINDOWS else is_serving(found.pid, self.data):
            return found
        if not WINDOWS:
            for left in [self.data / "postmaster.pid", *self.socket_folder().glob(".s.PGSQL.*")]:
                left.unlink(missing_ok=True)
        return None

    def run(self, program: str, *arguments: str, log: Path | None = None) -> None:
        """Run a PostgreSQL program as the account. Raises EmbeddedPostgresError with what it (and its log) said."""
        account = self.account
        command = [*account.prefix, account.binaries.program(program), *arguments]
        with tempfile.TemporaryFile() as output:  # a pipe would stay open as long as the server runs
            done = subprocess.run(
                command,
                check=False,
                cwd=account.home,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is meant for us, not for the server
                creationflags=DETACHED if WINDOWS else 0,
                **account.popen,
            )
            if done.returncode == 0:
                return
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        if log and log.exists():
            said += "\n" + log.read_text(errors="replace")[-1500:]
        raise EmbeddedPostgresError(f"{program} ended with {done.returncode}: {said}")


def is_serving(pid: int, data: Path) -> bool:
    """Say whether process ``pid`` lives and works in ``data``.

    A killed server whose parent never reaps it stays as a zombie, and after a restart of the machine its number may
    belong to anybody: both would make PostgreSQL itself refuse to start.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    process = Path(f"/proc/{pid}")
    if not process.exists():  # no /proc here: take its word
        return True
    try:
        state = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
        return state != "Z" and (process / "cwd").resolve(strict=True).samefile(data)
    except FileNotFoundError:
        return False
    except PermissionError:
        return True


def answers(found: Postmaster) -> bool:
    """Say whether something listens where the server said it would."""
    try:
        socket.create_connection((found.host, found.port), timeout=1).close()
    except OSError:
        return False
    return True


def quoted(value: str) -> str:
    """Return ``value`` as a string in a PostgreSQL configuration file."""
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
