"""What the evaluation shows on the collaboration's pages and on the overview."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, Prefetch, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.actions.forgetting import forget_in_evaluations
from evaluations.actions.invitations import remind_by_itself
from evaluations.actions.report_orders import forget_old_orders
from evaluations.attention import RULES
from evaluations.choices import EvaluationStatus
from evaluations.models import Evaluation, Invitation, Questionnaire, Response
from evaluations.queries.evaluations import how_many, latest_of, with_latest
from evaluations.queries.talks import first_open_step
from samarbejde.lib.danish import format_number, format_percent, format_short
from samarbejde.lib.weeks import school_year_days
from samarbejde.panels import Figure, NextStep, OpenPoint, Panel, PersonRecord, Upcoming
from samarbejde.phases import Phase

EVALUATION_SENTENCES = {
    "evaluation_created": gettext_lazy("Evaluation prepared: %(title)s"),
    "evaluation_changed": gettext_lazy("Evaluation changed: %(title)s"),
    "evaluation_opened": gettext_lazy("Evaluation opened for answers: %(title)s"),
    "question_set_copied": gettext_lazy("Own questions begun: %(name)s"),
    "question_set_changed": gettext_lazy("Own questions changed: %(name)s, version %(version)s"),
    "reader_report_changed": gettext_lazy("A report changed: %(title)s"),
    "evaluation_invited": gettext_lazy("%(count)s asked by name to answer: %(title)s"),
    "evaluation_reminded": gettext_lazy("%(count)s reminded to answer: %(title)s"),
    "evaluation_talk_held": gettext_lazy("You talked about the answers: %(title)s"),
    "evaluation_talk_changed": gettext_lazy("Minutes of the talk changed: %(title)s"),
    "evaluation_talk_shared": gettext_lazy("Minutes of the talk made ready for the other side: %(title)s"),
    "evaluation_closed": gettext_lazy("Evaluation closed: %(title)s"),
}


@dataclass
class EvaluationPanel(Panel):
    key: str = "evaluation"
    phase: str = Phase.EVALUATION
    title: str = gettext_lazy("Evaluation")
    template_name: str = "evaluations/_panel.html"
    url_name: str = "evaluations:evaluation_detail"
    attention: tuple = RULES
    event_sentences: dict = field(default_factory=lambda: EVALUATION_SENTENCES)

    def prefetch_frame(self, collaborations):
        return with_latest(collaborations)

    def prefetch(self, collaborations):
        counted = Questionnaire.objects.annotate(response_count=how_many()).order_by("pk")
        rows = Evaluation.objects.select_related("talk").annotate(promised=first_open_step())
        rows = rows.order_by("-opens_on", "-pk")
        evaluations = rows.prefetch_related(Prefetch("questionnaires", queryset=counted, to_attr="counted"))
        return collaborations.prefetch_related(Prefetch("evaluations", queryset=evaluations, to_attr="all_evaluations"))

    def summary(self, collaboration) -> dict:
        latest, answered = _latest_and_answers(collaboration)
        return {"evaluation": latest, "answered": answered}

    def step_text(self, collaboration) -> str:
        latest, answered = _latest_and_answers(collaboration)
        if latest is None:
            return ""
        if latest.status == EvaluationStatus.CLOSED:
            return _("answered by %(number)d") % {"number": answered}
        day = latest.opens_on if latest.status == EvaluationStatus.DRAFT else latest.closes_on
        words = _("from %(day)s") if latest.status == EvaluationStatus.DRAFT else _("open until %(day)s")
        return words % {"day": format_short(day)}

    def next_steps(self, collaboration) -> list[NextStep]:
        latest = _latest(collaboration)
        if latest is None:
            if collaboration.phase != Phase.EVALUATION:
                return []
            url = reverse("evaluations:evaluation_create", args=[collaboration.pk])
            return [NextStep(_("Ask how it went"), _("Prepare the evaluation"), url, is_main=True)]
        return [step for step in [_step(collaboration, latest)] if step]

    def open_points(self, collaboration, phase: str) -> list[OpenPoint]:
        if phase != Phase.EVALUATION:
            return []
        latest = _latest(collaboration)
        url = reverse(self.url_name, args=[collaboration.pk])
        if latest is None:
            return [OpenPoint(_("Nobody has been asked how it went"), url, "4B3")]
        if latest.status != EvaluationStatus.CLOSED:
            return [OpenPoint(_("The evaluation is not closed"), url, "4B3")]
        points = [] if latest.conclusion else [OpenPoint(_("The evaluation has no conclusion"), url, "4A2")]
        if not hasattr(latest, "talk"):
            points.append(OpenPoint(_("You have not talked about the answers together"), url, "4B1"))
        return points

    def upcoming(self, user, start, end, most=None):
        rows = Evaluation.objects.visible_to(user).select_related("collaboration")
        rows = rows.filter(closes_on__range=(start, end), status=EvaluationStatus.OPEN)
        for row in rows.order_by("closes_on", "pk")[:most]:
            url = reverse(self.url_name, args=[row.collaboration_id])
            yield Upcoming(
                row.closes_on,
                _("The questionnaires close"),
                row.collaboration.title,
                url,
                Phase.EVALUATION.hue,
                uid=f"evaluation-{row.pk}",
                collaboration_id=row.collaboration_id,
            )

    def forget_person(self, person, scrub) -> None:
        forget_in_evaluations(person, scrub)

    def person_records(self, person) -> Iterable[PersonRecord]:
        rows = Invitation.objects.filter(person=person).select_related("questionnaire__evaluation").order_by("pk")
        for row in rows:
            said = _("answered") if row.has_answered else _("not answered")
            yield PersonRecord(
                _("Evaluations"), f"{row.questionnaire.evaluation}: {said}", timezone.localdate(row.created_at)
            )

    def enqueue_reminders(self, today: datetime.date) -> int:
        forget_old_orders(today=today)
        return remind_by_itself(today=today)

    def figures(self, user, school_year: int) -> list[Figure]:
        first, last = school_year_days(school_year)
        asked = Questionnaire.objects.filter(
            evaluation__in=Evaluation.objects.visible_to(user).filter(opens_on__range=(first, last)), expected__gt=0
        )
        found = Response.objects.filter(questionnaire__in=asked).order_by()
        # The same number on every row, found once; so that it comes along without a query of its own.
        counted = found.annotate(all=Value(1)).values("all").annotate(n=Sum("size")).values("n")
        numbers = asked.aggregate(expected=Sum("expected"), answers=Coalesce(Max(Subquery(counted)), 0))
        if not numbers["expected"]:
            return []
        expected, answers = numbers["expected"], numbers["answers"]
        detail = _("%(answers)s of %(expected)s answered") % {
            "answers": format_number(answers),
            "expected": format_number(expected),
        }
        return [
            Figure(format_percent(answers, expected), _("response rate"), detail, reverse("evaluations:report_list"))
        ]


def _latest(collaboration) -> Evaluation | None:
    rows = getattr(collaboration, "all_evaluations", None)
    if rows is None:  # a page that did not prefetch
        rows = EvaluationPanel().prefetch(type(collaboration).objects.filter(pk=collaboration.pk))[0].all_evaluations
    return rows[0] if rows else None


def _latest_and_answers(collaboration) -> tuple[Evaluation | None, int]:
    if hasattr(collaboration, "latest_evaluation"):
        return latest_of(collaboration)
    latest = _latest(collaboration)
    return latest, sum(q.response_count for q in latest.counted) if latest else 0


def _step(collaboration, latest: Evaluation) -> NextStep | None:
    tab = reverse("evaluations:evaluation_detail", args=[collaboration.pk])
    if latest.status == EvaluationStatus.DRAFT:
        return NextStep(
            _("Open the evaluation for answers"), _("See the questions"), tab, latest.opens_on, is_main=True
        )
    if latest.status == EvaluationStatus.OPEN:
        late = latest.closes_on < timezone.localdate()
        text = _("Close the evaluation and see the answers") if late else _("Wait for the answers")
        return NextStep(
            text, _("See how many have answered"), tab, latest.closes_on + datetime.timedelta(days=1), is_main=late
        )
    if not latest.conclusion:
        url = reverse("evaluations:evaluation_edit", args=[collaboration.pk, latest.pk])
        return NextStep(_("Write what you take from the evaluation"), _("Write the conclusion"), url, is_main=True)
    if not hasattr(latest, "talk"):
        url = reverse("evaluations:talk_edit", args=[collaboration.pk, latest.pk])
        return NextStep(_("Talk about the answers with the other side"), _("Write the minutes"), url, is_main=True)
    if latest.promised:
        url = reverse("evaluations:talk_detail", args=[collaboration.pk, latest.pk])
        due = datetime.date.fromisoformat(latest.promised["due_on"])
        return NextStep(latest.promised["text"], _("See what you agreed on"), url, due, gives_way=True)
    return None
