"""Recomputes the attention signals of all collaborations."""

from django.core.management.base import BaseCommand

from samarbejde.actions.attention import refresh_attention


class Command(BaseCommand):
    help = "Recomputes the attention signals of all collaborations."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{refresh_attention()} signaler")
