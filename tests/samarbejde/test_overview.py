"""The front page."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samarbejde.actions.summary import set_next_step
from samarbejde.choices import Severity
from samarbejde.panels import attention_rules
from samarbejde.queries.overview import KEPT_FROM, MOST_MINE, read_ground, year_figures
from tests.factories import AttentionSignalFactory, CollaborationFactory, EventFactory

OVERVIEW = reverse("samarbejde:overview")


def fill(cast, rows):
    codes = sorted(attention_rules())
    for number in range(rows):
        row = CollaborationFactory(institution=cast.institution, title=f"Nr. {number}", lead=cast.editor)
        AttentionSignalFactory(collaboration=row, code=codes[number % len(codes)])
        EventFactory(collaboration=row)


@pytest.mark.parametrize("rows", [1, 30])
def test_overview_costs_the_same_for_1_and_30_rows(login, cast, rows):
    fill(cast, rows)
    client = login(cast.editor)
    client.get(OVERVIEW)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(OVERVIEW).status_code == 200
    assert len(caught) == 12


def test_first_visit_shows_three_steps(client, cast):
    cast.foreign.delete()
    client.force_login(cast.other)
    response = client.get(OVERVIEW)
    assert response.templates[0].name == "samarbejde/overview_first.html"


def test_my_signals_come_urgent_first_and_without_the_others(cast):
    codes = sorted(attention_rules())
    theirs = CollaborationFactory(institution=cast.institution, lead=cast.coordinator)
    AttentionSignalFactory(collaboration=theirs, code=codes[0], severity=Severity.URGENT)
    AttentionSignalFactory(collaboration=cast.collaboration, code=codes[0], severity=Severity.LOOK)
    AttentionSignalFactory(collaboration=cast.collaboration, code=codes[1], severity=Severity.URGENT)
    signals = read_ground(cast.editor, with_names=True).signals
    assert [(row.severity, row.title) for row in signals.rows] == [("urgent", "Havet som klasserum")]
    assert (signals.mine, signals.all) == (2, 3)


def test_who_leads_nothing_sees_the_signals_of_the_house(cast):
    AttentionSignalFactory(collaboration=cast.collaboration, code=min(attention_rules()))
    signals = read_ground(cast.reader, with_names=True).signals
    assert (len(signals.rows), signals.mine, signals.all) == (1, 0, 1)


def test_answered_signals_and_those_of_other_houses_are_not_shown(cast):
    AttentionSignalFactory(collaboration=cast.foreign, code=min(attention_rules()))
    AttentionSignalFactory(
        collaboration=cast.collaboration, code=min(attention_rules()), answer="ok",
        answered_at=timezone.now(), answered_by=cast.editor,
    )  # fmt: skip
    assert read_ground(cast.editor, with_names=True).signals.all == 0


def test_signal_whose_rule_is_gone_is_left_out(cast):
    AttentionSignalFactory(collaboration=cast.collaboration, code="regel-fra-i-fjor")
    assert read_ground(cast.editor, with_names=True).signals.rows == []


def test_mine_are_sorted_by_the_next_step(cast):
    later = CollaborationFactory(institution=cast.institution, lead=cast.editor, title="Senere")
    today = datetime.date(2026, 11, 23)
    set_next_step(collaboration=later, text="Ring", on=today + datetime.timedelta(days=9))
    set_next_step(collaboration=cast.collaboration, text="Skriv", on=today)
    assert [row.title for row in read_ground(cast.editor, with_names=True).mine] == ["Havet som klasserum", "Senere"]


def test_more_than_fit_are_told(login, cast):
    fill(cast, MOST_MINE + 3)
    context = login(cast.editor).get(OVERVIEW).context
    assert (len(context["mine"]), context["has_more"]) == (MOST_MINE, True)


def test_phases_are_counted_and_linked(cast):
    counts = read_ground(cast.reader, with_names=True).counts
    assert [(each.phase.value, each.number) for each in counts] == [
        ("contact", 1), ("agreement", 0), ("active", 0), ("evaluation", 0), ("closed", 0),
    ]  # fmt: skip
    assert counts[0].url == "/samarbejder/?fase=contact&status=running"


def test_every_role_gets_a_page(client, cast):
    fill(cast, 2)
    statuses = {}
    for actor in ("reader", "editor", "coordinator", "admin", "network", "other", "superuser"):
        client.force_login(getattr(cast, actor))
        statuses[actor] = client.get(OVERVIEW).status_code
    assert set(statuses.values()) == {200}


def test_the_figures_of_a_large_place_are_kept_for_a_while(cast, django_assert_num_queries):
    today = timezone.localdate()
    first = year_figures(cast.editor, today, running=KEPT_FROM)
    assert first == year_figures(cast.editor, today)
    with django_assert_num_queries(0):
        assert year_figures(cast.editor, today, running=KEPT_FROM) == first
