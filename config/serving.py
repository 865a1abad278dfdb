"""Serves the demo: a free address, gunicorn where it runs, and the worker that leaves with it."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver

PORTS_TRIED = 50
WEB_PROCESSES = 2
THREADS_EACH = 4
SECONDS_TO_END = 5
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Address:
    """Where the program listens."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return the address written as ``host:port``, ``port`` or ``[::1]:port``. Raises ValueError."""
        host, _, port = text.rpartition(":")
        address = cls(host.strip("[]") or "127.0.0.1", int(port))
        if not 0 < address.port < 65536:
            raise ValueError(text)
        return address

    @property
    def url(self) -> str:
        """The address as a person opens it on this machine."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - only compared with
        return f"http://{self.bracketed(host)}:{self.port}"

    @property
    def bind(self) -> str:
        """The address as a server wants it."""
        return f"{self.bracketed(self.host)}:{self.port}"

    @staticmethod
    def bracketed(host: str) -> str:
        """Return ``host`` as it stands before a port."""
        return f"[{host}]" if ":" in host else host

    def is_free(self) -> bool:
        """Say whether nobody listens there. Raises OSError for an address that is not this machine's."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    return False
                raise
        return True

    def first_free(self) -> Address:
        """Return this address, or the nearest above it with a free port. Raises OSError when there is none."""
        for port in range(self.port, min(self.port + PORTS_TRIED, 65536)):
            candidate = Address(self.host, port)
            if candidate.is_free():
                return candidate
        raise OSError(errno.EADDRINUSE, f"{self.bind} and the next {PORTS_TRIED} ports are taken")


def answer_to(address: Address) -> None:
    """Let the program, and the children it starts, know the address they are asked at."""
    settings.SITE_URL = os.environ["SITE_URL"] = address.url
    if address.host not in LOOPBACK:
        settings.ALLOWED_HOSTS = ["*"]


@contextlib.contextmanager
def worker(command: str) -> Iterator[None]:
    """Run ``manage.py <command>`` beside the block, and end it with the block or with this process."""
    parent = os.getpid()
    child = subprocess.Popen(
        [sys.executable, "-m", "config.leash", command],
        stdin=subprocess.PIPE,  # never written to: when it closes, the child knows that we are gone
        cwd=settings.BASE_DIR,
        start_new_session=True,  # Ctrl-C reaches us alone
    )
    try:
        yield
    finally:
        if os.getpid() == parent:  # a fork of the web server comes past here too, when it ends
            end(child)


def end(child: subprocess.Popen) -> None:
    """Ask a child to end, and insist after a while."""
    child.terminate()
    try:
        child.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def serve(address: Address, when_ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``when_ready`` is called once the address answers."""
    if os.name == "nt":
        when_ready()
        call_command("runserver", address.bind, use_reloader=False, use_threading=True)
    else:
        serve_with_gunicorn(address, when_ready)


def serve_with_gunicorn(address: Address, when_ready: Callable[[], None]) -> None:
    """Serve with the production server, in this process and ``WEB_PROCESSES`` forks of it."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - not on Windows

    options = {
        "bind": address.bind,
        "workers": WEB_PROCESSES,
        "worker_class": "gthread",
        "threads": THREADS_EACH,
        "graceful_timeout": SECONDS_TO_END,
        "preload_app": True,  # so that the forks answer as soon as they are there
        "loglevel": "warning",
        "control_socket_disable": True,
        "when_ready": lambda _server: when_ready(),
    }

    class Demo(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                if name in self.cfg.settings:  # older releases lack some
                    self.cfg.set(name, value)

        def load(self):
            from config.wsgi import application  # noqa: PLC0415 - as late as a server does

            get_resolver().url_patterns  # noqa: B018 - imports every view before anybody asks for one
            return application

    parent = os.getpid()
    try:
        Demo().run()
    except SystemExit:  # how gunicorn ends, and each of its forks; only we have more to do
        if os.getpid() != parent:
            raise


def stop_politely() -> None:
    """Make SIGTERM end this process as Ctrl-C does, so that what it started is stopped too."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
