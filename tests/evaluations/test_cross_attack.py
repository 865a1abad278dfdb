"""Somebody asks for every report there is, and subtracts them all from each other."""

import datetime
import itertools
import random

import pytest
from django.http import QueryDict
from django.urls import reverse

from evaluations.choices import Theme
from evaluations.cross.figures import cross_report
from evaluations.cross.scope import read_scope
from evaluations.queries.results import evaluation_results
from tests.factories import (
    AnswerFactory,
    CollaborationFactory,
    EvaluationFactory,
    FormatFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
    SubjectFactory,
)

pytestmark = pytest.mark.django_db
WHO, ABOUT = "pupils_older", Theme.LEARNING
SIZES = (2, 3, 4, 4, 5, 6, 7, 9)  # pupils who answered, in eight collaborations; every other one asks a rare question


@pytest.fixture
def reports(cast):
    """Return {address: (keys chosen, answers counted)} of every combination of filters, and what is shown by itself."""
    chance = random.Random(7)
    subjects, formats = SubjectFactory.create_batch(2), FormatFactory.create_batch(2)
    alone = {}
    for number, pupils in enumerate(SIZES):
        row = CollaborationFactory(
            institution=cast.institution, starts_on=datetime.date(2025 + number % 2, 9, 1),
            ends_on=datetime.date(2027, 6, 1), municipality_codes=[f"010{number % 3}"], created_by=cast.editor,
        )  # fmt: skip
        row.subjects.add(chance.choice(subjects))
        row.formats.add(chance.choice(formats))
        alone[row.pk] = ask(row, pupils, rare=number % 2 == 0)
    places = ["", *(f"&kommune=010{n}" for n in range(3))]
    about = ["", *(f"&fag={subject.code}" for subject in subjects)]
    how = ["", *(f"&form={each.code}" for each in formats)]
    years = ["skoleaar=2026", "aar=2026", "skoleaar=2025"]
    found = {}
    for query in map("".join, itertools.product(years, places, about, how)):
        report = cross_report(read_scope(QueryDict(query)), cast.coordinator)
        for name, figures, rows in (("", report.figures, report.rows), (" others", report.others, ())):
            share = figures.shares.get((WHO, ABOUT))
            found[query + name] = (frozenset(row.pk for row in rows), share.total if share else 0)
    return found, alone


def ask(collaboration, pupils, *, rare):
    """Return how many answers the evaluation's own report shows."""
    evaluation = EvaluationFactory(collaboration=collaboration, status="closed", opens_on=datetime.date(2026, 9, 20))
    sheet = QuestionnaireFactory(evaluation=evaluation, audience=WHO)
    responses = ResponseFactory.create_batch(pupils, questionnaire=sheet)
    for answered in [responses, *([responses[:4]] if rare else [])]:
        question = QuestionFactory(questionnaire=sheet, theme=ABOUT)
        for response in answered:
            AnswerFactory(question=question, response=response, value=5)
    return sum(q.total for audience in evaluation_results(evaluation) for q in audience.questions)


@pytest.mark.guide("4A1")
def test_no_two_reports_differ_by_fewer_than_five_pupils(reports):
    found, alone = reports
    shown = sorted({size for size in alone.values() if size})
    assert shown == [5, 6, 7, 9]
    sums = {sum(some) for n in range(len(shown) + 1) for some in itertools.combinations(shown, n)}
    totals = {total for _rows, total in found.values()}
    assert totals <= sums  # each is put together of what is shown by itself, and of nothing else
    assert len(totals) > 5
    mine = [each for query, each in found.items() if not query.endswith(" others")]
    differences = {total - less for (rows, total), (fewer, less) in itertools.product(mine, repeat=2) if fewer < rows}
    assert differences
    assert {each for each in differences if 0 < each < 5} == set()
    assert min(differences) == 0


@pytest.mark.guide("4A1")
def test_the_page_counts_what_each_shows_by_itself(cast, login, reports):
    page = login(cast.coordinator).get(reverse("evaluations:report_list"), {"skoleaar": "2026"})
    [line] = [each for each in page.context["sides"] if each["audience"].startswith("Elever")]
    assert line["own"].total == 5 + 6 + 7 + 9
