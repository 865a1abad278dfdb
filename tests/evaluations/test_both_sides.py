"""A coordinator asks both sides through the pages, and reads on one page what the guide wants to know."""

import re

import pytest
from django.urls import reverse

from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import Scale
from evaluations.models import Evaluation
from tests.factories import AgreementFactory, GoalFactory, GoalReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast):
    """Return a goal that the follow-up has looked at; the school was promised something."""
    load_default_question_sets()
    cast.collaboration.value_for_school = "Et sted at undersøge ting i virkeligheden"
    cast.collaboration.save(update_fields=["value_for_school"])
    agreement = AgreementFactory(
        collaboration=cast.collaboration, updated_by=cast.editor, benefit_institution="Et forløb til andre skoler"
    )
    goal = GoalFactory(agreement=agreement, text="Eleverne stiller selv spørgsmål", goal_for="pupils")
    GoalReviewFactory(goal=goal, collaboration=cast.collaboration, status="on_way", reviewed_by=cast.editor)
    return goal


def prepare(client, cast):
    """Make the full evaluation of both sides and open it; return {path of the link: number of answers}."""
    create = reverse("evaluations:evaluation_create", args=[cast.collaboration.pk])
    form = client.get(create).context["form"]
    data = {name: form[name].value() for name in ("title", "opens_on", "closes_on")}
    client.post(create, data | {"audiences": ["teachers", "pupils_older", "staff"], "size": "full"})
    evaluation = Evaluation.objects.get()
    page = client.post(reverse("evaluations:evaluation_open", args=[cast.collaboration.pk, evaluation.pk]))
    paths = [re.search(r"/svar/k/.*", link.url)[0] for link in page.context["links"]]
    audiences = [link.questionnaire.audience for link in page.context["links"]]
    return dict(zip(audiences, paths, strict=True))


def answer(client, path, value):
    page = client.get(path, follow=True)
    form = page.context["form"]
    data = {"form_key": str(form["form_key"].value())}
    for row in form.rows():
        best = "Mere tid" if row["question"].scale == Scale.TEXT else str(value)
        data[row["field"].html_name] = best
    assert client.post(page.request["PATH_INFO"], data).status_code == 302


@pytest.mark.guide("4A2", "4A3", "4A4", "4B1", "4B2")
def test_a_user_asks_both_sides_and_sees_them_beside_each_other(cast, login, outsider, goal):
    me = login(cast.coordinator)
    links = prepare(me, cast)
    for audience, values in {"teachers": [5, 2], "staff": [4], "pupils_older": [5, 5, 4, 2, 1]}.items():
        for value in values:
            answer(outsider, links[audience], value)
    evaluation = Evaluation.objects.get()
    me.post(reverse("evaluations:evaluation_close", args=[cast.collaboration.pk, evaluation.pk]))
    page = me.get(reverse("evaluations:evaluation_results", args=[cast.collaboration.pk, evaluation.pk]))
    report = page.context["report"]
    sides = {row.theme: [(share.positive, share.total) for share in row.shares] for row in report.themes}
    for theme in ("Undervisningen", "Kommunikation", "Sammenhæng mellem skole og sted"):
        teachers, _pupils, staff = sides[theme]
        assert (teachers[0] * 2, staff[0]) == (teachers[1], staff[1]), theme
        assert teachers[1] > 0, theme
    html = " ".join(page.content.decode().split())
    assert "Elever, 4.–10. klasse: 3 af 5 siger, at det er nået." in html
    assert "På vej" in html
    assert "Et sted at undersøge ting i virkeligheden" in html
    assert "Lærere: 1 af 2 siger, at de fik det." in html


@pytest.fixture
def outsider():
    """Return the browser of those outside, who have no account."""
    from django.test import Client

    return Client()
