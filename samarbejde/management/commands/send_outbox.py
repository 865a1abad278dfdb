"""Sends the mail that is due, once; for places that run a timer instead of the worker."""

from django.core.management.base import BaseCommand

from samarbejde.actions.outbox import deliver_due_messages


class Command(BaseCommand):
    help = "Sends the mail that is due."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{deliver_due_messages()} sendt")
