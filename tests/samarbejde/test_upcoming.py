"""What is coming is told once, and the same matter is the same matter."""

import datetime

import pytest

from samarbejde.panels import NextStep, Upcoming
from samarbejde.queries.upcoming import same_matter, without_echoes
from samarbejde.views import detail

DAY = datetime.date(2026, 11, 26)


def line(text, *, gives_way=False, day=DAY, collaboration_id=1, detail=""):
    return Upcoming(day, text, detail, "/x/", "opfoelgning", collaboration_id=collaboration_id, gives_way=gives_way)


SESSION = line("Havet som klasserum, gang 5", detail="Tinghøjskolen · Vi laver plancher")


@pytest.mark.parametrize(
    ("step", "left"),
    [
        (line("Vi laver plancher med 5.b", gives_way=True), 1),
        (line("Ring til Anne", gives_way=True), 2),
        (line("Vi laver plancher med 5.b", gives_way=True, day=DAY + datetime.timedelta(days=1)), 2),
        (line("Vi laver plancher med 5.b", gives_way=True, collaboration_id=2), 2),
        (line("Vi laver plancher med 5.b"), 2),
    ],
    ids=["the same", "another matter", "another day", "another collaboration", "not written down by hand"],
)
def test_a_step_that_speaks_of_the_day_s_session_is_left_out(step, left):
    assert len(without_echoes([SESSION, step])) == left


def test_short_words_do_not_make_the_same_matter():
    assert (same_matter("med 5.b", "til 5.b"), same_matter("Gang 4", "havet, GANG 4")) == (False, True)


def test_next_step_that_was_written_down_gives_way_to_the_session():
    session = NextStep("Gang 5: Vi laver plancher", "Registrér", "/x/", DAY, is_main=True)
    written = NextStep("Vi laver plancher med 5.b", "Notér", "/y/", DAY, is_main=True, gives_way=True)
    other = NextStep("Ring til Anne", "Notér", "/y/", DAY, is_main=True, gives_way=True)
    assert detail.without_echoes([written, session, other]) == [session, other]
