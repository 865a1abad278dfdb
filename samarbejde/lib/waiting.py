"""Putting off what follows from each of many writes, so that bulk work does it once at the end."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Waiting:
    """Collects ids while a block `at_the_end` is open (in this thread), and runs ``work`` on them when it closes."""

    def __init__(self, name: str, work: Callable[[list[int]], object]):
        self._ids: ContextVar[set[int] | None] = ContextVar(name, default=None)
        self._work = work

    def take(self, ids: Iterable[int]) -> bool:
        """Return whether ``ids`` were put off; if not, the caller does the work now."""
        waiting = self._ids.get()
        if waiting is None:
            return False
        waiting.update(ids)
        return True

    @contextmanager
    def at_the_end(self) -> Iterator[None]:
        """Put the work off until the block ends. When it fails, nothing is done: its transaction is gone too."""
        token = self._ids.set(set())
        try:
            yield
            touched = sorted(self._ids.get() or ())
        finally:
            self._ids.reset(token)
        self._work(touched)
