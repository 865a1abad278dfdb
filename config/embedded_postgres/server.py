"""Starts the server for the first process that needs it, and stops it after the last."""

from __future__ import annotations

import atexit
import functools
import os
import sys
import threading
from pathlib import Path

from .account import choose_account
from .binaries import EmbeddedPostgresError, find_binaries
from .cluster import USER, Cluster, Postmaster
from .locks import FileLock

NOT_WRITABLE = "{home} cannot be written by this user: remove it, or run as the user who made it."


class Server:
    """The server of one project folder, as seen from this process."""

    def __init__(self, home: Path) -> None:
        try:
            home.mkdir(parents=True, exist_ok=True)
            account = choose_account(find_binaries(), home)
        except PermissionError as error:
            raise EmbeddedPostgresError(NOT_WRITABLE.format(home=home)) from error
        self.cluster = Cluster(account)
        self._home = home
        self._users: FileLock | None = None
        self._pid = 0
        self._mutex = threading.Lock()

    def connection_settings(self) -> dict[str, str]:
        """Return HOST, PORT, USER and PASSWORD for Django, after starting the server where it is not running."""
        if self._pid != os.getpid():  # a fork inherits its parent's lock, and must take one of its own
            if self._users:
                self._users.close()
            self._users, self._pid, self._mutex = None, os.getpid(), threading.Lock()
        with self._mutex:
            running = self.cluster.postmaster() if self._users else None
            running = running or self._join()
        return {"HOST": running.host, "PORT": str(running.port), "USER": USER, "PASSWORD": self.cluster.password}

    def leave(self) -> None:
        """Let go of the server; the last process to do so stops it."""
        if self._users is None or self._pid != os.getpid():
            return
        with self._gate().exclusively():
            if self._users.try_exclusive() and self.cluster.postmaster():
                self.cluster.stop()
            self._users.close()
            self._users = None

    def _join(self) -> Postmaster:
        """Hold the users' lock and return the running server. Behind the gate only one process starts or stops it."""
        try:
            with self._gate().exclusively():
                if self._users is None:
                    self._users = FileLock(self._home / ".users")
                    self._users.take_shared()
                    atexit.register(self.leave)
                if not self.cluster.exists():
                    sys.stderr.write(f"Opretter en PostgreSQL-database i {self.cluster.data} …\n")
                    self.cluster.create()
                if not self.cluster.postmaster():
                    self.cluster.start()
        except PermissionError as error:
            raise EmbeddedPostgresError(NOT_WRITABLE.format(home=self._home)) from error
        running = self.cluster.postmaster()
        if running is None:
            raise EmbeddedPostgresError(f"The server in {self.cluster.data} stopped again; see server.log there.")
        return running

    def _gate(self) -> FileLock:
        return FileLock(self._home / ".gate")


@functools.cache
def server_in(home: Path) -> Server:
    """Return this process's view of the server whose data lies under ``home``, an absolute path."""
    return Server(home)
