"""The program behind a meter: each answer says what it cost in Python CPU, queries and waiting for the database."""

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

from django.core.wsgi import get_wsgi_application
from django.db import connection

inner = get_wsgi_application()


class Meter:
    """Watches the queries of one request."""

    def __init__(self) -> None:
        self.queries, self.waited = 0, 0.0
        self.began = time.thread_time()

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        before = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.waited += time.perf_counter() - before

    def headers(self) -> list[tuple[str, str]]:
        """CPU and waiting in milliseconds."""
        cpu = (time.thread_time() - self.began) * 1000
        return [
            ("X-Cpu", f"{cpu:.3f}"), ("X-Queries", str(self.queries)), ("X-Waited", f"{self.waited * 1000:.3f}"),
            ("X-Worker", str(os.getpid())),
        ]  # fmt: skip


def application(environ: dict, start_response):
    """Answer as the program does, with the meter's headers added."""
    meter = Meter()

    def start(status: str, headers: list, exc_info=None):
        return start_response(status, headers + meter.headers(), exc_info)

    with connection.execute_wrapper(meter):
        return inner(environ, start)
