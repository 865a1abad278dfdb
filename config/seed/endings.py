"""What the last two phases leave behind, and the history of it all."""

import datetime
import random
import uuid
from itertools import pairwise

from config.seed import words
from config.seed.collaborations import write_document
from config.seed.phases import days
from config.seed.story import ORDER, Story
from config.seed.tables import Tables
from evaluations.choices import SCALE_ANSWERS, Audience, EvaluationStatus, Scale, Theme
from evaluations.models import Answer, Evaluation, Question, Questionnaire, Response
from knowledge.choices import EndReason
from knowledge.models import Closure, Lesson
from samarbejde.choices import DocumentKind
from samarbejde.models import Event
from samarbejde.phases import Phase

ASKED = 0.6  # of those that come so far
ANSWERED = 0.15  # of those asked: answers are many rows, and no list shows them
QUESTIONS = {
    Audience.TEACHERS: (("Eleverne lærte det, vi havde aftalt", Theme.LEARNING, Scale.DEGREE),
                        ("Det var let at planlægge sammen", Theme.COMMUNICATION, Scale.DEGREE),
                        ("Hvad skal vi gøre anderledes?", Theme.WORDS, Scale.TEXT)),
    Audience.PUPILS_OLDER: (("Jeg lærte noget, jeg kan bruge", Theme.LEARNING, Scale.AGREE),
                            ("Jeg vidste, hvorfor vi var der", Theme.COHERENCE, Scale.AGREE)),
}  # fmt: skip


def write_evaluation(story: Story, tables: Tables, chance: random.Random) -> None:
    """Write an evaluation, and for some what was answered."""
    if not story.has_reached(Phase.EVALUATION) or chance.random() > ASKED:
        return
    opens = story.day_of(Phase.EVALUATION)
    closes = (
        opens + days(21) if story.phase == Phase.CLOSED else max(opens, story.today + days(chance.randint(-10, 20)))
    )
    done = closes < story.today
    status = EvaluationStatus.CLOSED if done else EvaluationStatus.OPEN
    title = {"title": f"Hvordan gik det? {story.matter}"}
    evaluation = tables.add(
        Evaluation, collaboration_id=story.pk, **title, opens_on=opens, closes_on=closes,
        conclusion=words.LESSON_TEXT if done and chance.random() < 0.6 else "", status=status.value,
        created_at=f"{opens} 09:00+01:00", created_by_id=story.lead.user,
    )  # fmt: skip
    story.tell(opens, "evaluation_opened", Phase.EVALUATION, **title)
    if done:
        story.tell(closes, "evaluation_closed", Phase.EVALUATION, **title)
    answered = chance.random() < ANSWERED
    for audience, expected in (
        (Audience.TEACHERS, chance.randint(1, 4)),
        (Audience.PUPILS_OLDER, chance.randint(15, 50)),
    ):
        sheet = tables.add(Questionnaire, evaluation_id=evaluation, audience=audience.value, expected=expected)
        asked = [_ask(tables, sheet, order, question) for order, question in enumerate(QUESTIONS[audience])]
        for _ in range(min(8, round(expected * 0.7)) if answered else 0):
            _answer(tables, chance, sheet, asked, min(closes, story.today))


def _ask(tables: Tables, sheet: int, order: int, question: tuple[str, Theme, Scale]) -> tuple[int, Scale]:
    text, theme, scale = question
    key = tables.add(Question, questionnaire_id=sheet, text=text, theme=theme.value, scale=scale.value, order=order)
    return key, scale


def _answer(
    tables: Tables, chance: random.Random, sheet: int, asked: list[tuple[int, Scale]], day: datetime.date
) -> None:
    response = _random_key(chance)
    tables.add(Response, id=response, questionnaire_id=sheet, answered_on=day, form_key=_random_key(chance))
    for question, scale in asked:
        value = chance.choice(SCALE_ANSWERS[scale])[0] if scale != Scale.TEXT else None
        text = chance.choice(words.LESSONS) if scale == Scale.TEXT else ""
        tables.add(Answer, id=_random_key(chance), response_id=response, question_id=question, value=value, text=text)


def _random_key(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def write_ending(story: Story, tables: Tables, chance: random.Random) -> None:
    """Write how it ended, and for some a lesson."""
    if story.phase != Phase.CLOSED:
        return
    day = story.day_of(Phase.CLOSED)
    if chance.random() < 0.9:
        reason = chance.choices(list(EndReason), (60, 15, 8, 5, 12))[0]
        tables.add(
            Closure, collaboration_id=story.pk, ended_on=day, reason=reason.value, explanation="",
            closed_at=f"{day} 14:00+01:00", closed_by_id=story.lead.user,
        )  # fmt: skip
        story.tell(day, "collaboration_closed", Phase.CLOSED, how=str(reason.label))
    if chance.random() < 0.5:
        headline = chance.choice(words.LESSONS)
        lesson = tables.add(
            Lesson, collaboration_id=story.pk, headline=headline, text=words.LESSON_TEXT,
            written_at=f"{day} 15:00+01:00", written_by_id=story.lead.user,
        )  # fmt: skip
        story.tell(day, "lesson_written", Phase.CLOSED, headline=headline, lesson=lesson)
        story.lesson = (lesson, headline)


def write_lesson_document(story: Story, tables: Tables) -> None:
    """Write what the search finds of the lesson; after the collaboration, whose subjects it is found by."""
    if story.lesson is None:
        return
    lesson, headline = story.lesson
    where = " · ".join(filter(None, [story.title, story.counterpart]))
    write_document(
        tables, story, DocumentKind.LESSON, lesson, title=headline, subtitle=where,
        body="\n".join(filter(None, [words.LESSON_TEXT, story.about, where])),
        url=f"/samarbejder/{story.pk}/viden/#erfaring-{lesson}",
    )  # fmt: skip


def write_history(story: Story, tables: Tables) -> None:
    """Write everything that was told, and each step from phase to phase, in the order of the days."""
    for before, after in pairwise(ORDER):
        if story.has_reached(after):
            story.tell(
                story.day_of(after), "phase_changed", after, **{"from": before.value, "to": after.value, "reason": ""}
            )
    if story.status.value != "running":
        story.tell(
            story.today - days(3), "status_changed", story.phase, **{"from": "running", "to": story.status.value}
        )
    school = story.schools[0][0] if story.schools else None
    for number, told in enumerate(sorted(story.happenings, key=lambda happening: happening.day)):
        about_school = told.verb in {"contact_attempted", "collaboration_created"}
        tables.add(
            Event, at=f"{told.day} {8 + number % 9:02d}:{story.pk % 60:02d}+01:00", verb=told.verb,
            actor_id=told.by.user if told.by else None, actor_name=told.by.name if told.by else told.actor_name,
            phase=told.phase.value, institution_id=story.place.pk, collaboration_id=story.pk,
            school_id=school if about_school else None, person_id=told.person, data=told.data,
        )  # fmt: skip
