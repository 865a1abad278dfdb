"""Money: what the approved version says, beside what was paid."""

import uuid

import pytest
from django.urls import reverse

from followup.models import Spending
from followup.queries.economy import AgreedLine, agreed_lines, economy_of
from tests.factories import AgreementVersionFactory, SpendingFactory

pytestmark = pytest.mark.django_db
ROWS = [
    ["Bus", "Tinghøjskolen", "3.000 kr."], ["Materialer", "Kystmuseet Isfjorden", "1.250 kr."],
    ["Entré", "Tinghøjskolen", "500 kr."], ["I alt", "Tinghøjskolen", "3.500 kr."],
    ["I alt", "Kystmuseet Isfjorden", "1.250 kr."],
]  # fmt: skip


@pytest.fixture
def approved(cast, running):
    table = {"kind": "table", "key": "lines", "headings": ["Hvad", "Hvem", "Beløb"], "rows": ROWS}
    content = {"format": 1, "title": "Havet", "sections": [{"key": "economy", "title": "Penge", "blocks": [table]}]}
    return AgreementVersionFactory(agreement=running.agreement, status="approved", content=content, sent_by=cast.editor)


def page_of(collaboration) -> str:
    return reverse("followup:economy_list", args=[collaboration.pk])


def typed(today, **more) -> dict:
    facts = {"form_key": str(uuid.uuid4()), "line": "0", "amount": "1.250 kr.", "date": today.isoformat()}
    return facts | {"payer": "Tinghøjskolen"} | more


def test_the_lines_of_the_approved_text_are_read_without_their_sums(approved):
    assert list(agreed_lines(approved.content)) == [
        AgreedLine("Bus", "Tinghøjskolen", 3000), AgreedLine("Materialer", "Kystmuseet Isfjorden", 1250),
        AgreedLine("Entré", "Tinghøjskolen", 500),
    ]  # fmt: skip


@pytest.mark.guide("3C1")
def test_spent_stands_beside_agreed_by_line_and_by_payer(cast, running, approved, login, today):
    client = login(cast.editor)
    for sent in ({"line": "0", "amount": "3.200"}, {"line": "1", "amount": "400"},
                 {"line": "", "what": "Is til alle", "amount": "350,50"}):  # fmt: skip
        client.post(page_of(running), typed(today, **sent))
    economy = economy_of(running)
    lines = [(line.what, line.payer, line.agreed, line.spent, line.difference) for line in economy.lines]
    payers = [(payer.payer, payer.agreed, payer.spent, payer.difference) for payer in economy.payers]
    assert lines == [
        ("Bus", "Tinghøjskolen", 3000, 3200, -200), ("Materialer", "Kystmuseet Isfjorden", 1250, 400, 850),
        ("Entré", "Tinghøjskolen", 500, 0, 500), ("Is til alle", "Tinghøjskolen", None, 351, None),
    ]  # fmt: skip
    assert payers == [("Tinghøjskolen", 3500, 3551, -51), ("Kystmuseet Isfjorden", 1250, 400, 850)]
    assert (economy.total.agreed, economy.total.spent) == (4750, 3951)
    page = client.get(page_of(running)).content.decode()
    assert ("3.951 kr." in page, "Is til alle" in page) == (True, True)


def test_without_an_approved_agreement_one_can_still_write(cast, running, login, today):
    client = login(cast.editor)
    client.post(page_of(running), typed(today, line="", what="Bus", amount="900"))
    economy = economy_of(running)
    assert (economy.is_approved, economy.total.agreed, economy.total.spent) == (False, None, 900)
    assert "Ingen aftale er godkendt" in client.get(page_of(running)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"amount": "mange"}, "amount"), ({"amount": "0"}, "amount"), ({"amount": "99999999"}, "amount"),
        ({"amount": "12.50"}, "amount"), ({"line": "", "what": ""}, "what"), ({"line": "77"}, "line"),
        ({"date": "2999-01-01"}, "date"), ({"payer": "En fremmed"}, "payer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_written(cast, running, approved, login, today, wrong, where):
    answer = login(cast.editor).post(page_of(running), typed(today, note="Mit notat") | wrong)
    assert (answer.status_code, list(answer.context["form"].errors), Spending.objects.count()) == (200, [where], 0)
    assert "Mit notat" in answer.content.decode()


def test_the_same_form_twice_is_one_row_and_it_can_be_taken_out(cast, running, approved, login, today):
    client, sent = login(cast.editor), typed(today)
    for _ in range(2):
        client.post(page_of(running), sent)
    row = Spending.objects.get()
    out = reverse("followup:economy_remove", args=[running.pk, row.pk])
    answers = [client.post(out).status_code for _ in range(2)]
    assert ((row.what, row.payer, row.amount), answers, Spending.objects.count()) == (
        ("Bus", "Tinghøjskolen", 1250), [302, 404], 0,
    )  # fmt: skip


@pytest.mark.parametrize("number", [1, 30])
def test_economy_costs_the_same(cast, running, approved, login, number, django_assert_max_num_queries):
    for _ in range(number):
        SpendingFactory(collaboration=running, created_by=cast.editor)
    client = login(cast.editor)
    client.get(page_of(running))
    with django_assert_max_num_queries(10):
        client.get(page_of(running))
