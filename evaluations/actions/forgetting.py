"""What erasing a person means for the evaluations: what was said stays, the name does not."""

from evaluations.models import Evaluation, EvaluationTalk, InternalExperience, Invitation, ReaderReport
from samarbejde.actions.erasure import NOBODY, erased_name


def forget_in_evaluations(person, scrub) -> None:
    """Take the name out of conclusions, minutes and our own experience."""
    here = Evaluation.objects.filter(
        collaboration__institution=person.institution_id,
        collaboration__in=person.participations.values("collaboration"),
    )
    scrub.rows(here.iterator(), "conclusion")
    talks = EvaluationTalk.objects.filter(evaluation__in=here)
    scrub.rows(talks.iterator(), "present", "keep", "change", "stop", "decision_why", "lesson")
    scrub.rows(InternalExperience.objects.filter(evaluation__in=here).iterator(), "text")
    reports = ReaderReport.objects.filter(evaluation__in=here)
    scrub.rows(reports.iterator(), "intro", "conclusion", "closing")
    Invitation.objects.filter(person=person).update(name=erased_name(), email=NOBODY)
