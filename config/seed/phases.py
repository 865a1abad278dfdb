"""What the first three phases leave behind: contact, assessment, agreement, sessions, goals looked at."""

import datetime
import random
from decimal import Decimal

from agreements.choices import ApprovalAnswer, GoalFor, VersionStatus
from agreements.models import Agreement, AgreementVersion, Approval, Goal, Sign, Task
from agreements.queries.content import hash_content
from config.seed import words
from config.seed.story import Story
from config.seed.tables import Tables
from contacts.choices import Decision, Driver, Outcome
from contacts.models import Assessment, ContactAttempt
from followup.choices import GoalStatus, SessionStatus, Venue
from followup.models import GoalReview, Session
from samarbejde.choices import Channel
from samarbejde.phases import Phase, Status

CHANNELS = (Channel.PHONE, Channel.MAIL, Channel.MAIL, Channel.MEETING, Channel.AULA)
OUTCOMES = (Outcome.NO_ANSWER, Outcome.MESSAGE, Outcome.TALKED, Outcome.INTERESTED, Outcome.MEETING)
DRIVERS = [driver.value for driver in Driver]
GOAL_STATUSES = (GoalStatus.ON_WAY, GoalStatus.ON_WAY, GoalStatus.REACHED, GoalStatus.SLOW)
VENUES = (Venue.AT_INSTITUTION, Venue.AT_INSTITUTION, Venue.AT_SCHOOL, Venue.OUTDOORS)
GOALS_FOR = (GoalFor.PUPILS, GoalFor.PUPILS, GoalFor.SCHOOL, GoalFor.INSTITUTION, GoalFor.COLLABORATION)


def days(number: int) -> datetime.timedelta:
    """Return so many days."""
    return datetime.timedelta(days=number)


def write_contacts(story: Story, tables: Tables, chance: random.Random) -> None:
    """Write the attempts, and from the agreement on the decision."""
    for number in range(
        chance.choice((0, 1, 1, 2, 3)) if story.phase == Phase.CONTACT else chance.choice((1, 2, 2, 3))
    ):
        day = min(story.begun + days(number * 6), story.today)
        person = chance.choice(story.people) if story.people else None
        channel, outcome = chance.choice(CHANNELS), chance.choice(OUTCOMES)
        tables.add(
            ContactAttempt, institution_id=story.place.pk, collaboration_id=story.pk,
            school_id=story.schools[0][0] if story.schools else None, person_id=person.pk if person else None,
            channel=channel.value, outcome=outcome.value, happened_on=day, note=chance.choice(words.NOTES),
            created_by_id=story.lead.user,
        )  # fmt: skip
        how, result = str(channel.label).lower(), str(outcome.label).lower()
        story.tell(
            day, "contact_attempted", Phase.CONTACT, person=person.pk if person else None, how=how, result=result
        )
    if not story.has_reached(Phase.AGREEMENT) or chance.random() < 0.15:
        return
    day = story.day_of(Phase.AGREEMENT)
    tables.add(
        Assessment, collaboration_id=story.pk, driver=chance.choice(DRIVERS), motivation=words.VALUE,
        expected_hours=chance.randrange(8, 60, 4), decision=Decision.ACCEPT.value, decided_at=f"{day} 11:00+01:00",
        decided_by_id=story.lead.user,
    )  # fmt: skip
    story.tell(day, "collaboration_decided", Phase.CONTACT, decision=Decision.ACCEPT.value)


def write_agreement(story: Story, tables: Tables, chance: random.Random) -> None:
    """Write the agreement with goals and tasks, and for most the version that was sent."""
    if not story.has_reached(Phase.AGREEMENT) or chance.random() < 0.2:
        return
    day, hours = story.day_of(Phase.AGREEMENT), Decimal(chance.randrange(8, 60, 4))
    ends = story.today + days(chance.randint(10, 300)) if story.phase != Phase.CLOSED else story.today
    begins = story.day_of(Phase.ACTIVE) if story.has_reached(Phase.ACTIVE) else day
    agreement = tables.add(
        Agreement, collaboration_id=story.pk, understanding=words.UNDERSTANDING, benefit_school=words.VALUE,
        content=words.DESCRIPTION.format(matter=story.matter.lower()), target_group=f"{story.grades[0][1]}. årgang",
        pupil_count=chance.randint(18, 80), starts_on=begins,
        ends_on=ends, renewal_on=ends - days(chance.randint(0, 60)), hours_institution=hours, hours_school=hours / 2,
        teacher_role="Er med i undervisningen og følger op i klassen." if chance.random() < 0.8 else "",
        updated_at=f"{day} 12:00+01:00", updated_by_id=story.lead.user,
    )  # fmt: skip
    story.hours_agreed = hours
    story.tell(day, "agreement_started", Phase.AGREEMENT, template="light")
    goals = _write_goals(story, tables, chance, agreement)
    for order, title in enumerate(words.TASKS[: chance.randint(1, 3)]):
        backup = chance.choice([known for known in story.place.staff if known.pk != story.lead.pk])
        tables.add(
            Task, agreement_id=agreement, title=title, responsible_id=story.lead.pk,
            backup_id=backup.pk if chance.random() < 0.8 else None, order=order,
        )  # fmt: skip
    if story.has_reached(Phase.ACTIVE) or chance.random() < 0.5:
        _write_version(story, tables, chance, agreement, goals)
    if story.has_reached(Phase.ACTIVE):
        _look_at_goals(story, tables, chance, goals)


def _write_goals(story: Story, tables: Tables, chance: random.Random, agreement: int) -> list[tuple[int, str]]:
    goals = []
    for order, index in enumerate(sorted(chance.sample(range(len(words.GOALS)), chance.choice((1, 2, 2, 3))))):
        text = words.GOALS[index].format(matter=story.matter.lower())
        goal = tables.add(Goal, agreement_id=agreement, goal_for=GOALS_FOR[index].value, text=text, order=order)
        tables.add(Sign, goal_id=goal, text=chance.choice(words.SIGNS))
        goals.append((goal, text))
    return goals


def _write_version(story: Story, tables: Tables, chance: random.Random, agreement: int, goals: list) -> None:
    """Write what was sent, and both parties' answers to it."""
    approved = story.has_reached(Phase.ACTIVE)
    day = story.day_of(Phase.AGREEMENT) + days(5)
    blocks = [
        {
            "kind": "goals",
            "key": "goals",
            "goals": [{"id": pk, "for": "", "text": text, "signs": []} for pk, text in goals],
        }
    ]
    content = {
        "format": 1, "title": story.title, "template": "Let aftale", "institution": story.place.name,
        "parties": [*story.counterpart.split(", "), story.place.name], "intro": "", "starts_on": None, "ends_on": None,
        "renewal_on": None, "hours_institution": str(story.hours_agreed), "hours_school": None, "terms": [],
        "sections": [{"key": "goals", "title": "Mål", "blocks": blocks}],
    }  # fmt: skip
    mark = hash_content(content)
    version = tables.add(
        AgreementVersion, agreement_id=agreement, number=1, content=content, content_hash=mark,
        status=(VersionStatus.APPROVED if approved else VersionStatus.SENT).value,
        sent_at=f"{min(day, story.today)} 13:00+01:00", sent_by_id=story.lead.user,
    )  # fmt: skip
    story.tell(day, "agreement_sent", Phase.AGREEMENT, number=1)
    other = story.people[0] if story.people else story.lead
    for party, known, name in zip(
        story.parties, (story.lead, other), (story.place.name, story.counterpart), strict=False
    ):
        says_yes = approved or chance.random() < 0.3
        answer = ApprovalAnswer.APPROVED if says_yes else ApprovalAnswer.WAITING
        tables.add(
            Approval, version_id=version, party_id=party, person_id=known.pk, name=known.name, email=known.email,
            answer=answer.value, typed_name=known.name if says_yes else "", text_hash=mark if says_yes else "",
            answered=f"{min(day + days(3), story.today)} 08:00+01:00" if says_yes else None,
        )  # fmt: skip
        if says_yes:
            story.tell(
                day + days(3),
                "agreement_approved",
                Phase.AGREEMENT,
                person=known.pk,
                actor_name=known.name,
                party=name,
                number=1,
            )
    if approved:
        story.tell(day + days(3), "agreement_concluded", Phase.AGREEMENT, actor_name=other.name, number=1)


def _look_at_goals(story: Story, tables: Tables, chance: random.Random, goals: list[tuple[int, str]]) -> None:
    for goal, text in goals:
        if chance.random() < 0.5:
            day = story.day_of(Phase.ACTIVE) + (story.today - story.day_of(Phase.ACTIVE)) * chance.random()
            status = chance.choice(GOAL_STATUSES)
            tables.add(
                GoalReview, collaboration_id=story.pk, goal_id=goal, status=status.value,
                reviewed_at=f"{day} 14:00+01:00", reviewed_by_id=story.lead.user,
            )  # fmt: skip
            story.tell(day, "goal_reviewed", Phase.ACTIVE, goal=text, status=str(status.label).lower())


def write_sessions(story: Story, tables: Tables, chance: random.Random) -> None:
    """Write sessions held, and while it runs the ones that are planned."""
    if not story.has_reached(Phase.ACTIVE):
        return
    start = story.day_of(Phase.ACTIVE)
    end = story.today if story.phase == Phase.ACTIVE else story.day_of(Phase.EVALUATION)
    held = [
        start + (end - start) * chance.random()
        for _ in range(chance.randint(0 if story.phase == Phase.ACTIVE else 2, 6))
    ]
    is_coming = story.phase == Phase.ACTIVE and story.status == Status.RUNNING
    planned = [
        story.today + days(chance.randint(-4, 90)) for _ in range(chance.choice((0, 1, 1, 2)) if is_coming else 0)
    ]
    for day in sorted(held):
        _add_session(
            story, tables, chance, day, SessionStatus.HELD if chance.random() < 0.95 else SessionStatus.CANCELLED
        )
    for day in sorted(planned):
        _add_session(story, tables, chance, day, SessionStatus.PLANNED)


def _add_session(
    story: Story, tables: Tables, chance: random.Random, day: datetime.date, status: SessionStatus
) -> None:
    name = f"{chance.choice(story.grades)[1]}.{chance.choice(words.CLASS_LETTERS)}"
    held, hour = status == SessionStatus.HELD, chance.choice((8, 9, 10, 12))
    pupils, hours = chance.randint(14, 28), Decimal(chance.choice((2, 3, 3, 4, 5)))
    reason = "Læreren var syg" if status == SessionStatus.CANCELLED else ""
    session = tables.add(
        Session, collaboration_id=story.pk, date=day, starts_time=f"{hour:02d}:30", ends_time=f"{hour + 3}:00",
        class_name=name, pupils=pupils, adults=2 if held else None, hours=hours, venue=chance.choice(VENUES).value,
        taught_by_id=story.lead.pk, status=status.value, cancel_reason=reason, recorded_by_id=story.lead.user,
        recorded_at=f"{min(day, story.today)} 15:00+01:00",
    )  # fmt: skip
    story.hours_used += hours if held else 0
    data = {
        "session": session,
        "what": name,
        "on": day.isoformat(),
        "pupils": pupils,
        "hours": str(hours),
        "reason": reason,
    }
    told_on = min(day, story.today) - days(14) if status == SessionStatus.PLANNED else day
    story.tell(max(story.day_of(Phase.ACTIVE), told_on), f"session_{status.value}", Phase.ACTIVE, **data)
