"""The collaboration's own pages: what they cost, what they refuse, what they keep."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samarbejde.actions.collaborations import create_collaboration
from samarbejde.actions.phases import change_status
from samarbejde.choices import ParticipantRole
from samarbejde.models import Collaboration, Event, InternalNote, Participant, Person
from samarbejde.panels import attention_rules
from samarbejde.phases import Status
from tests.factories import (
    AttentionSignalFactory,
    EventFactory,
    GradeFactory,
    InternalNoteFactory,
    ParticipantFactory,
    PersonFactory,
    SchoolFactory,
)  # fmt: skip

CANARY = "kanariefugl-7Q"


def url(name, *args):
    return reverse(f"samarbejde:{name}", args=args)


def edit_data(collaboration, **changes):
    data = {
        "version": collaboration.version,
        "title": collaboration.title,
        "kind": collaboration.kind,
        "lead": collaboration.lead_id,
    }
    return data | changes


def create_data(cast, **changes):
    data = {
        "form_key": str(uuid.uuid4()), "institution": cast.institution.pk, "title": "Byg et skib", "kind": "over_time",
        "places": [f"school:{SchoolFactory(name='Birkemoseskolen').pk}"], "description": "Et skib af drivtømmer",
    }  # fmt: skip
    return data | changes


def count_queries(client, address):
    client.get(address)  # what is cached for good is cached
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def fill(cast, rows):
    for number in range(rows):
        ParticipantFactory(party=cast.party)
        EventFactory(collaboration=cast.collaboration)
        codes = sorted(attention_rules())[number : number + 1]
        for code in codes:
            AttentionSignalFactory(collaboration=cast.collaboration, code=code)


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"), [("collaboration_detail", 7), ("collaboration_history", 5), ("collaboration_people", 6)]
)
def test_page_costs_the_same_for_1_and_30_rows(login, cast, rows, name, queries):
    fill(cast, rows)
    client, address = login(cast.editor), url(name, cast.collaboration.pk)
    assert count_queries(client, address) == queries


def test_create_makes_collaboration_with_parties_and_lead(login, cast):
    grade = GradeFactory(code="5")
    response = login(cast.editor).post(url("collaboration_create"), create_data(cast, grades=[grade.pk]))
    row = Collaboration.objects.get(title="Byg et skib")
    assert response["Location"] == row.get_absolute_url()
    assert sorted(str(party) for party in row.parties.all()) == ["Birkemoseskolen", "Kystmuseet Isfjorden"]
    assert (row.lead, row.phase, row.counterpart, row.grades_label) == (cast.editor, "contact", "Birkemoseskolen", "5.")
    assert [p.person.name for p in row.participants.filter(role=ParticipantRole.LEAD)] == ["Maja Lindholt"]
    assert Event.objects.get(collaboration=row, verb="collaboration_created").actor == cast.editor


def test_create_sent_twice_makes_one_row(login, cast):
    client, data = login(cast.editor), create_data(cast)
    first, second = client.post(url("collaboration_create"), data), client.post(url("collaboration_create"), data)
    assert first["Location"] == second["Location"]
    assert Collaboration.objects.filter(title="Byg et skib").count() == 1


def test_create_with_errors_keeps_what_was_typed(login, cast):
    data = create_data(cast, title="", description="Et skib af drivtømmer")
    response = login(cast.editor).post(url("collaboration_create"), data)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["description"].value()) == (
        200,
        ["title"],
        "Et skib af drivtømmer",
    )
    assert [option.label for option in form.picker.chosen] == ["Birkemoseskolen"]
    assert Collaboration.objects.filter(created_by=cast.editor).count() == 1


def test_create_without_script_searches_first(login, cast):
    SchoolFactory(name="Fjordskolen", search_text="fjordskolen")
    data = create_data(cast, places=[], find="places", places_q="fjord")
    response = login(cast.editor).post(url("collaboration_create"), data)
    form = response.context["form"]
    assert ([o.label for o in form.picker.found], dict(form.errors), form["title"].value()) == (
        ["Fjordskolen"],
        {},
        "Byg et skib",
    )


def test_create_warns_once_when_the_school_has_something_open(login, cast):
    client, data = login(cast.editor), create_data(cast, places=[f"school:{cast.school.pk}"])
    warned = client.post(url("collaboration_create"), data)
    assert [row.title for row in warned.context["form"].duplicates] == ["Havet som klasserum"]
    assert client.post(url("collaboration_create"), data | {"anyway": "on"}).status_code == 302


def test_create_elsewhere_is_not_offered(login, cast):
    response = login(cast.editor).post(url("collaboration_create"), create_data(cast, institution=cast.elsewhere.pk))
    assert list(response.context["form"].errors) == ["institution"]


def test_edit_saves_and_records_what_changed(login, cast):
    data = edit_data(cast.collaboration, title="Havet og himlen", understanding="Vi prøver os frem")
    login(cast.editor).post(url("collaboration_edit", cast.collaboration.pk), data)
    row = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (row.title, row.understanding, row.version) == ("Havet og himlen", "Vi prøver os frem", 2)
    changes = Event.objects.get(verb="collaboration_updated").data["changes"]
    assert changes["title"] == ["Havet som klasserum", "Havet og himlen"]


def test_edit_lost_update_shows_both_texts_and_overwrites_only_when_seen(cast):
    first, second = Client(), Client()
    first.force_login(cast.editor)
    second.force_login(cast.coordinator)
    address = url("collaboration_edit", cast.collaboration.pk)
    first.post(address, edit_data(cast.collaboration, description="Majas tekst"))
    refused = second.post(address, edit_data(cast.collaboration, description="Karens tekst"))
    form = refused.context["form"]
    assert refused.status_code == 409
    assert [(row.yours, row.stored) for row in form.conflict] == [("Karens tekst", "Majas tekst")]
    assert Collaboration.objects.get(pk=cast.collaboration.pk).description == "Majas tekst"
    again = second.post(
        address, edit_data(cast.collaboration, description="Begges tekst", version=form["version"].value())
    )
    assert again.status_code == 302
    assert Collaboration.objects.get(pk=cast.collaboration.pk).description == "Begges tekst"


def test_edit_refuses_an_end_before_the_start_and_keeps_the_typing(login, cast):
    data = edit_data(cast.collaboration, starts_on="2026-08-01", ends_on="2026-07-01", description="Bliver stående")
    form = login(cast.editor).post(url("collaboration_edit", cast.collaboration.pk), data).context["form"]
    assert (list(form.errors), form["description"].value()) == (["ends_on"], "Bliver stående")


def test_edit_lets_an_editor_take_it_on_but_not_hand_it_over(login, cast):
    client = login(cast.editor)
    data = edit_data(cast.collaboration, lead=cast.coordinator.pk)
    form = client.post(url("collaboration_edit", cast.collaboration.pk), data).context["form"]
    assert list(form.errors) == ["lead"]


def test_phase_back_needs_a_reason(login, cast):
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(phase="active")
    client, address = login(cast.editor), url("collaboration_phase", cast.collaboration.pk)
    form = client.post(address, {"target": "contact"}).context["form"]
    assert list(form.errors) == ["reason"]
    client.post(address, {"target": "contact", "reason": "Skolen fik ny leder"})
    assert Collaboration.objects.get(pk=cast.collaboration.pk).phase == "contact"


def test_phase_asks_for_a_reason_only_when_something_is_left_open(login, cast, monkeypatch):
    client, address = login(cast.editor), url("collaboration_phase", cast.collaboration.pk)
    assert client.get(address).context["form"].fields["reason"].required is True
    monkeypatch.setattr("samarbejde.views.phases.open_points", lambda collaboration, user: [])
    assert client.get(address).context["form"].fields["reason"].required is False


def test_status_declined_needs_its_reason_and_can_be_taken_up_again(login, cast):
    client, address = login(cast.editor), url("collaboration_status", cast.collaboration.pk)
    assert list(client.post(address, {"target": "declined"}).context["form"].errors) == ["decline_reason"]
    client.post(address, {"target": "declined", "decline_reason": "transport", "reason": "Bussen"})
    assert Collaboration.objects.get(pk=cast.collaboration.pk).status == Status.DECLINED
    client.post(address, {"target": "running"})
    row = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (row.status, row.decline_reason) == (Status.RUNNING, "")


def test_paused_is_said_on_the_page(login, cast):
    change_status(collaboration=cast.collaboration, target=Status.PAUSED, by=cast.editor)
    response = login(cast.reader).get(url("collaboration_detail", cast.collaboration.pk))
    assert response.context["next_step"] is None


def test_next_step_is_written_and_emptied(login, cast):
    client, address = login(cast.editor), url("next_step_edit", cast.collaboration.pk)
    client.post(address, {"text": "Ring til lederen", "on": "2026-12-01"})
    row = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (row.next_step, row.next_step_on.isoformat()) == ("Ring til lederen", "2026-12-01")
    client.post(address, {"text": "", "on": "2026-12-01"})
    row = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (row.next_step, row.next_step_on) == ("", None)


def test_signal_answered_is_silent_and_the_reason_is_in_the_history(login, cast):
    signal = AttentionSignalFactory(collaboration=cast.collaboration, code=min(attention_rules()))
    login(cast.editor).post(url("signal_answer", signal.pk), {"answer": "Vi ved det godt"})
    signal.refresh_from_db()
    assert (signal.answer, signal.answered_by) == ("Vi ved det godt", cast.editor)
    assert Event.objects.get(verb="signal_answered").data["answer"] == "Vi ved det godt"


def test_timeline_chip_fetches_only_the_timeline(login, cast):
    response = login(cast.editor).get(
        url("collaboration_detail", cast.collaboration.pk), {"slags": "people"}, headers={"HX-Request": "true"}
    )
    assert response.templates[0].name == "samarbejde/_timeline.html"


def test_history_pages_without_losing_a_row(login, cast):
    for number in range(95):
        EventFactory(collaboration=cast.collaboration, verb="file_added", data={"name": f"nr-{number}"})
    client, seen, query = login(cast.editor), [], ""
    while True:
        page = client.get(url("collaboration_history", cast.collaboration.pk) + f"?slags=files&{query}").context
        seen += [line.text for line in page["page"].lines]
        query = page["older_query"]
        if not query:
            break
    assert seen == [f"Filen nr-{number} blev lagt ind" for number in reversed(range(95))]


@pytest.mark.parametrize("mark", ["x", "2026-01-01T00:00:00Z_9x", "2026-13-99T00:00:00Z_1", "_", "2026-01-01_1"])
def test_history_ignores_a_mark_it_cannot_read(login, cast, mark):
    response = login(cast.editor).get(
        url("collaboration_history", cast.collaboration.pk), {"fra": mark, "fase": "øh", "slags": "'"}
    )
    assert response.status_code == 200


def test_network_coordinator_reads_no_names(login, cast):
    person = PersonFactory(institution=cast.institution, name=CANARY)
    ParticipantFactory(party=cast.party, person=person)
    EventFactory(collaboration=cast.collaboration, verb="participant_added", data={"name": CANARY}, actor_name=CANARY)
    AttentionSignalFactory(collaboration=cast.collaboration, code=min(attention_rules()), data={"who": CANARY})
    client = login(cast.network)
    pages = [url("collaboration_detail", cast.collaboration.pk), url("overview"), url("signal_list")]
    assert {page: CANARY in client.get(page).content.decode() for page in pages} == dict.fromkeys(pages, False)


@pytest.mark.parametrize("actor", ["other", "network"])
def test_internal_note_is_on_no_page_of_others(login, cast, actor):
    InternalNoteFactory(collaboration=cast.collaboration, text=CANARY, created_by=cast.editor)
    client = login(getattr(cast, actor))
    pk = cast.collaboration.pk
    pages = [
        url("overview"), url("collaboration_detail", pk), url("collaboration_notes", pk),
        url("collaboration_history", pk), url("collaboration_list"), url("outbox"), url("signal_list"),
        reverse("knowledge:search") + f"?q={CANARY}",
    ]  # fmt: skip
    found = {
        page for page in pages if CANARY.encode() in client.get(page).content.replace(b"q=" + CANARY.encode(), b"")
    }
    assert found - {pages[-1]} == set()


def test_internal_note_text_is_in_no_event_and_no_search(login, cast):
    from samarbejde.models import SearchDocument

    login(cast.editor).post(url("collaboration_notes", cast.collaboration.pk), {"text": CANARY})
    assert InternalNote.objects.get().text == CANARY
    assert [event for event in Event.objects.all() if CANARY in str(event.data)] == []
    assert not SearchDocument.objects.filter(body__contains=CANARY).exists()


def test_reader_reads_notes_but_writes_none(login, cast):
    client, address = login(cast.reader), url("collaboration_notes", cast.collaboration.pk)
    assert (client.get(address).status_code, client.post(address, {"text": "x"}).status_code) == (200, 403)
    assert InternalNote.objects.count() == 0


def add_data(cast, **changes):
    return {
        "party": cast.party.pk,
        "role": "contact",
        "who": "new",
        "name": "Inger Bech",
        "function": "teacher",
    } | changes


def test_new_person_joins_and_stands_in_the_address_book(login, cast):
    login(cast.editor).post(url("participant_add", cast.collaboration.pk), add_data(cast, email="inger@skole.example"))
    person = Person.objects.get(name="Inger Bech")
    post = person.posts.get()
    assert (person.institution, post.school, post.function) == (cast.institution, cast.school, "teacher")
    assert Participant.objects.get(person=person).party == cast.party


def test_new_person_without_name_keeps_the_rest(login, cast):
    data = add_data(cast, name="", email="inger@skole.example")
    form = login(cast.editor).post(url("participant_add", cast.collaboration.pk), data).context["form"]
    assert (list(form.errors), form["email"].value()) == (["name"], "inger@skole.example")


def test_empty_place_is_shown_and_then_filled(login, cast):
    client, address = login(cast.editor), url("participant_add", cast.collaboration.pk)
    client.post(address, {"party": cast.party.pk, "role": "contact", "who": "nobody", "note": "PLC-vejleder"})
    place = Participant.objects.get(person=None)
    page = client.get(f"{address}?plads={place.pk}")
    assert page.context["form"].initial == {"party": cast.party.pk, "role": "contact", "note": "PLC-vejleder"}
    person = PersonFactory(institution=cast.institution)
    client.post(address, {"party": cast.party.pk, "role": "contact", "who": "known", "person": person.pk})
    place.refresh_from_db()
    assert (place.person, place.note) == (person, "PLC-vejleder")


def test_person_of_another_institution_cannot_be_chosen(login, cast):
    stranger = PersonFactory(institution=cast.elsewhere)
    data = {"party": cast.party.pk, "role": "contact", "who": "known", "person": stranger.pk}
    form = login(cast.editor).post(url("participant_add", cast.collaboration.pk), data).context["form"]
    assert list(form.errors) == ["person"]


def test_same_person_and_role_twice_is_refused_in_words(login, cast):
    row = ParticipantFactory(party=cast.party)
    data = {"party": cast.party.pk, "role": "contact", "who": "known", "person": row.person_id}
    form = login(cast.editor).post(url("participant_add", cast.collaboration.pk), data).context["form"]
    assert list(form.errors) == ["person"]


def test_person_who_leaves_is_kept_and_the_place_stands_empty(login, cast):
    row = ParticipantFactory(party=cast.party, note="bussen")
    address = url("participant_end", cast.collaboration.pk, row.pk)
    login(cast.editor).post(address, {"ended_on": "2026-01-31", "leave_vacant": "on"})
    row.refresh_from_db()
    empty = Participant.objects.get(person=None)
    assert (row.ended_on.isoformat(), empty.role, empty.note) == ("2026-01-31", row.role, "bussen")


def test_party_with_people_stays(login, cast):
    ParticipantFactory(party=cast.party)
    client = login(cast.editor)
    client.post(url("party_remove", cast.collaboration.pk, cast.party.pk))
    assert cast.collaboration.parties.filter(pk=cast.party.pk).exists()


def test_party_is_added_and_taken_out(login, cast):
    school = SchoolFactory(name="Birkemoseskolen")
    client = login(cast.editor)
    client.post(url("party_add", cast.collaboration.pk), {"places": [f"school:{school.pk}"]})
    cast.collaboration.refresh_from_db()
    assert cast.collaboration.counterpart == "Tinghøjskolen, Birkemoseskolen"
    party = cast.collaboration.parties.get(school=school)
    client.post(url("party_remove", cast.collaboration.pk, party.pk))
    assert not cast.collaboration.parties.filter(school=school).exists()


def test_create_action_without_key_makes_a_row_each_time(cast):
    values = {"institution": cast.institution, "title": "To", "kind": "ad_hoc", "by": cast.editor}
    assert create_collaboration(**values) != create_collaboration(**values)
