"""What was agreed: drafted, sent, approved."""

import datetime

from agreements.actions.agreements import GoalRow, MilestoneRow, TaskRow, start_agreement, update_agreement
from agreements.actions.approvals import approve_version
from agreements.actions.sending import send_agreement
from agreements.choices import Template
from agreements.queries.agreements import get_agreement
from agreements.queries.people import suggest_approvers
from config.demo.chapters.base import Chapter
from config.demo.clock import on_day


class AgreementChapter(Chapter):
    """A part of `Teller`."""

    def draft_agreement(self) -> None:
        template = Template.MUNICIPAL if "municipality" in self.story.quirks else Template.STANDARD
        with self.day(0.2):
            agreement = start_agreement(collaboration=self.collaboration, template=template, by=self.by)
            begins, ends = self.period()
            backup = None if "no_backup" in self.story.quirks else self.other
            update_agreement(
                agreement=agreement,
                version=agreement.version,
                goals=[GoalRow(text, goal_for, signs) for goal_for, text, signs in self.theme.goals],
                tasks=[
                    TaskRow("Undervise og holde kontakten til klassen", self.me, backup),
                    TaskRow("Bestille bus og sende praktisk besked", self.other, self.me),
                ],
                milestones=[
                    MilestoneRow("Klasserne og datoerne er på plads", begins + (ends - begins) / 4),
                    MilestoneRow("Klasserne viser, hvad de har fundet ud af", begins + (ends - begins) * 4 / 5),
                ],
                starts_on=begins,
                ends_on=ends,
                renewal_on=None,
                target_group=self.target_group(),
                pupil_count=self.chance.randint(44, 96),
                hours_institution=self.theme.hours,
                hours_school=round(self.theme.hours / 3),
                teacher_role="Læreren deler klassen i hold og er med i samtalen. Vi har ansvaret for det faglige.",
                background="Det begyndte med en samtale efter et enkelt besøg.",
                meeting_rhythm="Et kort møde efter hver anden gang",
                economy="Gratis for skolen. Bussen betales af kommunens pulje.",
                by=self.by,
            )
        self.fresh()

    def target_group(self) -> str:
        grades = self.theme.grades
        return f"{' og '.join(f'{grade}.' for grade in grades)} årgang" if grades else "Kommunens naturfagslærere"

    def period(self) -> tuple[datetime.date, datetime.date]:
        """The agreed days: running ones end in summer, closed ones ended, those being evaluated end about now."""
        with on_day(0) as today:
            pass
        ends = {"closed": -(300), "evaluation_open": 14, "evaluation_closed": -10}.get(self.story.stage, 200)
        return today - datetime.timedelta(days=round(self.story.began * 0.75)), today + datetime.timedelta(days=ends)

    def send_agreement(self) -> None:
        late = self.story.stage == "agreement_sent"
        with on_day(18, 11) if late else self.day(0.24, 11):
            agreement = get_agreement(self.collaboration)
            self.version = send_agreement(
                agreement=agreement,
                version=agreement.version,
                approvers=suggest_approvers(self.collaboration),
                by=self.by,
            )
        self.fresh()

    def approve(self) -> None:
        with self.day(0.28, 16):
            for approval in self.version.approvals.select_related("party").order_by("pk"):
                approve_version(approval=approval, typed_name=approval.name, text_hash=self.version.content_hash)
        self.fresh()
