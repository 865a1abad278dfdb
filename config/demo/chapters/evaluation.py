"""How it went, and how it ended."""

import datetime
import uuid

from django.utils import timezone

from config.demo.chapters.base import Chapter
from config.demo.clock import on_day
from evaluations.actions.evaluations import close_evaluation, create_evaluation, open_evaluation, update_evaluation
from evaluations.actions.responses import submit_response
from evaluations.actions.talks import decision_step, save_talk
from evaluations.choices import Audience, Decision, Scale, Size
from knowledge.actions.closure import close_collaboration
from knowledge.actions.lessons import write_lesson
from samarbejde.actions.notes import write_note
from samarbejde.actions.phases import change_status
from samarbejde.phases import Status


class EvaluationChapter(Chapter):
    """A part of `Teller`."""

    def evaluate(self) -> None:
        closed = self.story.stage != "evaluation_open"
        with on_day(self.evaluated_ago(), 8) as day:
            evaluation = create_evaluation(
                collaboration=self.fresh(),
                title=f"Evaluering af {self.collaboration.title}",
                opens_on=day,
                closes_on=day + datetime.timedelta(days=21),
                audiences=self.audiences(),
                size=Size.LIGHT,
                by=self.by,
            )
            expected = {q.pk: 4 if q.audience == Audience.TEACHERS else 23 for q in evaluation.questionnaires.all()}
            values = {"title": evaluation.title, "opens_on": day, "closes_on": evaluation.closes_on, "conclusion": ""}
            evaluation = update_evaluation(
                evaluation=evaluation, version=1, values=values, expected=expected, by=self.by
            )
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
            answers: dict[int, int | str] = {q.pk: self.value_for(q) for q in questions if q.scale != Scale.TEXT}
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
            conclusion = (
                f"{self.theme.evidence} Eleverne vil gerne igen, og lærerne tager det til sig. {self.theme.lesson[0]}."
            )
            values = {
                "title": evaluation.title,
                "opens_on": evaluation.opens_on,
                "closes_on": evaluation.closes_on,
                "conclusion": conclusion,
            }
            update_evaluation(evaluation=evaluation, version=evaluation.version, values=values, expected={}, by=self.by)
            write_lesson(
                collaboration=self.fresh(), headline=self.theme.lesson[0], text=self.theme.lesson[1], by=self.by
            )
            self.talk_about(evaluation)
            if self.theme.inside:
                write_note(collaboration=self.collaboration, text=self.theme.inside, by=self.by)

    def talk_about(self, evaluation) -> None:
        """What both sides take with them; what is said among ourselves is kept apart."""
        goes_on = self.story.stage != "closed"
        values = {
            "talked_on": timezone.localdate(),
            "keep": "Læreren er med fra planlægningen, og eleverne arbejder videre hjemme på skolen.",
            "change": "Vi aftaler transporten, før vi lægger datoerne.",
            "stop": "De lange introduktioner.",
            "decision": Decision.CHANGE if goes_on else Decision.END,
            "lesson": self.theme.lesson[0],
        }
        due = timezone.localdate() + datetime.timedelta(days=60)
        key = uuid.UUID(int=self.chance.getrandbits(128))
        decided = decision_step(Decision.CHANGE, due_on=due, owner=None, form_key=key) if goes_on else None
        save_talk(
            evaluation=evaluation, version=0, values=values, steps=[], decided=decided, internal=self.theme.inside,
            by=self.by,
        )  # fmt: skip

    def close(self) -> None:
        with on_day(max(self.story.began - 335, 20), 15) as day:
            close_collaboration(
                collaboration=self.fresh(),
                ended_on=day,
                reason="as_agreed",
                explanation="Forløbet var aftalt til ét skoleår. Til sidst sagde begge, hvad de ville gøre igen.",
                by=self.by,
            )

    def pause(self) -> None:
        with on_day(25, 10):
            change_status(
                collaboration=self.fresh(),
                target=Status.PAUSED,
                reason="Klasselæreren er på barsel. Vi tager fat igen til foråret.",
                by=self.by,
            )
