"""File locks that the operating system lets go of when a process ends, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SEATS = 256  # Windows has no shared locks in Python: each process locks a byte, its seat


class FileLock:
    """A lock on a file of its own, taken shared by many processes or exclusively by one."""

    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._seat: int | None = None

    @contextlib.contextmanager
    def exclusively(self) -> Iterator[None]:
        """Wait until nobody else holds the lock, hold it inside the block, and close it afterwards."""
        try:
            self.take_exclusive()
            yield
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the lock and of the file."""
        os.close(self.descriptor)

    if sys.platform == "win32":

        def take_exclusive(self) -> None:
            """Wait until nobody else holds the lock, and take it."""
            while not self._lock_bytes(0, 1, msvcrt.LK_LOCK):
                continue  # gives up after ten seconds each time

        def take_shared(self) -> None:
            """Join those who hold the lock."""
            self._seat = next(seat for seat in range(SEATS) if self._lock_bytes(seat, 1, msvcrt.LK_NBLCK))

        def try_exclusive(self) -> bool:
            """Take the lock alone if no other process holds it; say whether it worked."""
            if self._seat is not None:
                self._lock_bytes(self._seat, 1, msvcrt.LK_UNLCK)
            return self._lock_bytes(0, SEATS, msvcrt.LK_NBLCK)

        def _lock_bytes(self, first: int, count: int, mode: int) -> bool:
            os.lseek(self.descriptor, first, os.SEEK_SET)
            try:
                msvcrt.locking(self.descriptor, mode, count)
            except OSError:
                return False
            return True

    else:

        def take_exclusive(self) -> None:
            """Wait until nobody else holds the lock, and take it."""
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)

        def take_shared(self) -> None:
            """Join those who hold the lock."""
            fcntl.flock(self.descriptor, fcntl.LOCK_SH)

        def try_exclusive(self) -> bool:
            """Take the lock alone if no other process holds it; say whether it worked."""
            try:
                fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
            return True
