"""``manage.py load_reference``: geography, school types, grades, subjects, advice and forms of collaboration."""

from django.core.management.base import BaseCommand

from samarbejde.actions.reference import load_reference


class Command(BaseCommand):
    help = "Load the reference data that come with the program. May be run again at any time."

    def handle(self, *args, **options) -> None:
        for table, counts in load_reference().items():
            numbers = ", ".join(f"{number} {what}" for what, number in counts.items())
            self.stdout.write(f"{table}: {numbers}")
