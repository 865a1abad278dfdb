"""What the follow-up keeps about a person, and what is left when the person is erased."""

import pytest

from followup.queries.person_records import records_of
from samarbejde.actions.erasure import erase_person
from tests.factories import (
    ActionPointFactory,
    CheckInFactory,
    CheckInPointFactory,
    GoalReviewFactory,
    HoursEntryFactory,
    MeetingFactory,
    ParticipantFactory,
    PersonFactory,
    SchoolHoursFactory,
    SessionFactory,
    SharedPageFactory,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(cast):
    person = PersonFactory(institution=cast.institution, name="Lis Lærer")
    ParticipantFactory(party=cast.party, person=person)
    return person


def test_a_person_is_given_what_is_kept_about_them(cast, teacher, today):
    here = {"collaboration": cast.collaboration}
    CheckInPointFactory(check_in=CheckInFactory(**here, their_person=teacher), theirs="Mine ord", ours="Jeres ord")
    ActionPointFactory(**here, owner=teacher, text="Bestil bussen")
    SessionFactory(**here, taught_by=teacher, class_name="5.a", recorded_by=cast.editor)
    HoursEntryFactory(**here, person=teacher, what="Kørsel")
    page = SharedPageFactory(party=cast.party, link__person=teacher)
    SchoolHoursFactory(page=page, what="Klargøring")
    ActionPointFactory(**here, text="En andens løfte")
    found = [(record.section, record.text, record.when) for record in records_of(teacher)]
    assert found == [
        ("Statussnakke", "Mine ord", today), ("Løfter", "Bestil bussen", today),
        ("Gange", "Havet som klasserum · 5.a", today), ("Timer", "Havet som klasserum · Kørsel", today),
        ("Timer", "Klargøring", today),
    ]  # fmt: skip


def test_erasing_a_person_takes_the_name_out_of_what_was_written(cast, running, teacher):
    here = {"collaboration": running}
    rows = [
        (MeetingFactory(**here, minutes="Lis Lærer bestiller"), "minutes"),
        (ActionPointFactory(**here, text="Lis Lærer ringer"), "text"),
        (CheckInPointFactory(check_in=CheckInFactory(**here), theirs="Lis Lærer er glad"), "theirs"),
        (SessionFactory(**here, note="Lis Lærer var syg", recorded_by=cast.editor), "note"),
        (GoalReviewFactory(goal=running.agreement.goals.get(), evidence="Lis Lærer så det"), "evidence"),
    ]
    elsewhere = MeetingFactory(collaboration=cast.foreign, minutes="Lis Lærer, en anden")
    erase_person(person=teacher, by=cast.coordinator)
    for row, field in rows:
        row.refresh_from_db()
        assert getattr(row, field).startswith("(slettet person)")
    elsewhere.refresh_from_db()
    assert elsewhere.minutes == "Lis Lærer, en anden"
