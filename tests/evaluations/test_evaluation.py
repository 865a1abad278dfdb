import pytest
from django.urls import reverse

from evaluations.models import Evaluation, Questionnaire
from samarbejde.models import AttentionSignal, Collaboration, Event

pytestmark = pytest.mark.django_db


def form_data(**changes):
    data = {
        "title": "Forårets evaluering",
        "audiences": ["teachers", "pupils_older"],
        "size": "light",
        "opens_on": "2026-11-01",
        "closes_on": "2026-12-01",
    }
    return data | changes


@pytest.fixture
def sets(db):
    from evaluations.actions.question_sets import load_default_question_sets

    return load_default_question_sets()


@pytest.mark.guide("4B3")
def test_an_evaluation_is_made_and_opened_in_two_steps(cast, login, sets, goal):
    client = login(cast.editor)
    created = client.post(reverse("evaluations:evaluation_create", args=[cast.collaboration.pk]), form_data())
    evaluation = Evaluation.objects.get()
    assert created["Location"] == reverse("evaluations:evaluation_edit", args=[cast.collaboration.pk, evaluation.pk])
    opened = client.post(reverse("evaluations:evaluation_open", args=[cast.collaboration.pk, evaluation.pk]))
    html = opened.content.decode()
    assert (html.count("<svg") >= 2, html.count("/svar/k/")) == (True, 4)
    evaluation.refresh_from_db()
    assert evaluation.status == "open"
    assert Collaboration.objects.get(pk=cast.collaboration.pk).phase == "evaluation"
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert [v for v in verbs if v.startswith("evaluation")] == ["evaluation_created", "evaluation_opened"]


def test_the_loader_never_overwrites_what_people_changed(sets):
    from evaluations.actions.question_sets import load_default_question_sets

    assert (sets, load_default_question_sets()) == (18, 0)


def test_a_closing_day_before_the_opening_is_explained(cast, login, sets):
    url = reverse("evaluations:evaluation_create", args=[cast.collaboration.pk])
    page = login(cast.editor).post(url, form_data(closes_on="2026-10-01", title="Min egen titel"))
    assert page.context["form"].errors == {"closes_on": ["Den lukker, før den åbner. Vælg en senere dag."]}
    assert "Min egen titel" in page.content.decode()
    assert Evaluation.objects.count() == 0


def test_the_second_writer_sees_both_texts(cast, login, evaluation):
    url = reverse("evaluations:evaluation_edit", args=[cast.collaboration.pk, evaluation.pk])
    client = login(cast.editor)
    base = {"title": evaluation.title, "opens_on": "2026-11-01", "closes_on": "2026-12-01", "version": 1}
    assert client.post(url, base | {"conclusion": "Første tekst"}).status_code == 302
    again = client.post(url, base | {"conclusion": "Anden tekst"})
    html = again.content.decode()
    assert (again.status_code, "Første tekst" in html, "Anden tekst" in html) == (409, True, True)
    assert Evaluation.objects.get().conclusion == "Første tekst"


def test_how_many_could_answer_is_kept(cast, login, evaluation):
    teachers = evaluation.questionnaires.get(audience="teachers")
    url = reverse("evaluations:evaluation_edit", args=[cast.collaboration.pk, evaluation.pk])
    data = {"title": "E", "opens_on": "2026-11-01", "closes_on": "2026-12-01", "version": 1}
    login(cast.editor).post(url, data | {f"expected_{teachers.pk}": "4"})
    assert Questionnaire.objects.get(pk=teachers.pk).expected == 4


def test_a_late_collaboration_without_evaluation_is_a_signal_until_one_is_made(cast, login, sets):
    import datetime

    from django.utils import timezone

    from samarbejde.actions.attention import refresh_attention

    collaboration = cast.collaboration
    Collaboration.objects.filter(pk=collaboration.pk).update(
        phase="active", ends_on=timezone.localdate() + datetime.timedelta(days=7)
    )
    refresh_attention(collaborations=[collaboration.pk])
    signals = AttentionSignal.objects.filter(code="evaluation_not_started")
    assert signals.count() == 1
    login(cast.editor).post(reverse("evaluations:evaluation_create", args=[collaboration.pk]), form_data())
    assert signals.count() == 0
