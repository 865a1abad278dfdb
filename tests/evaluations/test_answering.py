"""How it is answered: by a class together, in another language, as a preview; and what nobody can find out."""

import uuid

import pytest
from django.db import connection
from django.urls import reverse

from evaluations.actions.evaluations import create_evaluation, open_evaluation
from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import Audience, Size
from evaluations.models import Answer, HandCount, Response
from evaluations.queries.results import evaluation_results

pytestmark = pytest.mark.django_db


@pytest.fixture
def class_page(client, tokens):
    """Return the page on which the older pupils count hands."""
    first = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["pupils_older"]]), follow=True)
    return client.get(first.request["PATH_INFO"] + "?klasse")


def hands(page, size, **counts):
    """Return what the class sends: the same counts for every question, as ``v5=12``."""
    form = page.context["form"]
    data = {"form_key": str(form["form_key"].value()), "size": str(size)}
    for row in form.rows():
        data |= {field.html_name: counts.get(f"v{value}", "") for value, field in row["fields"]}
    return data


def send(client, page, data):
    return client.post(page.request["PATH_INFO"] + "?klasse", data)


@pytest.mark.guide("4A1")
def test_a_class_answers_together_by_show_of_hands(cast, client, evaluation, class_page):
    answer = send(client, class_page, hands(class_page, 21, v5=12, v4=6, v1=2))
    assert "tak" in answer["Location"]
    response = Response.objects.get()
    assert (response.size, Answer.objects.count()) == (21, 0)
    evaluation.status = "closed"
    result = next(a for a in evaluation_results(evaluation) if a.is_pupils)
    counts = [(value, count) for value, _label, count in result.questions[0].counts]
    assert (result.responses, counts) == (21, [(5, 12), (4, 6), (3, 0), (2, 0), (1, 2)])


def test_a_class_of_four_is_hidden(client, evaluation, class_page):
    send(client, class_page, hands(class_page, 4, v5=4))
    evaluation.status = "closed"
    result = next(a for a in evaluation_results(evaluation) if a.is_pupils)
    assert (result.responses, result.hidden, result.questions) == (4, "few", [])


def test_more_hands_than_pupils_are_refused_and_nothing_typed_is_lost(client, class_page):
    answer = send(client, class_page, hands(class_page, 10, v5=8, v4=7))
    html = answer.content.decode()
    assert "Her er flere hænder, end I er elever. I er 10." in html
    assert (html.count('value="8"') > 0, Response.objects.count()) == (True, 0)


def test_the_class_sent_twice_counts_once(client, class_page):
    data = hands(class_page, 21, v5=12)
    send(client, class_page, data)
    send(client, class_page, data)
    assert (Response.objects.count(), {h.count for h in HandCount.objects.all()}) == (1, {12})


def test_teachers_do_not_put_their_hands_up(client, tokens):
    first = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]), follow=True)
    page = client.get(first.request["PATH_INFO"] + "?klasse")
    assert page.templates[0].name == "evaluations/questionnaire_answer.html"


@pytest.mark.guide("4A1")
@pytest.mark.parametrize(
    ("audience", "question", "answer"),
    [(Audience.PUPILS_YOUNG, "Lærte du noget nyt?", "Ja, meget"),
     (Audience.PUPILS_OLDER, "Jeg lærte noget, jeg ikke vidste før", "Helt enig"),
     (Audience.YOUTH, "Jeg fik viden, jeg kan bruge i mit fag", "Helt enig"),
     (Audience.TEACHERS, "I hvor høj grad passede forløbet til klassens niveau?", "I meget høj grad")],
)  # fmt: skip
def test_each_audience_meets_its_own_questions_on_its_own_scale(cast, client, audience, question, answer):
    load_default_question_sets()
    evaluation = create_evaluation(
        collaboration=cast.collaboration, title="E", opens_on="2026-01-01", closes_on="2099-01-01",
        audiences=[audience], size=Size.LIGHT, by=cast.editor,
    )  # fmt: skip
    [token] = open_evaluation(evaluation=evaluation, by=cast.editor).values()
    html = client.get(reverse("evaluations:questionnaire_exchange", args=[token]), follow=True).content.decode()
    assert (question in html, answer in html) == (True, True)


def test_the_questions_can_be_read_in_english_and_the_choice_is_not_remembered(client, tokens):
    first = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["pupils_older"]]), follow=True)
    path, cookies = first.request["PATH_INFO"], set(client.cookies)
    english = client.get(f"{path}?sprog=en").content.decode()
    assert "I learnt something I did not know before" in english
    assert "Fully agree" in english
    assert '<html lang="en"' in english
    assert set(client.cookies) - cookies - {"csrftoken"} == set()
    assert "Jeg lærte noget, jeg ikke vidste før" in client.get(path).content.decode()


@pytest.mark.parametrize("language", ["xx", "../", "en-gb\0", "DA"])
def test_an_unknown_language_is_danish(client, tokens, language):
    first = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]), follow=True)
    page = client.get(first.request["PATH_INFO"], {"sprog": language})
    assert (page.status_code, '<html lang="da"' in page.content.decode()) == (200, True)


@pytest.mark.guide("4B3")
def test_the_preview_shows_what_they_will_see_and_can_send_nothing(cast, login, evaluation):
    sheet = evaluation.questionnaires.get(audience="pupils_older")
    url = reverse("evaluations:questionnaire_preview", args=[cast.collaboration.pk, evaluation.pk, sheet.pk])
    client = login(cast.editor)
    html = client.get(url).content.decode()
    assert "Jeg lærte noget, jeg ikke vidste før" in html
    assert "Send mine svar" not in html
    assert (client.post(url, {}).status_code, Response.objects.count()) == (405, 0)


# --- anonymity by construction: what the tables can hold, not what the code happens to do


def columns(model):
    return {f.name: f.get_internal_type() for f in model._meta.concrete_fields}


@pytest.mark.guide("4A1")
def test_no_column_of_an_answer_can_name_a_person_an_order_or_a_moment():
    assert columns(Response) == {
        "id": "UUIDField", "questionnaire": "ForeignKey", "answered_on": "DateField", "form_key": "UUIDField",
        "size": "PositiveSmallIntegerField",
    }  # fmt: skip
    assert columns(Answer) == {
        "id": "UUIDField", "response": "ForeignKey", "question": "ForeignKey",
        "value": "PositiveSmallIntegerField", "text": "TextField",
    }  # fmt: skip
    assert set(columns(HandCount)) == {"id", "response", "question", "value", "count"}


def test_nothing_but_answers_points_at_a_response():
    pointing = {relation.related_model for relation in Response._meta.related_objects}
    assert pointing == {Answer, HandCount}


def test_no_trigger_copies_an_answer_into_a_history():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
            " AND c.relname IN ('evaluations_response', 'evaluations_answer', 'evaluations_handcount')"
        )
        assert cursor.fetchone() == (0,)


def test_answering_leaves_no_mark_anywhere_but_in_the_answers(client, tokens, answer):
    def counts():
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            names = sorted(n for (n,) in cursor.fetchall() if not n.startswith("django_session"))
            parts = [f"SELECT '{n}', coalesce(sum(hashtext(x::text)::bigint), 0) FROM \"{n}\" x" for n in names]
            cursor.execute(" UNION ALL ".join(parts))
            return dict(cursor.fetchall())

    before = counts()
    answer(tokens["pupils_older"], words="Krabberne")
    after = counts()
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"samarbejde_cache"} == {"evaluations_response", "evaluations_answer"}


def test_the_key_of_the_form_is_made_anew_for_everyone(client, tokens):
    first = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["pupils_older"]]), follow=True)
    second = client.get(first.request["PATH_INFO"])
    keys = [uuid.UUID(str(page.context["form"]["form_key"].value())) for page in (first, second)]
    assert keys[0] != keys[1]
    assert {key.version for key in keys} == {4}  # random: no clock and no machine in it
