import datetime

import pytest
from django.urls import reverse

from followup.models import ActionPoint, Briefing, MilestoneMove, StaffProfile
from followup.queries.handover import what_goes_on
from samarbejde.actions.erasure import erase_person
from tests.factories import (
    ActionPointFactory,
    BriefingFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    MeetingFactory,
    MilestoneMoveFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PersonFactory,
    SessionFactory,
    StaffProfileFactory,
)  # fmt: skip

DAY = datetime.date(2027, 3, 1)


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
    assert what_goes_on(anders, [collaboration.pk], DAY)[collaboration.pk] == [
        "Har lovet: Bestil bussen, senest 4. marts 2027",
        "Gang: tirsdag 2. marts 2027 (uge 9), Krabber 5.a",
        "Gang: tirsdag 9. marts 2027 (uge 10), Krabber 5.a",
        "Gang: tirsdag 16. marts 2027 (uge 11), Krabber 5.a",
        "Næste møde: fredag 5. marts 2027 (uge 9), Skolen",
        "Milepæl: Klassen har valgt sin genstand, onsdag 31. marts 2027 (uge 13)",
        "Godt at vide: Nøglen til skuret hænger ved køkkendøren.",
    ]


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
    assert [len(found[pk]) for pk in ids] == [1] * number


def test_an_erased_person_is_in_no_text_of_the_work(cast, anders):
    said, by = "Anders Lund har nøglen", cast.editor
    ActionPointFactory(collaboration=cast.collaboration, text=said, created_by=by)
    BriefingFactory(collaboration=cast.collaboration, text=said, updated_by=by)
    milestone = FollowedMilestoneFactory(collaboration=cast.collaboration, created_by=by)
    MilestoneMoveFactory(milestone=milestone, why=said, moved_by=by)
    StaffProfileFactory(person=anders, competences="båd", availability="tirsdage")
    untouched = BriefingFactory(collaboration=cast.foreign, text=said, updated_by=cast.other)
    erase_person(person=anders, by=cast.coordinator)
    texts = [ActionPoint.objects.get().text, Briefing.objects.get(collaboration=cast.collaboration).text,
             MilestoneMove.objects.get().why]  # fmt: skip
    assert ["Anders" in text for text in texts] == [False] * 3
    assert [text.endswith("har nøglen") for text in texts] == [True] * 3
    profile = StaffProfile.objects.get()
    untouched.refresh_from_db()
    assert (profile.competences, profile.availability, untouched.text) == ("", "", said)
