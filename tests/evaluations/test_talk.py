"""The talk about the answers: minutes for both sides, decisions that become next steps, our own experience apart."""

import datetime
import re

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from evaluations.actions.evaluations import close_evaluation
from evaluations.models import EvaluationTalk, InternalExperience
from evaluations.queries.evaluations import visible_evaluation
from followup.actions.meetings import finish_action
from followup.models import ActionPoint
from samarbejde.actions.erasure import Scrubber
from samarbejde.models import Event, OutboxMessage
from samarbejde.panels import Panel, get_panel
from tests.factories import (
    ActionPointFactory,
    EvaluationTalkFactory,
    InternalExperienceFactory,
    InternalNoteFactory,
    ParticipantFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "KAN-internalexperience-text"


@pytest.fixture
def closed(cast, evaluation, tokens):
    return close_evaluation(evaluation=evaluation, by=cast.editor)


@pytest.fixture
def teacher(cast):
    """Return the school's teacher, who takes part and has an e-mail."""
    person = PersonFactory(name="Inger Sørensen", email="inger@skole.example", institution=cast.institution)
    ParticipantFactory(party=cast.party, collaboration=cast.collaboration, person=person)
    return person


def url_of(cast, evaluation, name="talk_edit"):
    return reverse(f"evaluations:{name}", args=[cast.collaboration.pk, evaluation.pk])


def filled(page, **changes):
    """Return what the form would send, with ``changes``."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in (data | changes).items() if value is not None}


def write(client, cast, evaluation, **changes):
    url = url_of(cast, evaluation)
    return client.post(url, filled(client.get(url), **changes))


@pytest.mark.guide("4B1", "4A3")
def test_a_user_writes_the_talk_and_its_decision_becomes_a_next_step(cast, login, closed, teacher):
    due = timezone.localdate() + datetime.timedelta(days=21)
    client = login(cast.editor)
    answer = write(
        client, cast, closed, keep="Workshoppen ved stranden", change="Kortere transport", decision="change",
        decision_owner=teacher.pk, decision_due=due.isoformat(), step1_text="Bestil bus", step1_due=due.isoformat(),
    )  # fmt: skip
    assert answer.status_code == 302
    talk = EvaluationTalk.objects.get()
    assert (talk.keep, talk.change, talk.decision) == ("Workshoppen ved stranden", "Kortere transport", "change")
    found = [(a.text, a.owner, a.due_on) for a in talk.actions.order_by("pk")]
    assert found == [("Ret aftalen, som I besluttede", teacher, due), ("Bestil bus", None, due)]
    page = client.get(url_of(cast, closed, "talk_detail")).content.decode()
    assert "Bestil bus" in page
    assert "Vi fortsætter, men anderledes" in page


def test_the_same_form_sent_twice_makes_each_step_once(cast, login, closed):
    client, url = login(cast.editor), url_of(cast, closed)
    data = filled(client.get(url), decision="renew", step1_text="Ring", step1_due="2026-12-01")
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 409]
    assert ActionPoint.objects.count() == 2


def test_the_decision_said_again_makes_no_second_step(cast, login, closed):
    client = login(cast.editor)
    write(client, cast, closed, decision="renew")
    write(client, cast, closed, decision="renew", keep="Mere")
    assert [action.text for action in ActionPoint.objects.all()] == ["Aftal, hvordan I går videre"]


@pytest.mark.guide("4C8")
def test_another_decision_changes_the_step_it_made_and_the_history_says_so(cast, login, closed, teacher):
    client = login(cast.editor)
    write(
        client, cast, closed, decision="renew", decision_owner=teacher.pk, decision_due="2027-01-10",
        step1_text="Ring", step1_due="2026-12-01",
    )  # fmt: skip
    form = client.get(url_of(cast, closed)).context["form"]
    assert (form["decision_owner"].value(), str(form["decision_due"].value())) == (teacher.pk, "2027-01-10")
    write(client, cast, closed, decision="end")
    found = [(a.text, a.owner, str(a.due_on)) for a in ActionPoint.objects.order_by("pk")]
    assert found == [
        ("Sig ordentligt farvel: afslut samarbejdet sammen", teacher, "2027-01-10"),
        ("Ring", None, "2026-12-01"),
    ]
    history = client.get(reverse("samarbejde:collaboration_history", args=[cast.collaboration.pk])).content.decode()
    assert "(før: Aftal, hvordan I går videre)" in history


def test_another_day_or_person_changes_the_step_of_the_same_decision(cast, login, closed, teacher):
    client = login(cast.editor)
    write(client, cast, closed, decision="renew", decision_due="2027-01-10")
    write(client, cast, closed, decision="renew", decision_due="2027-02-01", decision_owner=teacher.pk)
    [action] = ActionPoint.objects.all()
    assert (action.owner, str(action.due_on)) == (teacher, "2027-02-01")


def test_a_decision_taken_back_takes_its_step_back_and_no_other(cast, login, closed):
    client = login(cast.editor)
    write(client, cast, closed, decision="renew", step1_text="Ring", step1_due="2026-12-01")
    write(client, cast, closed, decision="")
    assert [action.text for action in EvaluationTalk.objects.get().actions.all()] == ["Ring"]
    assert Event.objects.get(verb="action_withdrawn").data["what"] == "Aftal, hvordan I går videre"


def test_what_is_done_stays_done_when_the_decision_changes(cast, login, closed):
    client = login(cast.editor)
    write(client, cast, closed, decision="renew")
    finish_action(action=ActionPoint.objects.get(), by=cast.editor)
    write(client, cast, closed, decision="renew", keep="Mere")
    write(client, cast, closed, decision="end")
    found = [(a.text, a.done_at is not None) for a in ActionPoint.objects.order_by("pk")]
    assert found == [
        ("Aftal, hvordan I går videre", True), ("Sig ordentligt farvel: afslut samarbejdet sammen", False),
    ]  # fmt: skip


@pytest.mark.guide("4C8")
def test_a_user_finds_the_lesson_of_the_talk_as_a_lesson(cast, login, closed):
    """Written in the talk's form, it stands among the lessons, once, and is found by its words."""
    client = login(cast.editor)
    write(client, cast, closed, lesson="Bestil bussen, før I lægger datoerne")
    write(client, cast, closed, lesson="Bestil bussen, før I lægger datoerne", keep="Mere")
    knowledge = client.get(reverse("knowledge:knowledge_detail", args=[cast.collaboration.pk])).content.decode()
    assert "Bestil bussen, før I lægger datoerne" in knowledge
    [lesson] = apps.get_model("knowledge", "Lesson").objects.filter(collaboration=cast.collaboration)
    assert (lesson.headline, lesson.written_by) == ("Bestil bussen, før I lægger datoerne", cast.editor)
    found = client.get(reverse("knowledge:search"), {"q": "bussen"}).content.decode()
    assert "Bestil bussen, før I lægger datoerne" in re.sub("</?mark>", "", found)


def test_a_lost_update_shows_both_texts_and_keeps_what_was_typed(cast, login, closed):
    EvaluationTalkFactory(evaluation=closed, keep="Den første", created_by=cast.editor)
    client, url = login(cast.editor), url_of(cast, closed)
    stale = filled(client.get(url), keep="Min tekst", step1_text="Ring til skolen", step1_due="2026-12-01")
    EvaluationTalk.objects.update(keep="En andens tekst", version=2)
    answer = client.post(url, stale)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "En andens tekst" in html
    assert "Min tekst" in html
    assert "Ring til skolen" in html
    assert not ActionPoint.objects.exists()


def test_a_step_needs_its_day(cast, login, closed):
    answer = write(login(cast.editor), cast, closed, step2_text="Ring", step2_due="")
    assert answer.context["form"].errors == {"step2_due": ["Skriv, hvornår det senest skal være gjort."]}
    assert "Ring" in answer.content.decode()


def test_the_talk_is_not_in_the_future(cast, login, closed):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    answer = write(login(cast.editor), cast, closed, talked_on=tomorrow.isoformat())
    assert list(answer.context["form"].errors) == ["talked_on"]


@pytest.mark.guide("4C8")
def test_what_was_learnt_is_told_to_the_panels_once(cast, login, closed, monkeypatch):
    told = []
    monkeypatch.setattr(
        Panel, "lesson_learnt", lambda self, *what: told.append(what) if self.key == "contacts" else None
    )
    client = login(cast.editor)
    write(client, cast, closed, lesson="Bestil bussen først")
    write(client, cast, closed, lesson="Bestil bussen først", keep="Mere")
    assert told == [(cast.collaboration, "Bestil bussen først", "evaluation", cast.editor)]


@pytest.mark.guide("4C7")
def test_internal_experience_is_written_in_the_same_form_and_stored_apart(cast, login, closed):
    client = login(cast.editor)
    write(client, cast, closed, keep="Fælles", internal=SECRET)
    assert InternalExperience.objects.get().text == SECRET
    assert SECRET in client.get(url_of(cast, closed, "talk_detail")).content.decode()
    write(client, cast, closed, internal="")
    assert not InternalExperience.objects.exists()


@pytest.mark.guide("4C7")
@pytest.mark.parametrize("kind", ["page", "pdf", "xlsx", "docx", "csv"])
def test_internal_experience_is_in_no_report(cast, login, closed, kind):
    from tests.trust.canaries import as_text

    EvaluationTalkFactory(evaluation=closed, keep="Workshoppen", created_by=cast.editor)
    InternalExperienceFactory(evaluation=closed, text=SECRET, updated_by=cast.editor)
    InternalNoteFactory(collaboration=cast.collaboration, text=SECRET)
    client = login(cast.coordinator)
    args = [cast.collaboration.pk, closed.pk]
    if kind == "page":
        answer = client.get(reverse("evaluations:evaluation_results", args=args))
    else:
        answer = client.get(reverse("evaluations:report_export", args=[*args, kind]))
    text = as_text(answer.content, answer["Content-Type"])
    assert SECRET not in text
    assert kind == "csv" or "Workshoppen" in text


def test_a_network_coordinator_reads_no_minutes(cast, login, closed):
    InternalExperienceFactory(evaluation=closed, text=SECRET, updated_by=cast.editor)
    assert login(cast.network).get(url_of(cast, closed, "talk_detail")).status_code == 403


@pytest.mark.guide("4B1")
def test_the_minutes_are_drafts_until_somebody_sends_them(cast, login, closed, teacher):
    InternalExperienceFactory(evaluation=closed, text=SECRET, updated_by=cast.editor)
    client = login(cast.editor)
    write(client, cast, closed, keep="Workshoppen", stop="Lange introduktioner", decision="renew")
    client.post(url_of(cast, closed, "talk_share"))
    client.post(url_of(cast, closed, "talk_share"))
    mail = OutboxMessage.objects.get(kind="talk")
    assert (mail.status, mail.to_email) == ("draft", "inger@skole.example")
    assert "Lange introduktioner" in mail.body
    assert "Aftal, hvordan I går videre" in mail.body
    assert SECRET not in mail.body


def test_without_anybody_to_write_to_it_says_so(cast, login, closed):
    EvaluationTalkFactory(evaluation=closed, created_by=cast.editor)
    page = login(cast.editor).post(url_of(cast, closed, "talk_share"), follow=True)
    assert "har en e-mail" in page.content.decode()
    assert EvaluationTalk.objects.get().shared_at is None


def test_the_panel_asks_for_the_talk_until_it_is_written(cast, closed):
    panel = get_panel("evaluation")
    closed.conclusion = "Godt"
    closed.save(update_fields=["conclusion"])
    fresh = visible_evaluation(cast.superuser, cast.collaboration, closed.pk).collaboration
    [step] = panel.next_steps(fresh)
    assert step.url == url_of(cast, closed)
    EvaluationTalkFactory(evaluation=closed, created_by=cast.editor)
    assert panel.next_steps(type(fresh).objects.get(pk=fresh.pk)) == []


@pytest.mark.guide("4B1")
def test_what_was_promised_first_is_the_next_step_until_it_is_done(cast, closed):
    talk = EvaluationTalkFactory(evaluation=closed, created_by=cast.editor)
    closed.conclusion = "Godt"
    closed.save(update_fields=["conclusion"])
    later, first = (
        ActionPointFactory(collaboration=cast.collaboration, text=text, due_on=day, created_by=cast.editor)
        for text, day in (("Bestil bus", "2026-12-10"), ("Ring til skolen", "2026-12-01"))
    )
    talk.actions.set([later, first])

    def steps():
        fresh = type(cast.collaboration).objects.get(pk=cast.collaboration.pk)
        return [(step.text, step.due) for step in get_panel("evaluation").next_steps(fresh)]

    assert steps() == [("Ring til skolen", datetime.date(2026, 12, 1))]
    finish_action(action=first, by=cast.editor)
    assert steps() == [("Bestil bus", datetime.date(2026, 12, 10))]


def test_an_erased_person_leaves_the_minutes(cast, closed, teacher):
    talk = EvaluationTalkFactory(
        evaluation=closed, present="Inger Sørensen og Maja", keep="Inger Sørensen tog imod", created_by=cast.editor
    )
    InternalExperienceFactory(evaluation=closed, text="Inger Sørensen var god", updated_by=cast.editor)
    get_panel("evaluation").forget_person(teacher, Scrubber(teacher))
    talk.refresh_from_db()
    assert "Inger" not in talk.present + talk.keep + InternalExperience.objects.get().text
    assert "Maja" in talk.present


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_whatever_was_promised(cast, login, closed, number, django_assert_num_queries):
    talk = EvaluationTalkFactory(evaluation=closed, created_by=cast.editor)
    talk.actions.set(ActionPointFactory.create_batch(number, collaboration=cast.collaboration, created_by=cast.editor))
    client = login(cast.editor)
    client.get(url_of(cast, closed, "talk_detail"))
    with django_assert_num_queries(9):
        client.get(url_of(cast, closed, "talk_detail"))
