import datetime

import pytest
from django.urls import reverse

from agreements.actions.shared_pages import share_page
from followup.queries.handover import what_goes_on
from samarbejde.actions.attention import refresh_attention
from tests.factories import (
    AbsenceFactory,
    ActionPointFactory,
    BriefingFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    MeetingFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
    SessionFactory,
)  # fmt: skip

DAY = datetime.date(2099, 3, 2)  # another year than this one, whenever this is


def days(number):
    return DAY + datetime.timedelta(days=number)


@pytest.fixture
def anders(cast):
    person = PersonFactory(institution=cast.institution, name="Anders Lund")
    ParticipantFactory(party=cast.party, person=person)
    return person


@pytest.mark.guide("1B1", "3B1")
def test_the_next_one_is_told_what_goes_on(cast, anders):
    collaboration, by = cast.collaboration, cast.editor
    ActionPointFactory(collaboration=collaboration, owner=anders, due_on=days(3), created_by=by)
    ActionPointFactory(collaboration=collaboration, text="En andens", due_on=days(3), created_by=by)
    for number in (-1, 1, 8, 15, 22):
        SessionFactory(collaboration=collaboration, date=days(number), title="Krabber", recorded_by=by)
    MeetingFactory(collaboration=collaboration, date=days(4), place="Skolen", created_by=by)
    FollowedMilestoneFactory(collaboration=collaboration, planned_on=days(30), created_by=by)
    BriefingFactory(collaboration=collaboration, updated_by=by)
    *lines, together, briefing = what_goes_on(anders, [collaboration.pk], DAY)[collaboration.pk]
    assert lines == [
        "Har lovet: Bestil bussen, senest 5. marts 2099",
        "Gang: tirsdag 3. marts 2099 (uge 10), Krabber 5.a",
        "Gang: tirsdag 10. marts 2099 (uge 11), Krabber 5.a",
        "Gang: tirsdag 17. marts 2099 (uge 12), Krabber 5.a",
        "Næste møde: fredag 6. marts 2099 (uge 10), Skolen",
        "Milepæl: Klassen har valgt sin genstand, onsdag 1. april 2099 (uge 14)",
    ]
    assert [(str(note.title), note.text) for note in (together, briefing)] == [
        ("Sådan er vi sammen", ""), ("Godt at vide", "Nøglen til skuret hænger ved køkkendøren."),
    ]  # fmt: skip


def test_the_page_shows_it_for_both_sides(cast, anders, login):
    ours = PersonFactory(institution=cast.institution, name="Jonas Brandt")
    ParticipantFactory(party=cast.own_party, person=ours)
    BriefingFactory(collaboration=cast.collaboration, updated_by=cast.editor)
    client = login(cast.editor)
    pages = [client.get(reverse("samarbejde:person_handover", args=[who.pk])) for who in (anders, ours)]
    assert ["Nøglen til skuret" in page.content.decode() for page in pages] == [True, True]


@pytest.mark.parametrize("number", [1, 30])
def test_it_costs_one_query(cast, number, django_assert_num_queries):
    person, ids = PersonFactory(institution=cast.institution), []
    for _ in range(number):
        collaboration = CollaborationFactory(institution=cast.institution)
        ParticipantFactory(party=OwnPartyFactory(collaboration=collaboration), person=person)
        ActionPointFactory(collaboration=collaboration, owner=person, due_on=DAY)
        ids.append(collaboration.pk)
    with django_assert_num_queries(1):
        found = what_goes_on(person, ids, DAY)
    assert [len(found[pk]) for pk in ids] == [2] * number


TONE = "De vil helst ringes op, og læreren vil ikke have lange mails."


def write_together(client, collaboration, person, words=TONE):
    """Follow the link on the handover, and write how one is together."""
    handover = reverse("samarbejde:person_handover", args=[person.pk])
    url = f"{reverse('followup:briefing_edit', args=[collaboration.pk])}?overdragelse={person.pk}"
    assert f'href="{url}#id_together"' in client.get(handover).content.decode()
    answer = client.post(url, {"version": "0", "text": "", "needs": "", "together": words})
    assert answer["Location"] == f"{handover}#samarbejde-{collaboration.pk}"
    return handover


@pytest.mark.guide("1B1", "3B1")
@pytest.mark.parametrize("side", ["party", "own_party"])
def test_how_one_is_together_is_asked_for_and_handed_over(cast, login, side):
    person = PersonFactory(institution=cast.institution, name="Anders Lund")
    ParticipantFactory(party=getattr(cast, side), person=person)
    client = login(cast.editor)
    page = client.get(write_together(client, cast.collaboration, person)).content.decode()
    assert (TONE in page, "Ingen har skrevet det endnu" in page) == (True, False)


@pytest.mark.guide("3B1")
def test_the_handover_names_the_people_and_what_is_open(cast, anders, login, running, today):
    lone = PersonFactory(institution=cast.institution, name="Lone Agerskov", phone="12 34 56 78")
    for role in ("leader", "other"):
        ParticipantFactory(party=cast.party, person=lone, role=role)
    ActionPointFactory(collaboration=running, owner=anders, due_on=today - datetime.timedelta(days=1))
    refresh_attention(collaborations=[running.pk])
    page = login(cast.editor).get(reverse("samarbejde:person_handover", args=[anders.pk]))
    each = page.context["handovers"][0]
    assert [row.person for row in each.others] == [lone]
    late = reverse("followup:meeting_list", args=[running.pk])
    assert (late, "Et løfte er forsinket") in [(signal.action_url, signal.what) for signal in each.signals]
    assert [word in page.content.decode() for word in ("12 34 56 78", f'href="{late}"')] == [True, True]


@pytest.mark.guide("3B1")
def test_how_one_is_together_reaches_the_stand_in_and_never_the_school(cast, login, running, today, client):
    jonas = PersonFactory(institution=cast.institution, name="Jonas Brandt")
    PostFactory(person=jonas, school=None, institution=cast.institution, function="educator")
    ParticipantFactory(party=cast.own_party, person=jonas)
    SessionFactory(collaboration=running, date=today, taught_by=jonas, recorded_by=cast.editor)
    AbsenceFactory(person=jonas, starts_on=today)
    write_together(login(cast.editor), running, jonas)
    ours = [client.get(url).content.decode() for url in (
        reverse("followup:absence_list"), reverse("followup:followup_detail", args=[running.pk]),
    )]  # fmt: skip
    assert [TONE in page for page in ours] == [True, True]
    shown, token = share_page(party=cast.party, name="Lone Agerskov", by=cast.editor)
    client.logout()
    client.get(reverse("agreements:shared_exchange", args=[token]))
    shared = client.get(reverse("agreements:shared_page", args=[shown.link_id]))
    assert (shared.status_code, TONE in shared.content.decode()) == (200, False)


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same(cast, login, number, django_assert_max_num_queries):
    person = PersonFactory(institution=cast.institution)
    for _ in range(number):
        collaboration = CollaborationFactory(institution=cast.institution)
        party = OwnPartyFactory(collaboration=collaboration)
        ParticipantFactory(party=party, person=person)
        ParticipantFactory(party=party, person=PersonFactory(institution=cast.institution))
    refresh_attention()
    client = login(cast.editor)
    with django_assert_max_num_queries(11):
        client.get(reverse("samarbejde:person_handover", args=[person.pk]))
