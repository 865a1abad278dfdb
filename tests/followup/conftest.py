import datetime

import pytest
from django.utils import timezone

from tests.factories import AgreementFactory, GoalFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def agreement(cast, today):
    """An agreement with one goal, begun ten weeks ago, to be looked at every eight; the collaboration is running."""
    agreement = AgreementFactory(
        collaboration=cast.collaboration, updated_by=cast.editor, starts_on=today - datetime.timedelta(weeks=10),
        target_group="5. årgang", pupil_count=44,
    )  # fmt: skip
    GoalFactory(agreement=agreement)
    return agreement


@pytest.fixture
def running(cast, agreement):
    """The collaboration of the cast in the follow-up phase."""
    cast.collaboration.phase = "active"
    cast.collaboration.save(update_fields=["phase"])
    return cast.collaboration
