"""How it ended, and what the parties said about it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations.choices import Audience, EvaluationStatus
from evaluations.models import Evaluation
from evaluations.queries.results import AudienceResult, evaluation_results
from knowledge.models import Closure
from knowledge.queries.record.days import format_day
from knowledge.queries.record.parts import Section
from samarbejde.lib.danish import format_number, format_percent
from samarbejde.models import Collaboration


def tell_ending(collaboration: Collaboration, closure: Closure | None) -> Section:
    """4C5: when, how, why."""
    section = Section(
        "ending", _("The ending"), "4C5", _("It has not been ended."),
        reverse("knowledge:closure_edit", args=[collaboration.pk]),
    )  # fmt: skip
    if closure:
        section.tell(_("When"), format_day(closure.ended_on))
        section.tell(_("How"), closure.get_reason_display())
        section.tell(_("Why"), closure.explanation)
        section.tell(_("Going on"), closure.get_goes_on_display())
        section.tell(_("Pictures and what the pupils made"), _tidied(closure, closure.get_keepsakes_display()))
        section.tell(_("Names and addresses"), closure.get_addresses_display(), is_private=True)
    return section


def _tidied(closure: Closure, what: str) -> str:
    if not what or closure.tidy_by is None:
        return what
    if closure.tidied_at:
        return _("%(what)s. Done %(day)s.") % {"what": what, "day": format_day(closure.tidied_at)}
    return _("%(what)s, by %(day)s.") % {"what": what, "day": format_day(closure.tidy_by)}


def tell_evaluation(collaboration: Collaboration) -> Section:
    """4C6: the results, and what the school said about our part. Small groups stay hidden, as in the report."""
    section = Section(
        "evaluation", _("The evaluation"), "4C6", _("It has not been evaluated."),
        reverse("evaluations:evaluation_detail", args=[collaboration.pk]),
    )  # fmt: skip
    evaluations = Evaluation.objects.filter(collaboration=collaboration).exclude(status=EvaluationStatus.DRAFT)
    latest = evaluations.first()
    if latest is None:
        return section
    for evaluation in evaluations:
        section.tell(evaluation.title, evaluation.conclusion or evaluation.get_status_display())
    results = evaluation_results(latest)
    section.lay(
        _("Who answered"), [_("Who"), _("Answers"), _("Of")],
        [_answered(result) for result in results],
        (1, 2),
    )  # fmt: skip
    for result in results:
        section.lay(result.questionnaire.get_audience_display(), [_("Question"), _("Positive")], _answers(result), (1,))
    for result in results:
        if result.questionnaire.audience in (Audience.TEACHERS, Audience.LEADERS):
            section.tell(_("The school's words"), "\n".join(f"”{text}”" for q in result.words for text in q.texts))
    return section


def _answered(result: AudienceResult) -> list[str]:
    asked = result.questionnaire
    return [asked.get_audience_display(), format_number(result.responses), format_number(asked.expected)]


def _answers(result: AudienceResult) -> list[list[str]]:
    return [
        [question.question.text, format_percent(question.positive, question.total)]
        for question in result.questions
        if question.total
    ]
