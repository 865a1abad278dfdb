"""Databases and servers of a run: made when missing, started, asked for their weight, stopped."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a server must answer
WORKERS, THREADS = 2, 4


def environment(size: int, secret: str, settings: str = "benchmarks.settings") -> dict[str, str]:
    """Return the environment of the program at this size: as in production, on a database of its own."""
    ours = ("SAMARBEJDE_", "DATABASE_URL")  # each size has a database of its own in the embedded server
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "SAMARBEJDE_DB": f"bench_{size}",
        "SECRET_KEY": secret,
        "DJANGO_SETTINGS_MODULE": settings,
        "SITE_URL": "http://127.0.0.1",
        # The measured superuser has no second factor; one would cost a query on the superuser's pages.
        "SAMARBEJDE_ADMIN_MFA": "0",
    }


def manage(env: dict[str, str], *arguments: str) -> None:
    """Run a management command and show what it says."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True)


def prepare_database(size: int, env: dict[str, str], schools: str | None) -> dict:
    """Migrate, seed if it is empty, and return its facts (see `benchmarks.facts`)."""
    manage(env, "migrate", "-v0")
    manage(env, "createcachetable", "-v0")
    if not is_seeded(env):
        print(f"Seeding {size} collaborations …", flush=True)
        manage(env, "seed", "--collaborations", str(size), *(["--schools", schools] if schools else []))
    command = [sys.executable, "-m", "benchmarks.facts"]
    return json.loads(subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout)


def drop_database(size: int, secret: str) -> None:
    """Throw the database of one size away."""
    env = environment(size, secret) | {"SAMARBEJDE_DB": "postgres"}
    statement = f'DROP DATABASE IF EXISTS "bench_{size}" WITH (FORCE)'
    code = f"import django; django.setup(); from django.db import connection as c; c.cursor().execute({statement!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)


def is_seeded(env: dict[str, str]) -> bool:
    """Say whether the database holds collaborations."""
    question = (
        "import django; django.setup(); from samarbejde.models import Collaboration as c; print(c.objects.exists())"
    )
    done = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip() == "True"


class Server:
    """The production server over one database, with a client that keeps its connection."""

    def __init__(self, env: dict[str, str], live: str) -> None:
        self.port = free_port()
        began = time.monotonic()
        command = [
            sys.executable, "-m", "gunicorn", "benchmarks.wsgi:application", "--bind", f"127.0.0.1:{self.port}",
            "--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", "75",
            "--log-level", "warning",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=ROOT, env=env)
        self._wait_for(live)
        self.cold_start = time.monotonic() - began
        self.client = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def _wait_for(self, path: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError, HTTPException):
                client = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                client.request("GET", path)
                if client.getresponse().status == 200:
                    return
            time.sleep(0.02)
        self.stop()
        raise SystemExit(f"The server never answered at {path}.")

    def weight(self) -> float:
        """Return the heaviest worker's memory in MiB."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(memory_of(pid) for pid in children)

    def stop(self) -> None:
        """End the server and its workers."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def memory_of(pid: str) -> float:
    """Return a process's resident memory in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def free_port() -> int:
    """Return a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(env: dict[str, str], live: str) -> Iterator[Server]:
    """Serve during the block."""
    server = Server(env, live)
    try:
        yield server
    finally:
        server.stop()
