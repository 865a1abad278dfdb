"""The parts that readers choose among: facts, classes, money, what it rests on, what happens now."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, Task
from evaluations.actions.evaluations import close_evaluation
from evaluations.queries.parts import TITLES
from followup.actions.economy import record_spending
from followup.actions.hours import log_hours
from followup.actions.sessions import record_session
from tests.factories import (
    ActionPointFactory,
    EvaluationTalkFactory,
    ParticipantFactory,
    PersonFactory,
)
from tests.trust.canaries import as_text

pytestmark = pytest.mark.django_db


def held(cast, class_name, pupils, hours):
    values = {
        "status": "held", "date": timezone.localdate(), "class_name": class_name, "pupils": pupils,
        "hours": Decimal(hours), "venue": "at_school",
    }  # fmt: skip
    record_session(collaboration=cast.collaboration, values=values, form_key=None, by=cast.editor)


@pytest.fixture
def done(cast, evaluation, tokens):
    """Return a closed evaluation of a collaboration with hours, money, people, a promise and a day for renewal."""
    held(cast, "5.a", 24, "2.5")
    held(cast, "5.a", 22, "2.5")
    held(cast, "5.b", 19, "1.5")
    today = timezone.localdate()
    log_hours(collaboration=cast.collaboration, hours=Decimal(3), date=today, what="Forberedelse", by=cast.editor)
    record_spending(
        collaboration=cast.collaboration, date=today, what="Bus", payer="Kommunens pulje", amount=2400, by=cast.editor
    )
    agreement = Agreement.objects.get(collaboration=cast.collaboration)
    agreement.renewal_on = datetime.date(2027, 4, 1)
    agreement.save()
    Task.objects.create(agreement=agreement, title="Bestille bus")
    person = PersonFactory(name="Inger Sørensen", institution=cast.institution)
    ParticipantFactory(party=cast.party, collaboration=cast.collaboration, person=person)
    talk = EvaluationTalkFactory(evaluation=evaluation, decision="change", created_by=cast.editor)
    promise = ActionPointFactory(
        collaboration=cast.collaboration, text="Skriv rollen om", owner=person, due_on=datetime.date(2027, 1, 12),
        created_by=cast.editor,
    )  # fmt: skip
    talk.actions.add(promise)
    return close_evaluation(evaluation=evaluation, by=cast.editor)


def part_of(client, cast, evaluation, reader, key):
    page = client.get(reverse("evaluations:reader_report", args=[cast.collaboration.pk, evaluation.pk, reader]))
    return page.context["report"].parts[key]


@pytest.mark.guide("4A3")
def test_the_leader_sees_hours_and_money_agreed_beside_used(cast, login, done):
    part = part_of(login(cast.coordinator), cast, done, "leader", "money")
    assert part.as_text == [
        ["Vores timer", "Kystmuseet Isfjorden", "timer", "–", "9,5"],
        ["Bus", "Kommunens pulje", "kroner", "–", "2.400"],
    ]


@pytest.mark.guide("4A3")
def test_the_leader_sees_what_it_rests_on_and_what_happens_now(cast, login, done):
    client = login(cast.coordinator)
    risk = part_of(client, cast, done, "leader", "risk")
    assert "Hos Tinghøjskolen hænger det på én person: Inger Sørensen." in risk.notes
    assert "Ingen kan træde til, når det gælder: Bestille bus." in risk.notes
    coming = part_of(client, cast, done, "leader", "next")
    assert [row[:2] for row in coming.rows] == [("Skriv rollen om", "Inger Sørensen"), ("Beslut, om vi fortsætter", "")]
    assert coming.notes == []  # the talk, a part of its own here, tells what was decided
    for_the_municipality = part_of(client, cast, done, "municipality", "next")
    assert for_the_municipality.notes == ["Vi besluttede: Vi fortsætter, men anderledes."]


@pytest.mark.guide("4C8")
def test_the_municipality_sees_class_by_class_and_whether_it_is_new(cast, login, done):
    client = login(cast.coordinator)
    classes = part_of(client, cast, done, "municipality", "classes")
    assert classes.rows == [("5.a", 2, 24, 46, Decimal(5)), ("5.b", 1, 19, 19, Decimal("1.5"))]
    facts = dict(part_of(client, cast, done, "municipality", "facts").rows)
    assert (facts["Med"], facts["Nyt eller fortsat"]) == ("Tinghøjskolen", "Nyt samarbejde")


@pytest.mark.guide("4C8")
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_funder_takes_facts_and_accounts_along(cast, login, done, kind):
    args = [cast.collaboration.pk, done.pk, "funder", kind]
    answer = login(cast.coordinator).get(reverse("evaluations:reader_export", args=args))
    text = as_text(answer.content, "" if kind == "pdf" else answer["Content-Type"]).replace(" ", "")
    assert [
        each for each in ("Kortomsamarbejdet", "Timerogøkonomi", "2.400", "Skrivrollenom") if each not in text
    ] == []


def test_numbers_in_the_workbook_are_numbers(cast, login, done):
    args = [cast.collaboration.pk, done.pk, "coordinator", "xlsx"]
    answer = login(cast.coordinator).get(reverse("evaluations:reader_export", args=args))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = {row[0].value: row for row in book["Timer og økonomi"].iter_rows()}
    assert (rows["Vores timer"][4].value, rows["Bus"][4].value) == (9.5, 2400)
    assert [cell.value for cell in book["Klasse for klasse"][2]] == ["5.a", 2, 24, 46, 5]
    coming = {row[0].value: row for row in book["Det sker der nu"].iter_rows()}
    assert coming["Skriv rollen om"][2].value.date() == datetime.date(2027, 1, 12)


def test_who_sees_figures_and_not_people_gets_no_names(cast, login, done):
    args = [cast.collaboration.pk, done.pk, "leader"]
    page = login(cast.network).get(reverse("evaluations:reader_report", args=args))
    assert page.status_code == 200
    assert "Inger" not in page.content.decode()
    assert set(page.context["report"].parts) == {"money"}


def test_an_empty_collaboration_is_told_without_empty_tables(cast, login, evaluation):
    page = login(cast.coordinator).get(
        reverse("evaluations:reader_report", args=[cast.collaboration.pk, evaluation.pk, "coordinator"])
    )
    parts = page.context["report"].parts
    assert set(parts) == set(TITLES)
    assert parts["classes"].is_empty
    assert parts["money"].notes == ["Der er ikke aftalt eller skrevet nogen penge ned."]
    assert 'id="del-classes"' not in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_report_costs_the_same_for_one_class_and_for_thirty(cast, login, done, number, django_assert_num_queries):
    for place in range(number):
        held(cast, f"{place}.c", 20, "1")
    client = login(cast.coordinator)
    address = reverse("evaluations:reader_report", args=[cast.collaboration.pk, done.pk, "coordinator"])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)
