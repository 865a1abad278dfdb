import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, Goal
from evaluations.actions.evaluations import create_evaluation, open_evaluation
from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import Audience, Size


@pytest.fixture
def goal(cast):
    """Return a goal for the pupils in our collaboration's agreement."""
    agreement = Agreement.objects.create(collaboration=cast.collaboration, updated_by=cast.editor)
    return Goal.objects.create(agreement=agreement, text="Eleverne stiller selv spørgsmål")


@pytest.fixture
def evaluation(cast, goal):
    """Return an evaluation that asks teachers and pupils, not yet open."""
    load_default_question_sets()
    today = timezone.localdate()
    return create_evaluation(
        collaboration=cast.collaboration,
        title="Forårets evaluering",
        opens_on=today,
        closes_on=today + datetime.timedelta(days=14),
        audiences=[Audience.TEACHERS, Audience.PUPILS_OLDER],
        size=Size.LIGHT,
        by=cast.editor,
    )


@pytest.fixture
def tokens(cast, evaluation):
    """Open the evaluation and return {audience: token}."""
    found = open_evaluation(evaluation=evaluation, by=cast.editor)
    return {q.audience: found[q.pk] for q in evaluation.questionnaires.all()}


@pytest.fixture
def answer(client, evaluation):
    """Return a function that opens a link as a visitor and sends answers: every scale question gets ``value``."""

    def send(token, value=4, words="", **changes):
        page = client.get(reverse("evaluations:questionnaire_exchange", args=[token]), follow=True)
        form = page.context["form"]
        data = {"form_key": str(form["form_key"].value())}
        data |= {row["field"].html_name: words if row["is_text"] else str(value) for row in form.rows()}
        return client.post(page.request["PATH_INFO"], data | changes)

    return send
