import datetime

import pytest
from django.urls import reverse

from followup.queries.handover import what_goes_on
from tests.factories import (
    ActionPointFactory,
    BriefingFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    MeetingFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PersonFactory,
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
    assert what_goes_on(anders, [collaboration.pk], DAY)[collaboration.pk] == [
        "Har lovet: Bestil bussen, senest 5. marts 2099",
        "Gang: tirsdag 3. marts 2099 (uge 10), Krabber 5.a",
        "Gang: tirsdag 10. marts 2099 (uge 11), Krabber 5.a",
        "Gang: tirsdag 17. marts 2099 (uge 12), Krabber 5.a",
        "Næste møde: fredag 6. marts 2099 (uge 10), Skolen",
        "Milepæl: Klassen har valgt sin genstand, onsdag 1. april 2099 (uge 14)",
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
