"""Does what cannot be done while somebody waits: sends mail, recomputes signals, reminds, runs queued jobs."""

import datetime
import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.outbox import deliver_due_messages
from samarbejde.lib.heartbeat import beat
from samarbejde.panels import get_panels

logger = logging.getLogger("samarbejde.worker")
PAUSE = 5.0  # seconds between rounds
REFRESH_EVERY = datetime.timedelta(hours=1)


class Command(BaseCommand):
    help = "Sends mail, recomputes signals, reminds and runs queued jobs, until it is told to stop."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="one round of everything, then stop")

    def handle(self, *args, once: bool = False, **options) -> None:
        self.stopped = threading.Event()
        self.refreshed: datetime.datetime | None = None
        self.reminded: datetime.date | None = None
        if once:
            self.work()
            return
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: self.stopped.set())
        while not self.stopped.is_set():
            self.work_safely()
            self.stopped.wait(PAUSE)

    def work_safely(self) -> None:
        """Do one round; a database that is away, or a job that fails, is written down and tried again."""
        try:
            self.work()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The database does not answer: %s", error)
        except Exception:
            logger.exception("A round of the worker failed")
        finally:
            close_old_connections()

    def work(self) -> None:
        beat()
        deliver_due_messages()
        now, today = timezone.now(), timezone.localdate()
        if self.refreshed is None or now - self.refreshed >= REFRESH_EVERY or self.reminded != today:
            refresh_attention(today=today)
            self.refreshed = now
        if self.reminded != today:
            for panel in get_panels():
                panel.enqueue_reminders(today)
            self.reminded = today
        run_queued_jobs()


def run_queued_jobs() -> None:
    """Run the jobs that wait, and come back when there are none."""
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"worker-{os.getpid()}", excluded_queue_names=[],
    ).run()  # fmt: skip
