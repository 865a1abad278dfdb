"""Both sides say what they expect; one text; each says yes to exactly that."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from agreements.queries.prefill import first_values
from contacts.attention import UnderstandingNotConfirmed
from contacts.models import ExpectationAlignment, ExpectationAnswer, ExpectationConfirmation
from samarbejde.actions.attention import refresh_attention
from samarbejde.models import AttentionSignal, Collaboration, Event, Link, OutboxMessage
from samarbejde.phases import Phase

SCHOOL = {
    "kind": "partnership", "meaning": "At vi planlægger sammen", "gain": "Elever, der undrer sig",
    "contribution": "To lærere og tid i skemaet", "rhythm": "monthly", "typed_name": "Birgit Holm",
}  # fmt: skip
OURS = {
    "kind": "over_time", "meaning": "Fem dage ved vandet", "gain": "", "contribution": "En underviser",
    "rhythm": "monthly",
}  # fmt: skip
TEXT = "Vi planlægger fem dage sammen. Det er ikke et tilbud, man bestiller."


@pytest.fixture
def urls(cast):
    pk = cast.collaboration.pk
    names = ("detail", "answer", "text", "confirm")
    found = {name: reverse(f"contacts:expectations_{name}", args=[pk]) for name in names}
    return found | {"ask": reverse("contacts:expectations_ask", args=[pk, cast.party.pk])}


def open_link(guest: Client) -> str:
    """Follow the link of the latest mail; return the address it leads to."""
    body = OutboxMessage.objects.filter(kind="expectations-asked").order_by("-pk").first().body
    token = re.search(r"/forventninger/k/([\w-]+)/", body).group(1)
    return guest.get(reverse("contacts:expectations_exchange", args=[token]))["Location"]


def ask(client, urls):
    client.post(urls["ask"], {"name": "Birgit Holm", "email": "birgit@skole.example"})


def answer_as_school(guest: Client, **changes) -> str:
    page = open_link(guest)
    version = guest.get(page).context["form"]["version"].value()
    guest.post(page, SCHOOL | {"version": version} | changes)
    return page


@pytest.mark.guide("1A5", "1B7")
def test_both_sides_answer_the_same_and_differences_are_marked(cast, login, urls):
    client, guest = login(cast.editor), Client()
    ask(client, urls)
    answer_as_school(guest)
    client.post(urls["answer"], OURS | {"version": 1})
    alignment = client.get(urls["detail"]).context["alignment"]
    shown = {str(question.label): (question.words, question.differs) for question in alignment.questions}
    assert shown == {
        "Hvad er det for jer?": (["Partnerskab", "Samarbejde over tid"], "I ser forskelligt på det"),
        "Hvad mener I med samarbejde her?": (["At vi planlægger sammen", "Fem dage ved vandet"], ""),
        "Hvad vil I gerne have ud af det?": (["Elever, der undrer sig", ""], "Kun den ene af jer har sagt noget"),
        "Hvad kommer I selv med?": (["To lærere og tid i skemaet", "En underviser"], ""),
        "Hvor tit taler vi sammen?": (["En gang om måneden", "En gang om måneden"], ""),
    }
    assert alignment.all_answered
    first = client.get(urls["text"]).context["form"]["text"].value()
    assert first == (
        "Tinghøjskolen: At vi planlægger sammen To lærere og tid i skemaet\n\n"
        "Kystmuseet Isfjorden: Fem dage ved vandet En underviser"
    )


@pytest.mark.guide("1A5", "1A6")
def test_one_text_is_confirmed_by_each_and_the_agreement_begins_with_it(cast, login, urls):
    client, guest = login(cast.coordinator), Client()
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(phase=Phase.AGREEMENT, understanding="Før")
    ask(client, urls)
    answer_as_school(guest)
    client.post(urls["text"], {"version": 0, "text": TEXT})
    mark = ExpectationAlignment.objects.get().text_hash
    client.post(urls["confirm"], {"text_hash": mark})
    assert signals(cast) == 1
    ask(client, urls)
    page = open_link(guest)
    assert TEXT in guest.get(page).content.decode()
    guest.post(page, {"typed_name": "Birgit Holm", "agree": "on", "text_hash": mark})
    said = list(ExpectationConfirmation.objects.order_by("pk").values_list("party", "typed_name", "text_hash"))
    assert said == [(cast.own_party.pk, "Karen Toft", mark), (cast.party.pk, "Birgit Holm", mark)]
    row = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (row.understanding, row.alignment.confirmed is not None) == (TEXT, True)
    assert first_values(row, "light")["understanding"] == TEXT
    assert signals(cast) == 0
    assert "Tak, Birgit Holm." in guest.get(page).content.decode()
    told = Event.objects.filter(verb="understanding_confirmed").order_by("pk").values_list("actor_name", flat=True)
    assert list(told) == ["Karen Toft", "Birgit Holm"]


def signals(cast) -> int:
    refresh_attention(collaborations=[cast.collaboration.pk])
    return AttentionSignal.objects.filter(code="understanding_not_confirmed", collaboration=cast.collaboration).count()


def test_another_text_must_be_confirmed_anew(cast, login, urls):
    client = login(cast.coordinator)
    client.post(urls["text"], {"version": 0, "text": TEXT})
    client.post(urls["confirm"], {"text_hash": ExpectationAlignment.objects.get().text_hash})
    client.post(urls["text"], {"version": 1, "text": "Noget andet"})
    sides = client.get(urls["detail"]).context["alignment"].sides
    assert [side.confirmation for side in sides] == [None, None]
    assert ExpectationConfirmation.objects.count() == 1


def test_a_yes_to_a_text_that_has_changed_is_refused(cast, login, urls):
    client, guest = login(cast.coordinator), Client()
    client.post(urls["text"], {"version": 0, "text": TEXT})
    ask(client, urls)
    page = open_link(guest)
    old = ExpectationAlignment.objects.get().text_hash
    client.post(urls["text"], {"version": 1, "text": "Noget andet"})
    refused = guest.post(page, {"typed_name": "Birgit Holm", "agree": "on", "text_hash": old})
    assert "Teksten er ændret, siden du åbnede den" in refused.content.decode()
    client.post(urls["confirm"], {"text_hash": old})
    assert ExpectationConfirmation.objects.count() == 0


def test_saying_yes_twice_is_saying_it_once(cast, login, urls):
    client = login(cast.coordinator)
    client.post(urls["text"], {"version": 0, "text": TEXT})
    mark = ExpectationAlignment.objects.get().text_hash
    for _ in range(2):
        client.post(urls["confirm"], {"text_hash": mark})
    assert ExpectationConfirmation.objects.count() == 1


def test_a_name_and_a_tick_are_needed(cast, login, urls):
    client, guest = login(cast.coordinator), Client()
    client.post(urls["text"], {"version": 0, "text": TEXT})
    ask(client, urls)
    page = open_link(guest)
    refused = guest.post(page, {"typed_name": "", "text_hash": ExpectationAlignment.objects.get().text_hash})
    assert sorted(refused.context["form"].errors) == ["agree", "typed_name"]


def test_a_get_changes_nothing_and_an_old_link_stops(cast, login, urls):
    client, guest = login(cast.editor), Client()
    ask(client, urls)
    body = OutboxMessage.objects.get().body
    open_link(guest)
    assert (Link.objects.get().first_opened, ExpectationAnswer.objects.get().answered) == (None, None)
    ask(client, urls)
    old = re.search(r"/forventninger/k/([\w-]+)/", body).group(1)
    assert Client().get(reverse("contacts:expectations_exchange", args=[old])).status_code == 410


def test_a_lost_update_of_the_text_shows_both(cast, login, urls):
    client = login(cast.editor)
    client.post(urls["text"], {"version": 0, "text": TEXT})
    refused = client.post(urls["text"], {"version": 0, "text": "Min egen"})
    html = refused.content.decode()
    assert (refused.status_code, TEXT in html, "Min egen" in html) == (409, True, True)


def test_the_school_sees_nothing_of_the_assessment(cast, login, urls):
    from tests.factories import AssessmentFactory

    AssessmentFactory(collaboration=cast.collaboration, motivation="kanarie", expected_gain="kanarie")
    client, guest = login(cast.editor), Client()
    ask(client, urls)
    assert "kanarie" not in guest.get(open_link(guest)).content.decode()


def test_the_signal_waits_until_there_is_a_text(cast):
    rows = Collaboration.objects.filter(pk=cast.collaboration.pk)
    today = datetime.date(2026, 3, 3)
    rows.update(phase=Phase.AGREEMENT, understanding="")
    assert list(UnderstandingNotConfirmed().find(rows, today)) == []
    rows.update(understanding="Vi mødes")
    assert [hit.collaboration_id for hit in UnderstandingNotConfirmed().find(rows, today)] == [cast.collaboration.pk]
