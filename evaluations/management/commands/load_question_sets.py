"""Load the ready question sets."""

from django.core.management.base import BaseCommand

from evaluations.actions.question_sets import load_default_question_sets


class Command(BaseCommand):
    help = "Load the ready question sets that are missing."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Spørgsmålssæt: {load_default_question_sets()} nye")
