import pytest
from django.urls import reverse

from agreements.models import Sign
from evaluations.actions.evaluations import create_evaluation
from evaluations.actions.question_sets import copy_question_set, load_default_question_sets
from evaluations.choices import Audience, Size
from evaluations.default_questions import DEFAULT_SETS
from evaluations.models import Question, QuestionSet

pytestmark = pytest.mark.django_db
DAY = "2026-11-02"


def asked(cast, audience, size):
    evaluation = create_evaluation(
        collaboration=cast.collaboration, title="E", opens_on=DAY, closes_on=DAY, audiences=[audience], size=size,
        by=cast.editor,
    )  # fmt: skip
    return list(Question.objects.filter(questionnaire__evaluation=evaluation))


def rows_of(page, **changes):
    """Return what the browser would send of the set's form as it was shown."""
    form, rows = page.context["form"], page.context["rows"]
    data = {"name": form["name"].value(), "version": form["version"].value()}
    data |= {f"q-{name}": rows.management_form[name].value() for name in rows.management_form.fields}
    for row in rows:
        data |= {row[name].html_name: row[name].value() or "" for name in row.fields}
    return data | changes


@pytest.fixture
def own(cast):
    load_default_question_sets()
    default = QuestionSet.objects.get(code="teachers-light")
    return copy_question_set(question_set=default, institution=cast.collaboration.institution, by=cast.coordinator)


@pytest.mark.guide("4B3")
def test_there_is_a_set_for_every_audience_and_size_and_a_larger_one_asks_all_the_smaller_asks():
    assert set(DEFAULT_SETS) == {(a.value, s.value) for a in Audience for s in Size}
    for audience in Audience:
        light, standard, full = ({q.text for q in DEFAULT_SETS[audience, size][1]} for size in Size)
        assert light < standard < full
        assert all(q.english for q in DEFAULT_SETS[audience, Size.FULL][1])


@pytest.mark.guide("4A4", "4B1", "4B2")
def test_adults_are_asked_about_teaching_communication_and_coherence_in_the_full_set():
    for audience in (Audience.TEACHERS, Audience.LEADERS, Audience.STAFF):
        themes = {q.theme for q in DEFAULT_SETS[audience, Size.FULL][1]}
        assert {"quality", "communication", "coherence"} - themes == set()


@pytest.mark.guide("4A2")
def test_goals_are_always_asked_about_and_signs_from_the_standard_set_up(cast, goal):
    load_default_question_sets()
    sign = Sign.objects.create(goal=goal, text="De rækker hånden op")
    light, standard = (asked(cast, Audience.TEACHERS, size) for size in (Size.LIGHT, Size.STANDARD))
    assert [q.goal_id for q in light if q.source == "goal"] == [goal.pk]
    assert [q for q in light if q.source == "sign"] == []
    assert [(q.sign_id, q.text) for q in standard if q.source == "sign"] == [
        (sign.pk, "I hvor høj grad har I set eller hørt det her: ”De rækker hånden op”")
    ]


@pytest.mark.guide("4A3")
def test_each_side_is_asked_whether_it_got_what_it_was_promised_or_expected(cast, goal):
    load_default_question_sets()
    cast.collaboration.value_for_school = "Fem dage ved vandet."
    goal.agreement.benefit_institution = "Et forløb til andre."
    goal.agreement.save(update_fields=["benefit_institution"])
    found = {
        audience: [q.text for q in asked(cast, audience, Size.LIGHT) if q.source == "promise"]
        for audience in (Audience.TEACHERS, Audience.STAFF, Audience.PUPILS_OLDER)
    }
    assert found == {
        "teachers": ["Vi lovede jer dette: ”Fem dage ved vandet.” I hvor høj grad fik I det?"],
        "staff": ["Vi regnede selv med dette: ”Et forløb til andre.” I hvor høj grad fik vi det?"],
        "pupils_older": [],
    }


@pytest.mark.guide("4B3")
def test_a_coordinator_makes_the_questions_their_own_and_new_evaluations_use_them(cast, login):
    load_default_question_sets()
    default = QuestionSet.objects.get(code="teachers-light")
    client = login(cast.coordinator)
    copied = client.post(reverse("evaluations:question_set_copy", args=[default.pk]))
    page = client.get(copied["Location"])
    saved = client.post(copied["Location"], rows_of(page, **{"q-0-text": "Var det sjovt?", "q-1-text": ""}))
    own = QuestionSet.objects.get(institution=cast.collaboration.institution)
    assert saved["Location"] == reverse("evaluations:question_set_detail", args=[own.pk])
    texts = [q.text for q in asked(cast, Audience.TEACHERS, Size.LIGHT)]
    assert (own.version, texts[0], len(texts)) == (2, "Var det sjovt?", own.questions.count())
    assert own.questions.count() == default.questions.count() - 1


def test_copying_twice_gives_one_set(cast, own):
    again = copy_question_set(
        question_set=QuestionSet.objects.get(code="teachers-light"), institution=own.institution, by=cast.coordinator
    )
    assert (again.pk, QuestionSet.objects.filter(institution=own.institution).count()) == (own.pk, 1)


@pytest.mark.guide("4B3")
def test_a_set_in_use_is_not_changed_under_its_answers(cast, login, own):
    before = asked(cast, Audience.TEACHERS, Size.LIGHT)
    sheet = before[0].questionnaire
    url = reverse("evaluations:question_set_edit", args=[own.pk])
    client = login(cast.coordinator)
    client.post(url, rows_of(client.get(url), **{"q-0-text": "Noget helt andet?"}))
    assert [q.text for q in sheet.questions.all()] == [q.text for q in before]
    own.refresh_from_db()
    assert (sheet.question_set_id, sheet.set_version, own.version) == (own.pk, 1, 2)


def test_the_second_writer_of_a_set_is_told_and_loses_nothing(cast, login, own):
    url = reverse("evaluations:question_set_edit", args=[own.pk])
    client = login(cast.coordinator)
    shown = client.get(url)
    client.post(url, rows_of(shown, **{"q-0-text": "Den førstes spørgsmål?"}))
    again = client.post(url, rows_of(shown, **{"q-0-text": "Den andens spørgsmål?"}))
    html = again.content.decode()
    assert (again.status_code, "Den førstes spørgsmål?" in html, "Den andens spørgsmål?" in html) == (409, True, True)


def test_a_set_without_questions_is_refused(cast, login, own):
    url = reverse("evaluations:question_set_edit", args=[own.pk])
    client = login(cast.coordinator)
    page = client.get(url)
    emptied = {f"q-{n}-text": "" for n in range(len(page.context["rows"].forms))}
    answer = client.post(url, rows_of(page, **emptied))
    assert "Et sæt skal have mindst ét spørgsmål." in answer.content.decode()
    assert own.questions.count() == 8


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_sets_costs_the_same_whatever_the_rows(cast, login, django_assert_num_queries, number):
    from tests.factories import QuestionSetFactory

    QuestionSetFactory.create_batch(number, institution=cast.collaboration.institution)
    client = login(cast.editor)
    client.get(reverse("evaluations:question_set_list"))
    with django_assert_num_queries(4):
        page = client.get(reverse("evaluations:question_set_list"))
    assert sum(len(sets) for _audience, sets in page.context["groups"]) == number
