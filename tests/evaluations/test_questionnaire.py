import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.actions.evaluations import close_evaluation, open_evaluation
from evaluations.models import Answer, Response
from samarbejde.models import Event, Link

pytestmark = pytest.mark.django_db


@pytest.mark.guide("4A1")
def test_a_pupil_answers_by_link_without_login(client, tokens, answer):
    response = answer(tokens["pupils_older"], value=5, words="Krabberne")
    assert response["Location"].endswith("?tak")
    page = client.get(response["Location"])
    assert "Tak for dine svar" in page.content.decode()
    assert Response.objects.count() == 1
    assert set(Answer.objects.exclude(value=None).values_list("value", flat=True)) == {5}
    assert list(Answer.objects.exclude(text="").values_list("text", flat=True)) == ["Krabberne"]


@pytest.mark.guide("4A2")
def test_the_agreements_goal_is_asked_about(evaluation, goal):
    asked = {q.audience: [x.goal_id for x in q.questions.all() if x.goal_id] for q in evaluation.questionnaires.all()}
    assert asked == {"teachers": [goal.pk], "pupils_older": [goal.pk]}


@pytest.mark.guide("4A4", "4B1", "4B2")
def test_teachers_are_asked_about_teaching_communication_and_coherence(evaluation):
    teachers = evaluation.questionnaires.get(audience="teachers")
    themes = set(teachers.questions.values_list("theme", flat=True))
    assert {"quality", "communication", "coherence"} - themes == set()


def test_the_link_leaves_the_address_and_the_token_is_not_stored(client, tokens):
    response = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]))
    assert tokens["teachers"] not in response["Location"]
    assert Link.objects.filter(token_hash=tokens["teachers"]).count() == 0
    assert response["Referrer-Policy"] == "no-referrer"


def test_looking_changes_nothing(client, tokens):
    client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]), follow=True)
    assert (Response.objects.count(), Event.objects.filter(verb__startswith="response").count()) == (0, 0)


def test_the_same_form_sent_twice_is_one_response(client, tokens, answer):
    key = str(uuid.uuid4())
    answer(tokens["teachers"], form_key=key)
    answer(tokens["teachers"], form_key=key)
    assert Response.objects.count() == 1


def test_no_event_and_no_clock_time_is_kept_of_a_response(tokens, answer):
    before = Event.objects.count()
    answer(tokens["pupils_older"])
    assert Event.objects.count() == before
    assert Response.objects.get().answered_on == timezone.localdate()


def test_an_unanswered_required_question_is_named_and_the_rest_is_kept(client, tokens):
    page = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["pupils_older"]]), follow=True)
    form = page.context["form"]
    first, second = form.rows()[0], form.rows()[1]
    again = client.post(
        page.request["PATH_INFO"], {"form_key": str(form["form_key"].value()), second["field"].html_name: "4"}
    )
    html = again.content.decode()
    assert again.context["form"].errors[first["field"].html_name] == ["Vælg et svar."]
    assert 'value="4" checked' in html
    assert Response.objects.count() == 0


@pytest.mark.parametrize("value", ["9", "-1", "x", "٣", "1e999"])
def test_a_value_off_the_scale_is_refused(tokens, answer, value):
    assert answer(tokens["teachers"], value=value).status_code == 200
    assert Response.objects.count() == 0


def test_new_links_end_the_old_ones(cast, client, evaluation, tokens):
    open_evaluation(evaluation=evaluation, by=cast.editor)
    response = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]))
    assert response.status_code == 410


def test_a_pupils_link_opens_no_other_page(client, tokens):
    url = reverse("agreements:approval_exchange", args=[tokens["pupils_older"]])
    assert client.get(url).status_code == 410


def test_a_closed_evaluation_takes_no_answers(cast, client, evaluation, tokens, answer):
    page = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]), follow=True)
    data = {"form_key": str(page.context["form"]["form_key"].value())}
    data |= {r["field"].html_name: "4" for r in page.context["form"].rows() if not r["is_text"]}
    close_evaluation(evaluation=evaluation, by=cast.editor)
    response = client.post(page.request["PATH_INFO"], data)
    assert "Der er lukket for svar" in response.content.decode()
    assert Response.objects.count() == 0


def test_before_the_first_day_one_is_told_when(client, evaluation, tokens):
    evaluation.opens_on = timezone.localdate() + datetime.timedelta(days=3)
    evaluation.save(update_fields=["opens_on"])
    page = client.get(reverse("evaluations:questionnaire_exchange", args=[tokens["teachers"]]), follow=True)
    assert "Ikke helt endnu" in page.content.decode()
