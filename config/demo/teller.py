"""Telling one story: everything is done by the same actions the pages use."""

import datetime
import random
import uuid

from agreements.actions.agreements import GoalRow, TaskRow, start_agreement, update_agreement
from agreements.actions.approvals import approve_version
from agreements.actions.sending import send_agreement
from agreements.choices import Template
from agreements.queries.agreements import get_agreement
from agreements.queries.people import suggest_approvers
from config.demo.clock import on_day
from config.demo.people import Cast
from config.demo.plan import Story
from contacts.actions.assessments import decide_assessment, save_assessment
from contacts.actions.attempts import log_contact_attempt
from evaluations.actions.evaluations import close_evaluation, create_evaluation, open_evaluation, update_evaluation
from evaluations.actions.responses import submit_response
from evaluations.choices import Audience, Scale, Size
from followup.actions.goals import review_goal
from followup.actions.sessions import record_session
from knowledge.actions.closure import close_collaboration
from knowledge.actions.lessons import write_lesson
from samarbejde.actions.collaborations import create_collaboration, plan_next_step, update_collaboration
from samarbejde.actions.notes import write_note
from samarbejde.actions.participants import add_participant, end_participation
from samarbejde.actions.phases import change_status
from samarbejde.choices import Function, ParticipantRole
from samarbejde.models import Collaboration, Format, Grade, Subject
from samarbejde.phases import Status

RUNNING = {"active", "evaluation_open", "evaluation_closed", "closed", "paused"}
AGREED = RUNNING | {"agreement_sent"}
DRAFTED = AGREED | {"agreement_draft"}
DECIDED = DRAFTED
CLASS_LETTERS = "abc"
# What is waited for in each stage, and how many days from now; nothing where the collaboration rests.
WAITING_FOR = {
    "assess": ("Svar skolen", 2), "agreement_draft": ("Send udkastet til skolen", 4),
    "agreement_sent": ("Hør, om skolen har set aftalen", 3), "evaluation_open": ("Mind lærerne om spørgeskemaet", 2),
    "evaluation_closed": ("Slut af med skolen", 8), "closed": ("", 0), "paused": ("", 0), "declined": ("", 0),
}  # fmt: skip


class Teller:
    """One story, step by step. ``chance`` is seeded by the story, so every demo is the same."""

    def __init__(self, story: Story, cast: Cast):
        self.story, self.theme, self.cast = story, story.theme, cast
        self.chance = random.Random(f"{story.place}{story.theme.title}{story.school}")  # noqa: S311 - a story, no secret
        self.place = cast.places[story.place]
        self.school = cast.schools[story.place][story.school]
        staff = cast.staff[story.place]
        self.by = staff[story.lead % len(staff)].user
        self.me = staff[story.lead % len(staff)]
        self.other = staff[(story.lead + 1) % len(staff)]
        self.boss = cast.bosses[story.place]

    def tell(self) -> Collaboration:
        """Go as far as the story's stage."""
        self.begin()
        stage = self.story.stage
        if stage in DECIDED | {"assess", "declined"}:
            self.assess()
        if stage == "declined":
            self.decline()
        if stage in DRAFTED:
            self.draft_agreement()
        if stage in AGREED:
            self.send_agreement()
        if stage in RUNNING:
            self.approve()
            self.work()
        if stage in {"evaluation_open", "evaluation_closed", "closed"}:
            self.evaluate()
        if stage == "closed":
            self.close()
        if stage == "paused":
            self.pause()
        self.look_ahead()
        return self.fresh()

    def look_ahead(self) -> None:
        """What the parties wait for now, where the work itself has not said it."""
        if self.story.stage not in WAITING_FOR:
            return
        text, days = WAITING_FOR[self.story.stage]
        with on_day(-days - self.story.school) as day:
            pass
        with on_day(3):
            plan_next_step(collaboration=self.fresh(), text=text, on=day if text else None, by=self.by)

    def fresh(self) -> Collaboration:
        self.collaboration = Collaboration.objects.get(pk=self.collaboration.pk)
        return self.collaboration

    def day(self, share: float, hour: int = 10):
        """A day ``share`` (0-1) of the way from the beginning to now; closed stories ended half a year ago."""
        began = self.story.began
        until = began - 330 if self.story.stage == "closed" else 2
        return on_day(round(began - (began - until) * share), hour)

    # -- contact ----------------------------------------------------------------------------------------------------
    def begin(self) -> None:
        municipality = [self.school.municipality] if "municipality" in self.story.quirks else []
        with self.day(0, 9):
            self.collaboration = create_collaboration(
                institution=self.place, title=self.theme.title + self.story.suffix, kind=self.theme.kind,
                schools=[] if municipality else [self.school], municipalities=municipality,
                grades=Grade.objects.filter(code__in=self.theme.grades),
                subjects=Subject.objects.filter(code__in=self.theme.subjects), lead=self.by,
                description=self.theme.short, by=self.by,
            )  # fmt: skip
            self.describe()
        self.meet_the_school()
        self.call()

    def describe(self) -> None:
        row = self.collaboration
        update_collaboration(
            collaboration=row, version=row.version, lead=self.by, grades=row.grades.all(), subjects=row.subjects.all(),
            formats=Format.objects.filter(code__in=self.theme.formats), title=row.title, kind=row.kind,
            starts_on=None, ends_on=None, description=self.theme.short,
            value_for_school=self.theme.value,
            understanding="" if self.story.stage == "contact" else self.theme.understanding,
            next_step="", next_step_on=None, by=self.by,
        )  # fmt: skip
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
                institution=self.place, collaboration=self.collaboration, school=self.theirs.school, person=self.teacher,
                direction=self.chance.choice(["out", "in"]), channel="mail", outcome="message", happened_on=day,
                note="Skrev om forløbet og spurgte, hvornår vi må ringe.", next_step="Ring til læreren",
                next_step_on=day + datetime.timedelta(days=6), by=self.by,
            )  # fmt: skip
        if overdue:
            return
        with self.day(0.1, 14) as day:
            log_contact_attempt(
                institution=self.place, collaboration=self.collaboration, school=self.theirs.school, person=self.teacher,
                channel="phone", outcome=self.chance.choice(["interested", "meeting", "talked"]), happened_on=day,
                note="God samtale. Klassen har arbejdet med emnet før og vil gerne ud.",
                next_step="Mødes på skolen", next_step_on=day + datetime.timedelta(days=max(self.story.began, 9)), by=self.by,
            )  # fmt: skip
        self.fresh()

    def assess(self) -> None:
        with self.day(0.14, 15):
            assessment = save_assessment(
                collaboration=self.collaboration, version=0, staff=[self.me, self.other], driver=self.chance.choice(["team", "leadership", "teacher"]),
                people_behind="Årgangsteamet og PLC", motivation="Vi vil gerne kende klassen over længere tid.",
                expected_gain="Et forløb, vi kan bruge igen, og en skole, der kommer tilbage.",
                school_reason="De har været her før og manglede sammenhæng med timerne.",
                expected_outcome=self.theme.value, expected_hours=self.theme.hours, expected_money=1500,
                from_daily_work="Lidt, især i maj", by=self.by,
            )  # fmt: skip
        self.fresh()
        if self.story.stage in DECIDED:
            with self.day(0.16, 15):
                decide_assessment(
                    collaboration=self.collaboration, version=assessment.version, decision="accept",
                    reason="Det passer til vores plan, og to af os kan være med.", by=self.by,
                )  # fmt: skip
            self.fresh()

    def decline(self) -> None:
        with self.day(0.3):
            decide_assessment(
                collaboration=self.collaboration, version=self.collaboration.assessment.version, decision="decline",
                reason="Skolen skifter leder til sommer og beder os vende tilbage bagefter.", decline_reason="new_leader", by=self.by,
            )  # fmt: skip

    # -- agreement --------------------------------------------------------------------------------------------------
    def draft_agreement(self) -> None:
        template = Template.MUNICIPAL if "municipality" in self.story.quirks else Template.STANDARD
        with self.day(0.2):
            agreement = start_agreement(collaboration=self.collaboration, template=template, by=self.by)
            begins, ends = self.period()
            backup = None if "no_backup" in self.story.quirks else self.other
            update_agreement(
                agreement=agreement, version=agreement.version,
                goals=[GoalRow(text, goal_for, signs) for goal_for, text, signs in self.theme.goals],
                tasks=[TaskRow("Undervise og holde kontakten til klassen", self.me, backup), TaskRow("Bestille bus og sende praktisk besked", self.other, self.me)],
                starts_on=begins, ends_on=ends, renewal_on=None, target_group=self.target_group(), pupil_count=self.chance.randint(44, 96),
                hours_institution=self.theme.hours, hours_school=round(self.theme.hours / 3),
                teacher_role="Læreren deler klassen i hold og er med i samtalen. Vi har ansvaret for det faglige.",
                background="Det begyndte med en samtale efter et enkelt besøg.", meeting_rhythm="Et kort møde efter hver anden gang",
                economy="Gratis for skolen. Bussen betales af kommunens pulje.", by=self.by,
            )  # fmt: skip
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
                agreement=agreement, version=agreement.version, approvers=suggest_approvers(self.collaboration), by=self.by
            )
        self.fresh()

    def approve(self) -> None:
        with self.day(0.28, 16):
            for approval in self.version.approvals.select_related("party").order_by("pk"):
                approve_version(approval=approval, typed_name=approval.name, text_hash=self.version.content_hash)
        self.fresh()

    # -- follow-up --------------------------------------------------------------------------------------------------
    def work(self) -> None:
        titles = self.theme.sessions
        held = len(titles) if self.story.stage in {"closed", "evaluation_open", "evaluation_closed"} else max(1, len(titles) * 2 // 3)
        hours = self.session_hours(held)
        for number, title in enumerate(titles[:held]):
            share = 0.34 + 0.5 * number / max(len(titles), 1)
            with self.day(share, 9) as day:
                self.hold(title, number, hours, day)
            if number == held // 2:
                self.look_at_goals(share + 0.02)
        if self.story.stage == "active":
            self.plan_ahead(titles[held:], held)
        if "vacant" in self.story.quirks:
            self.lose_a_teacher()

    def session_hours(self, held: int) -> float:
        if "hours_80" in self.story.quirks:
            return self.theme.hours * 0.85 / held
        if "hours_over" in self.story.quirks:
            return self.theme.hours * 1.05 / held
        return min(self.theme.hours * 0.8 / len(self.theme.sessions), 8)

    def hold(self, title: str, number: int, hours: float, day: datetime.date) -> None:
        note = self.theme.notes[number % len(self.theme.notes)] if number % 2 == 0 else ""
        record_session(
            collaboration=self.collaboration,
            values={
                "date": day, "title": title, "class_name": self.class_name(number), "pupils": self.chance.randint(18, 27),
                "adults": self.chance.randint(2, 4), "venue": self.theme.venue if number % 3 else "at_institution",
                "hours": round(hours * 4) / 4, "taught_by": self.me, "note": note, "status": "held",
            },
            form_key=uuid.UUID(int=self.chance.getrandbits(128)), by=self.by,
        )  # fmt: skip
        self.fresh()

    def class_name(self, number: int) -> str:
        grades = self.theme.grades or ("lærere",)
        grade = grades[number % len(grades)]
        return f"{grade}.{CLASS_LETTERS[number % 3]}" if grade.isdigit() else grade

    def look_at_goals(self, share: float) -> None:
        statuses = ["on_way", "reached", "slow"]
        with self.day(min(share, 0.9), 14):
            for number, goal in enumerate(self.collaboration.agreement.goals.all()):
                review_goal(
                    collaboration=self.collaboration, goal=goal, status=statuses[(number + self.story.school) % 3],
                    evidence=self.theme.evidence if number == 0 else "", next_step="Se på det igen efter næste gang", by=self.by,
                )  # fmt: skip

    def plan_ahead(self, titles: tuple, held: int) -> None:
        for number, title in enumerate(titles):
            days = 3 + self.story.school * 2 + number * 21
            with on_day(1, 12):
                with on_day(-days) as day:
                    pass
                record_session(
                    collaboration=self.collaboration,
                    values={
                        "date": day, "starts_time": datetime.time(9), "ends_time": datetime.time(11, 30), "title": title,
                        "class_name": self.class_name(held + number), "venue": self.theme.venue, "taught_by": self.me,
                        "status": "planned",
                    },
                    form_key=uuid.UUID(int=self.chance.getrandbits(128)), by=self.by,
                )  # fmt: skip
                if number == 0:
                    plan_next_step(collaboration=self.fresh(), text=f"{title} med {self.class_name(held)}", on=day, by=self.by)
        self.fresh()

    def lose_a_teacher(self) -> None:
        with on_day(12) as day:
            participant = self.collaboration.participants.get(person=self.teacher, ended_on=None)
            end_participation(participant=participant, ended_on=day, leave_vacant=True, by=self.by)

    # -- evaluation and after ---------------------------------------------------------------------------------------
    def evaluate(self) -> None:
        closed = self.story.stage != "evaluation_open"
        with on_day(self.evaluated_ago(), 8) as day:
            evaluation = create_evaluation(
                collaboration=self.fresh(), title=f"Evaluering af {self.collaboration.title}", opens_on=day,
                closes_on=day + datetime.timedelta(days=21), audiences=self.audiences(), size=Size.LIGHT, by=self.by,
            )  # fmt: skip
            expected = {q.pk: 4 if q.audience == Audience.TEACHERS else 23 for q in evaluation.questionnaires.all()}
            values = {"title": evaluation.title, "opens_on": day, "closes_on": evaluation.closes_on, "conclusion": ""}
            evaluation = update_evaluation(evaluation=evaluation, version=1, values=values, expected=expected, by=self.by)
            open_evaluation(evaluation=evaluation, by=self.by)
        with on_day(self.evaluated_ago() - 3, 12):
            for questionnaire in evaluation.questionnaires.all():
                self.answer(questionnaire, full=closed)
        if closed:
            self.conclude(evaluation)
        self.fresh()

    def evaluated_ago(self) -> int:
        return {"evaluation_open": 8, "evaluation_closed": 30}.get(self.story.stage, max(self.story.began - 300, 40))

    def audiences(self) -> list[str]:
        grades = self.theme.grades
        if not grades:
            return [Audience.TEACHERS]
        young = all(grade in "0123" for grade in grades)
        return [Audience.TEACHERS, Audience.PUPILS_YOUNG if young else Audience.PUPILS_OLDER]

    def answer(self, questionnaire, *, full: bool) -> None:
        is_teachers = questionnaire.audience == Audience.TEACHERS
        words = self.theme.teacher_words if is_teachers else self.theme.pupil_words
        number = (3 if is_teachers else 19) if full else (1 if is_teachers else 7)
        questions = list(questionnaire.questions.all())
        for turn in range(number):
            answers = {q.pk: self.value_for(q) for q in questions if q.scale != Scale.TEXT}
            texts = [q.pk for q in questions if q.scale == Scale.TEXT]
            if texts and turn < len(words):
                answers[texts[0]] = words[turn]
            submit_response(
                questionnaire=questionnaire, answers=answers, form_key=uuid.UUID(int=self.chance.getrandbits(128))
            )

    def value_for(self, question) -> int:
        weights = {Scale.YES: ([3, 2, 1], [12, 6, 2])}.get(question.scale, ([5, 4, 3, 2, 1], [9, 8, 4, 2, 1]))
        return self.chance.choices(*weights)[0]

    def conclude(self, evaluation) -> None:
        with on_day(max(self.evaluated_ago() - 22, 2), 14):
            evaluation = close_evaluation(evaluation=evaluation, by=self.by)
            conclusion = f"{self.theme.evidence} Eleverne vil gerne igen, og lærerne har taget det til sig. {self.theme.lesson[0]}."
            values = {"title": evaluation.title, "opens_on": evaluation.opens_on, "closes_on": evaluation.closes_on, "conclusion": conclusion}
            update_evaluation(evaluation=evaluation, version=evaluation.version, values=values, expected={}, by=self.by)
            write_lesson(collaboration=self.fresh(), headline=self.theme.lesson[0], text=self.theme.lesson[1], by=self.by)
            if self.theme.inside:
                write_note(collaboration=self.collaboration, text=self.theme.inside, by=self.by)

    def close(self) -> None:
        with on_day(max(self.story.began - 335, 20), 15) as day:
            close_collaboration(
                collaboration=self.fresh(), ended_on=day, reason="as_agreed",
                explanation="Forløbet var aftalt til ét skoleår. Vi sluttede med et møde, hvor begge sagde, hvad de ville gøre igen.",
                by=self.by,
            )  # fmt: skip

    def pause(self) -> None:
        with on_day(25, 10):
            change_status(
                collaboration=self.fresh(), target=Status.PAUSED, reason="Klasselæreren er på barsel. Vi tager fat igen til foråret.", by=self.by
            )


