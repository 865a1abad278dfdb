"""How it began: the school is met, called, and the matter is weighed."""

import datetime

from config.demo.chapters.base import Chapter
from config.demo.clock import on_day
from config.demo.stages import DECIDED, RUNNING
from contacts.actions.assessments import decide_assessment, save_assessment
from contacts.actions.attempts import log_contact_attempt
from samarbejde.actions.collaborations import create_collaboration, update_collaboration
from samarbejde.actions.participants import add_participant
from samarbejde.choices import Function, ParticipantRole
from samarbejde.models import Format, Grade, Subject


class ContactChapter(Chapter):
    """A part of `Teller`."""

    def begin(self) -> None:
        municipality = [self.school.municipality] if "municipality" in self.story.quirks else []
        with self.day(0, 9):
            self.collaboration = create_collaboration(
                institution=self.place,
                title=self.theme.title + self.story.suffix,
                kind=self.theme.kind,
                schools=[] if municipality else [self.school],
                municipalities=municipality,
                grades=Grade.objects.filter(code__in=self.theme.grades),
                subjects=Subject.objects.filter(code__in=self.theme.subjects),
                lead=self.by,
                description=self.theme.short,
                by=self.by,
            )
            self.describe()
        self.meet_the_school()
        self.call()

    def describe(self) -> None:
        row = self.collaboration
        update_collaboration(
            collaboration=row,
            version=row.version,
            lead=self.by,
            grades=row.grades.all(),
            subjects=row.subjects.all(),
            formats=Format.objects.filter(code__in=self.theme.formats),
            title=row.title,
            kind=row.kind,
            starts_on=None,
            ends_on=None,
            description=self.theme.short,
            value_for_school=self.theme.value,
            understanding="" if self.story.stage == "contact" else self.theme.understanding,
            next_step="",
            next_step_on=None,
            by=self.by,
        )
        self.fresh()

    def meet_the_school(self) -> None:
        self.theirs = next(p for p in self.collaboration.parties.all() if p.institution_id != self.place.pk)
        self.ours = self.collaboration.parties.get(institution=self.place)
        quirks = self.story.quirks
        with self.day(0.02):
            self.teacher = self.cast.person(self.place, self.theirs.place, Function.TEACHER, self.chance, self.by)
            add_participant(party=self.theirs, role=ParticipantRole.CONTACT, person=self.teacher, by=self.by)
            if "no_leader" not in quirks:
                leader = Function.ADMINISTRATION if "municipality" in quirks else Function.SCHOOL_LEADER
                self.leader = self.cast.person(self.place, self.theirs.place, leader, self.chance, self.by)
                add_participant(party=self.theirs, role=ParticipantRole.LEADER, person=self.leader, by=self.by)
            if self.story.stage != "contact":
                add_participant(party=self.ours, role=ParticipantRole.LEADER, person=self.boss, by=self.by)
            if self.story.stage in RUNNING and "one_person" not in quirks:
                add_participant(party=self.ours, role=ParticipantRole.BACKUP, person=self.other, by=self.by)

    def call(self) -> None:
        overdue = "overdue" in self.story.quirks
        with self.day(0.05, 13) as day:
            log_contact_attempt(
                institution=self.place,
                collaboration=self.collaboration,
                school=self.theirs.school,
                person=self.teacher,
                direction=self.chance.choice(["out", "in"]),
                channel="mail",
                outcome="message",
                happened_on=day,
                note="Skrev om forløbet og spurgte, hvornår vi må ringe.",
                next_step="Ring til læreren",
                next_step_on=day + datetime.timedelta(days=6),
                by=self.by,
            )
        if overdue:
            return
        with on_day(-2) as soon:
            pass
        with self.day(0.1, 14) as day:
            log_contact_attempt(
                institution=self.place,
                collaboration=self.collaboration,
                school=self.theirs.school,
                person=self.teacher,
                channel="phone",
                outcome=self.chance.choice(["interested", "meeting", "talked"]),
                happened_on=day,
                note="God samtale. Klassen har arbejdet med emnet før og vil gerne ud.",
                next_step="Mødes på skolen",
                next_step_on=max(day + datetime.timedelta(days=9), soon),
                by=self.by,
            )
        self.fresh()

    def assess(self) -> None:
        with self.day(0.14, 15):
            assessment = save_assessment(
                collaboration=self.collaboration,
                version=0,
                staff=[self.me, self.other],
                driver=self.chance.choice(["team", "leadership", "teacher"]),
                people_behind="Årgangsteamet og PLC",
                motivation="Vi vil gerne kende klassen over længere tid.",
                expected_gain="Et forløb, vi kan bruge igen, og en skole, der kommer tilbage.",
                school_reason="De har været her før og manglede sammenhæng med timerne.",
                expected_outcome=self.theme.value,
                expected_hours=self.theme.hours,
                expected_money=1500,
                from_daily_work="Lidt, især i maj",
                by=self.by,
            )
        self.fresh()
        if self.story.stage in DECIDED:
            with self.day(0.16, 15):
                decide_assessment(
                    collaboration=self.collaboration,
                    version=assessment.version,
                    decision="accept",
                    reason="Det passer til vores plan, og to af os kan være med.",
                    by=self.by,
                )
            self.fresh()

    def decline(self) -> None:
        with self.day(0.3):
            decide_assessment(
                collaboration=self.collaboration,
                version=self.collaboration.assessment.version,
                decision="decline",
                reason="Skolen skifter leder til sommer og beder os vende tilbage bagefter.",
                decline_reason="new_leader",
                by=self.by,
            )
