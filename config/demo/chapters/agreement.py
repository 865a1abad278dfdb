"""What was agreed: drafted, sent, approved."""

import datetime

from agreements.actions.agreements import GoalRow, MilestoneRow, TaskRow, start_agreement, update_agreement
from agreements.actions.approvals import Decision, approve_version, ask_for_change, note_approval_opened
from agreements.actions.asking import pass_on_approval
from agreements.actions.sending import send_agreement
from agreements.actions.shared_pages import share_page
from agreements.choices import Template
from agreements.models import Approval
from agreements.queries.agreements import get_agreement
from agreements.queries.people import suggest_approvers
from config.demo.chapters.base import Chapter
from config.demo.clock import on_day
from samarbejde.actions.links import note_opened

WISH = "Uge 42 er efterårsferie hos os. Kan vi begynde i uge 43, og kan det blive torsdage i stedet?"
DEPUTY, DEPUTY_MAIL = "Merete Kvist", "merete.kvist@skole.example"


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
        with on_day(18, 11) if self.is_waiting() else self.day(0.24, 11):
            agreement = get_agreement(self.collaboration)
            self.version = send_agreement(
                agreement=agreement,
                version=agreement.version,
                approvers=suggest_approvers(self.collaboration),
                by=self.by,
            )
        self.fresh()
        if self.is_waiting():
            self.come_some_of_the_way()

    def is_waiting(self) -> bool:
        return self.story.stage == "agreement_sent"

    def come_some_of_the_way(self) -> None:
        """What is out has been opened, approved by one side, or has come back with a wish."""
        quirks, approval = self.story.quirks, self.approvals()[0]
        if quirks & {"opened", "change", "half"}:
            with on_day(16, 14):
                note_approval_opened(approval=approval)
        if "half" in quirks:
            with on_day(15, 9):
                self.say_yes(approval)
        if "change" in quirks:
            with on_day(14, 15):
                ask_for_change(
                    approval=approval, typed_name=approval.name, comment=WISH, text_hash=self.version.content_hash
                )
        if "shared" in quirks:
            self.share(12)

    def approvals(self) -> list[Approval]:
        return list(self.version.approvals.select_related("party", "link").order_by("place", "pk"))

    def say_yes(self, approval: Approval, decision: Decision | None = None) -> None:
        approve_version(
            approval=approval, typed_name=approval.name, text_hash=self.version.content_hash, decision=decision
        )

    def approve(self) -> None:
        """Each side opens its link, and answers the day after; where the wrong one was asked, it is passed on first."""
        for number, approval in enumerate(self.approvals()):
            with self.day(0.26, 9 + number):
                note_approval_opened(approval=approval)
            if number == 0 and "passed_on" in self.story.quirks:
                with self.day(0.27, 12):
                    approval = pass_on_approval(approval=approval, name=DEPUTY, email=DEPUTY_MAIL)  # noqa: PLW2901
            with self.day(0.28, 15 + number):
                self.say_yes(approval, self.decision() if number == 0 else None)
        self.fresh()
        if "shared" in self.story.quirks:
            self.share(9)

    def decision(self) -> Decision | None:
        """The head teacher lets us teach without a teacher present (§ 3, stk. 5)."""
        if "decision" not in self.story.quirks:
            return None
        return Decision(f"{self.me} og {self.other}", "Formiddagene ved fjorden, i alt tre gange i skoleåret")

    def share(self, days_ago: int) -> None:
        """The contact person at the school gets a page to look things up on, and opens it."""
        with on_day(days_ago, 12):
            page, _token = share_page(
                party=self.theirs, name=self.teacher.name, email=self.teacher.email, person=self.teacher,
                form_key="demo", by=self.by,
            )  # fmt: skip
        with on_day(days_ago - 1, 8):
            note_opened(link=page.link)
