import datetime
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from followup.actions.goals import review_goal
from followup.actions.sessions import cancel_session, change_session, record_session
from followup.models import GoalReview, Session
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Event


def held(today, **more):
    values = {"date": today, "class_name": "5.a", "pupils": 22, "hours": Decimal("1.5"), "status": "held"}
    return values | {"venue": "at_institution"} | more


def verbs(collaboration):
    return list(Event.objects.filter(collaboration=collaboration).order_by("pk").values_list("verb", flat=True))


def test_record_session_held_counts_hours_and_moves_the_phase(cast, today):
    record_session(collaboration=cast.collaboration, values=held(today), by=cast.editor)
    record_session(collaboration=cast.collaboration, values=held(today, hours=Decimal(2)), by=cast.editor)
    cast.collaboration.refresh_from_db()
    assert (cast.collaboration.hours_used, cast.collaboration.phase) == (Decimal("3.5"), "active")
    assert verbs(cast.collaboration) == ["session_held", "phase_changed", "session_held"]


def test_record_session_planned_counts_nothing(cast, today):
    record_session(collaboration=cast.collaboration, values=held(today, status="planned"), by=cast.editor)
    cast.collaboration.refresh_from_db()
    assert (cast.collaboration.hours_used, cast.collaboration.phase) == (0, "contact")


def test_record_session_twice_with_one_key_makes_one_row(cast, today):
    key = uuid.uuid4()
    made = [
        record_session(collaboration=cast.collaboration, values=held(today), form_key=key, by=cast.editor)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert (Session.objects.count(), verbs(cast.collaboration).count("session_held")) == (1, 1)


def test_record_session_with_another_collaborations_key_is_refused(cast, today):
    key = uuid.uuid4()
    record_session(collaboration=cast.foreign, values=held(today), form_key=key, by=cast.other)
    with pytest.raises(ValidationError):
        record_session(collaboration=cast.collaboration, values=held(today), form_key=key, by=cast.editor)


def test_change_session_from_planned_to_held(cast, today):
    session = record_session(collaboration=cast.collaboration, values=held(today, status="planned"), by=cast.editor)
    change_session(session=session, values=held(today), version=1, by=cast.coordinator)
    session.refresh_from_db()
    cast.collaboration.refresh_from_db()
    assert (session.status, session.version, cast.collaboration.hours_used) == ("held", 2, Decimal("1.5"))
    assert verbs(cast.collaboration) == ["session_planned", "session_held", "phase_changed"]


def test_change_session_after_somebody_else_is_refused(cast, today):
    session = record_session(collaboration=cast.collaboration, values=held(today), by=cast.editor)
    change_session(session=session, values=held(today, pupils=20), version=1, by=cast.coordinator)
    with pytest.raises(StaleVersion):
        change_session(session=session, values=held(today, pupils=24), version=1, by=cast.editor)


def test_cancel_session_takes_its_hours_back(cast, today):
    session = record_session(collaboration=cast.collaboration, values=held(today), by=cast.editor)
    cancel_session(session=session, reason="Bussen kom ikke", version=1, by=cast.editor)
    cast.collaboration.refresh_from_db()
    assert cast.collaboration.hours_used == 0
    assert Event.objects.filter(verb="session_cancelled").get().data["reason"] == "Bussen kom ikke"


@pytest.mark.guide("3A1")
def test_review_goal_is_appended_and_never_twice(cast, agreement):
    goal = agreement.goals.get()
    for status in ("on_way", "on_way", "slow"):
        review_goal(collaboration=cast.collaboration, goal=goal, status=status, evidence="De spurgte", by=cast.editor)
    assert list(GoalReview.objects.values_list("status", flat=True)) == ["slow", "on_way"]


def test_a_held_session_without_figures_is_refused_by_the_database(cast, today):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        record_session(collaboration=cast.collaboration, values=held(today, pupils=None), by=cast.editor)


def test_event_keeps_no_note(cast, today):
    session = record_session(collaboration=cast.collaboration, values=held(today), by=cast.editor)
    change_session(session=session, values=held(today, note="KANARIE"), version=1, by=cast.editor)
    assert "KANARIE" not in str(list(Event.objects.values_list("data", flat=True)))


def test_dates_far_away_are_refused(cast):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        record_session(
            collaboration=cast.collaboration, values=held(datetime.date(2, 1, 1), status="planned"), by=cast.editor
        )
