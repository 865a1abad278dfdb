"""``manage.py load_demo``: the demo's story, told by the same actions as every day. Only in the demo."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.demo.chapters.finding import find_some_schools
from config.demo.chapters.outreach import reach_out
from config.demo.chapters.staffing import staff_the_places
from config.demo.clock import on_day
from config.demo.inquiries import write_to_us
from config.demo.people import assemble_cast
from config.demo.plan import CALLS, STORIES
from config.demo.sharing import share_some_knowledge
from config.demo.teller import Teller
from contacts.actions.attempts import log_contact_attempt
from evaluations.actions.question_sets import load_default_question_sets
from samarbejde.actions.attention import attention_at_the_end
from samarbejde.actions.summary import summary_at_the_end
from samarbejde.choices import MessageStatus
from samarbejde.models import OutboxMessage, User

REGISTER = Path("samarbejde") / "data" / "register" / "sample_masked_2026_layout.csv"


class Command(BaseCommand):
    help = "Fill an empty database with the demo's story."

    def handle(self, *args, **options) -> None:
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("Demo data belong in the demo: python3 manage.py demo")
        if User.objects.exists():
            raise CommandError("There are users in the database already.")
        with transaction.atomic():
            call_command("import_register", str(settings.BASE_DIR / REGISTER), verbosity=0, stdout=self.stdout)
            load_default_question_sets()
            cast = assemble_cast()
            with attention_at_the_end(), summary_at_the_end():
                for story in STORIES:
                    Teller(story, cast).tell()
                self.call_some_schools(cast)
                write_to_us(cast)
                find_some_schools(cast)
                reach_out(cast)
                staff_the_places(cast)
                share_some_knowledge(cast)
            self.send_old_mail()

    def call_some_schools(self, cast) -> None:
        """Contact that has not (yet) become a collaboration."""
        for place, school, days_ago, outcome in CALLS:
            by = cast.staff[place][0].user
            with on_day(days_ago, 13) as day:
                log_contact_attempt(
                    institution=cast.places[place],
                    school=cast.schools[place][school],
                    channel="phone",
                    outcome=outcome,
                    happened_on=day,
                    note="Ringede til kontoret.",
                    by=by,
                )

    def send_old_mail(self) -> None:
        """Mail older than two days left long ago."""
        with on_day(2) as day:
            old = OutboxMessage.objects.filter(created_at__date__lt=day, status=MessageStatus.QUEUED)
        for message in old:
            message.status, message.sent_on = MessageStatus.SENT, message.created_at
        OutboxMessage.objects.bulk_update(old, ["status", "sent_on"])
