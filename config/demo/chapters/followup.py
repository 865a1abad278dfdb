"""The work: sessions, goals, what is planned."""

import datetime
import uuid
from decimal import Decimal

from config.demo.chapters.base import Chapter
from config.demo.clock import on_day
from followup.actions.checkins import record_check_in
from followup.actions.classes import follow_class
from followup.actions.economy import record_spending
from followup.actions.goals import review_goal
from followup.actions.hours import log_hours
from followup.actions.meetings import add_action, plan_meeting
from followup.actions.milestones import change_milestone
from followup.actions.sessions import record_session
from followup.actions.staffing import set_briefing
from followup.models import ClassGroup, FollowedMilestone
from followup.validators import parse_class
from samarbejde.actions.collaborations import plan_next_step
from samarbejde.actions.participants import end_participation

CLASS_LETTERS = "abc"
LESSON = Decimal("2.5")  # hours with a class
TOGETHER = (
    "De vil helst ringes op, og de svarer sjældent på mail før torsdag. Spørg til klassen først."
    " Kom til tiden: bussen venter ikke."
)
# How far into the collaboration, how it is, what they say, what we say.
TALKS = (
    (0.5, "watch", "Lærerne er i tvivl om, hvornår de skal tage over.", "Vi skriver rollen tydeligere ind."),
    (0.75, "good", "Nu ved alle, hvem der gør hvad.", "Det mærkes i undervisningen."),
)


class FollowupChapter(Chapter):
    """A part of `Teller`."""

    followed: ClassGroup | None = None

    def work(self) -> None:
        titles = self.theme.sessions
        held = (
            len(titles)
            if self.story.stage in {"closed", "evaluation_open", "evaluation_closed"}
            else max(1, len(titles) * 2 // 3)
        )
        used = self.hours_a_time(held)
        taught = min(used, LESSON)
        if {"friendship-class", "class-grows"} & set(self.theme.formats):
            self.follow_a_class()
        for number, title in enumerate(titles[:held]):
            share = 0.34 + 0.5 * number / max(len(titles), 1)
            with self.day(share, 9) as day:
                self.hold(title, number, taught, day)
                self.prepare(used - taught, day)
            if number == held // 2:
                self.look_at_goals(share + 0.02)
        self.follow_milestones()
        if self.story.stage == "active":
            self.plan_ahead(titles[held:], held)
            self.write_a_briefing()
            self.meet()
            self.talk()
            self.pay()
        if "vacant" in self.story.quirks:
            self.lose_a_teacher()

    def follow_a_class(self) -> None:
        grade, letter = parse_class(self.class_name(0))
        with self.day(0.33, 9):
            self.followed = follow_class(
                collaboration=self.collaboration,
                grade=grade,
                letter=letter,
                pupils=self.chance.randint(19, 26),
                by=self.by,
            )

    def hours_a_time(self, held: int) -> Decimal:
        """Teaching and all that comes with it, to the nearest quarter."""
        return Decimal(round(self.share_of_hours(held) * 4)) / 4

    def share_of_hours(self, held: int) -> float:
        if "hours_80" in self.story.quirks:
            return self.theme.hours * 0.85 / held
        if "hours_over" in self.story.quirks:
            return self.theme.hours * 1.05 / held
        return min(self.theme.hours * 0.8 / len(self.theme.sessions), 8)

    def prepare(self, hours: Decimal, day: datetime.date) -> None:
        """What goes with a session beside the teaching: packing, driving, tidying up."""
        if hours > 0:
            log_hours(
                collaboration=self.collaboration, hours=hours, date=day, what="Forberedelse og kørsel", person=self.me,
                form_key=uuid.UUID(int=self.chance.getrandbits(128)), by=self.by,
            )  # fmt: skip

    def hold(self, title: str, number: int, hours: Decimal, day: datetime.date) -> None:
        note = self.theme.notes[number % len(self.theme.notes)] if number % 2 == 0 else ""
        record_session(
            collaboration=self.collaboration,
            values={
                "date": day,
                "title": title,
                "class_name": self.class_name(number),
                "class_group": self.class_group(number),
                "pupils": self.chance.randint(18, 27),
                "adults": self.chance.randint(2, 4),
                "venue": self.theme.venue if number % 3 else "at_institution",
                "hours": hours,
                "taught_by": self.me,
                "note": note,
                "status": "held",
            },
            form_key=uuid.UUID(int=self.chance.getrandbits(128)),
            by=self.by,
        )
        self.fresh()

    def class_name(self, number: int) -> str:
        grades = self.theme.grades or ("lærere",)
        grade = grades[number % len(grades)]
        return f"{grade}.{CLASS_LETTERS[number % 3]}" if grade.isdigit() else grade

    def class_group(self, number: int) -> ClassGroup | None:
        """The class that is followed comes every other time."""
        return self.followed if number % 2 == 0 else None

    def look_at_goals(self, share: float) -> None:
        statuses, seen = ["on_way", "reached", "slow"], ["seen", "partly", "not_seen"]
        with self.day(min(share, 0.9), 14):
            for number, goal in enumerate(self.collaboration.agreement.goals.all()):
                review_goal(
                    collaboration=self.collaboration,
                    goal=goal,
                    status=statuses[(number + self.story.school) % 3],
                    evidence=self.theme.evidence if number == 0 else "",
                    next_step="Se på det igen efter næste gang",
                    signs=[
                        (sign.text, seen[(number + place) % len(seen)]) for place, sign in enumerate(goal.signs.all())
                    ],
                    by=self.by,
                )

    def plan_ahead(self, titles: tuple, held: int) -> None:
        for number, title in enumerate(titles):
            days = 3 + self.story.school * 2 + number * 21
            with on_day(1, 12):
                with on_day(-days) as day:
                    pass
                record_session(
                    collaboration=self.collaboration,
                    values={
                        "date": day,
                        "starts_time": datetime.time(9),
                        "ends_time": datetime.time(11, 30),
                        "title": title,
                        "class_name": self.class_name(held + number),
                        "venue": self.theme.venue,
                        "taught_by": self.me,
                        "status": "planned",
                    },
                    form_key=uuid.UUID(int=self.chance.getrandbits(128)),
                    by=self.by,
                )
                if number == 0:
                    plan_next_step(
                        collaboration=self.fresh(), text=f"{title} med {self.class_name(held)}", on=day, by=self.by
                    )
        self.fresh()

    def write_a_briefing(self) -> None:
        if self.story.school % 3 == 2:
            return
        with on_day(9, 15):
            set_briefing(
                collaboration=self.collaboration,
                text=f"Kassen står i skuret, nøglen hænger ved køkkendøren. {self.theme.notes[-1]}",
                needs="førstehjælp" if self.story.school % 2 else "",
                together=TOGETHER,
                version=0,
                by=self.by,
            )

    def meet(self) -> None:
        """One meeting held in the middle, a promise from it, and for some one to come."""
        with self.day(0.6, 14) as day:
            values = {
                "date": day, "starts_time": datetime.time(14), "place": "Online", "status": "held",
                "agenda": "- Hvordan går det?\n- Målene\n- Næste gang",
                "minutes": f"{self.theme.evidence} Vi gennemgik målene og så på næste gang.",
                "decisions": "Vi fortsætter som planlagt. Skolen bestiller bussen selv.",
            }  # fmt: skip
            meeting = plan_meeting(collaboration=self.collaboration, values=values, by=self.by)
            with on_day(-6 - self.story.school) as due:
                pass
            add_action(
                collaboration=self.collaboration, text="Bestil bussen til næste gang", due_on=due, owner=self.teacher,
                meeting=meeting, by=self.by,
            )  # fmt: skip
        if self.story.school % 2 == 0:
            with on_day(-10 - self.story.school) as day:
                pass
            with on_day(4, 11):
                values = {"date": day, "starts_time": datetime.time(14, 30), "place": str(self.school)}
                plan_meeting(collaboration=self.collaboration, values=values, by=self.by)

    def follow_milestones(self) -> None:
        """Most milestones are reached about their day; now and then one was moved, or is late."""
        with on_day(0) as today:
            pass
        past = FollowedMilestone.objects.open().filter(collaboration=self.collaboration, due_on__lt=today)
        for milestone in past.order_by("due_on", "pk"):
            how = self.story.school % 4
            if how == 3 and self.story.stage == "active":
                continue
            day = min(milestone.due_on + datetime.timedelta(days=10 if how == 1 else -how), today)
            with on_day((today - day).days, 13):
                change_milestone(
                    milestone=milestone, due_on=day if how == 1 else milestone.due_on, status="done", done_on=day,
                    why="Bussen kunne ikke den dag" if how == 1 else "", version=milestone.version, by=self.by,
                )  # fmt: skip
        self.fresh()

    def talk(self) -> None:
        """Two short talks, so that the latest stands beside the one before."""
        for share, state, theirs, ours in TALKS:
            with self.day(share, 15) as day:
                record_check_in(
                    collaboration=self.collaboration,
                    values={"date": day, "our_person": self.me, "their_person": self.teacher},
                    points={
                        "goals": {"state": state, "theirs": theirs, "ours": ours},
                        "communication": {"state": "good", "theirs": "Ring hellere end at skrive.", "ours": ""},
                    },
                    by=self.by,
                )

    def pay(self) -> None:
        with self.day(0.55, 10) as day:
            record_spending(
                collaboration=self.collaboration, date=day, what="Bus", payer="Kommunens pulje",
                amount=self.chance.randrange(1800, 3600, 50), by=self.by,
            )  # fmt: skip

    def lose_a_teacher(self) -> None:
        with on_day(12) as day:
            participant = self.collaboration.participants.get(person=self.teacher, ended_on=None)
            end_participation(participant=participant, ended_on=day, leave_vacant=True, by=self.by)
