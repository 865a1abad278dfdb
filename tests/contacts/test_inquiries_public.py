"""The public page: a school writes to us without an account."""

import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts import validators
from contacts.choices import Driver, InquiryStatus
from contacts.models import Inquiry
from contacts.validators import new_stamp
from samarbejde.actions.schools import refresh_schools
from samarbejde.models import Event, OutboxMessage, SearchDocument
from tests.factories import InquiryPageFactory, MunicipalityFactory

WRITTEN = {
    "name": "Inger Bech", "email": "inger@tinghoej.example", "phone": "20 30 40 50", "function": "teacher",
    "wish": "Vi vil gerne ud til vandet.\nFlere gange.", "extent": "5.a, tre formiddage i maj", "driver": "team",
    "people_behind": "Teamet på 5. årgang", "school_reason": "I kender fjorden", "kind": "over_time",
    "expected_outcome": "Elever, der undrer sig", "understanding": "At vi planlægger det sammen",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture
def searchable(cast):
    """The cast's school, as the register's import leaves it."""
    refresh_schools(schools=[cast.school.pk])


@pytest.fixture
def url(cast, searchable):
    return reverse("contacts:inquiry_create", args=[cast.institution.slug])


def written(cast, **more):
    stamp = new_stamp(cast.institution.slug, shown_before=True)
    return WRITTEN | {"places": f"school:{cast.school.pk}", "places_q": "", "stamp": stamp, "send": "1"} | more


@pytest.mark.guide("1B1", "1B3", "1B4", "1B7")
def test_a_school_writes_and_everything_is_kept(client, cast, url):
    response = client.post(url, written(cast))
    assert response["Location"] == reverse("contacts:inquiry_thanks", args=[cast.institution.slug])
    row = Inquiry.objects.get()
    kept = {name: getattr(row, name) for name in WRITTEN}
    assert kept == WRITTEN
    assert (row.institution, row.school, row.place_name) == (cast.institution, cast.school, "Tinghøjskolen")
    assert (row.status, row.driver, row.rests_on_one) == (InquiryStatus.NEW, Driver.TEAM, False)
    assert Event.objects.get(verb="inquiry_received").actor_name == "Inger Bech"
    thanks = client.get(response["Location"]).content.decode()
    assert "Tak, fordi I skrev" in thanks


def test_the_receipt_is_kind_and_carries_none_of_the_words(client, cast, url):
    client.post(url, written(cast))
    mail = OutboxMessage.objects.get()
    assert (mail.to_email, mail.status, mail.kind) == ("inger@tinghoej.example", "queued", "inquiry-receipt")
    assert "Kystmuseet Isfjorden" in mail.body
    assert [words for words in ("vandet", "Inger", "I kender", "5.a") if words in mail.body] == []


def test_one_mailbox_gets_few_receipts(client, cast, url):
    for _ in range(validators.RECEIPTS_TO_ONE + 2):
        client.post(url, written(cast))
    assert Inquiry.objects.count() == validators.RECEIPTS_TO_ONE + 2
    assert OutboxMessage.objects.count() == validators.RECEIPTS_TO_ONE


def test_the_same_form_sent_twice_is_one_request(client, cast, url):
    data = written(cast)
    answers = [client.post(url, data).status_code for _ in range(2)]
    assert (answers, Inquiry.objects.count(), OutboxMessage.objects.count()) == ([302, 302], 1, 1)


def test_a_school_that_is_not_found_stays_in_its_own_words(client, cast, url):
    client.post(url, written(cast, places="", places_q="Den nye skole ved  havnen"))
    row = Inquiry.objects.get()
    assert (row.school, row.municipality, row.place_name) == (None, None, "Den nye skole ved havnen")


def test_words_that_fit_one_school_are_still_not_matched_by_themselves(client, cast, url):
    client.post(url, written(cast, places="", places_q="Tinghøjskolen"))
    assert Inquiry.objects.get().school is None


def test_a_municipality_may_write(client, cast, url):
    town = MunicipalityFactory(name="Nordby")
    client.post(url, written(cast, places=f"municipality:{town.pk}", driver="municipality"))
    row = Inquiry.objects.get()
    assert (row.school, row.municipality, row.place_name) == (None, town, "Nordby")


def test_without_script_the_search_button_finds_schools_and_keeps_what_was_typed(client, cast, url):
    response = client.post(url, written(cast, places="", places_q="tingh") | {"find": "places"})
    html = response.content.decode()
    assert (response.status_code, Inquiry.objects.count()) == (200, 0)
    assert f'value="school:{cast.school.pk}"' in html
    assert "Vi vil gerne ud til vandet." in html
    assert "error-summary" not in html


def test_search_as_you_type_tells_what_the_register_tells(client, cast, searchable):
    found = client.get(reverse("contacts:inquiry_places", args=[cast.institution.slug]) + "?places_q=tingh")
    assert 'type="radio"' in found.content.decode()
    assert "Tinghøjskolen" in found.content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"places": "", "places_q": ""}, "places"), ({"name": ""}, "name"), ({"email": "inger"}, "email"),
        ({"wish": ""}, "wish"), ({"driver": ""}, "driver"), ({"driver": "us"}, "driver"),
        ({"website": "http://spam.example"}, "website"), ({"stamp": "forged"}, "__all__"), ({"stamp": ""}, "__all__"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, cast, url, change, field):
    response = client.post(url, written(cast, **change))
    assert (response.status_code, Inquiry.objects.count()) == (200, 0)
    assert list(response.context["form"].errors) == [field]
    assert "5.a, tre formiddage i maj" in response.content.decode()


def test_too_fast_is_asked_to_send_once_more(client, cast, url):
    response = client.post(url, written(cast, stamp=new_stamp(cast.institution.slug)))
    assert (response.status_code, Inquiry.objects.count()) == (200, 0)
    assert "Tryk på ”Send” en gang til" in response.content.decode()


def test_another_places_stamp_does_not_count(client, cast, url):
    response = client.post(url, written(cast, stamp=new_stamp(cast.elsewhere.slug, shown_before=True)))
    assert (response.status_code, Inquiry.objects.count()) == (200, 0)


def test_a_form_left_open_over_night_gets_a_stamp_that_works(client, cast, url):
    response = client.post(url, written(cast, stamp="old"))
    again = written(cast, stamp=response.context["form"].fresh_stamp)
    assert client.post(url, again).status_code == 302


def test_a_closed_page_says_so_and_takes_nothing(client, cast, url):
    InquiryPageFactory(institution=cast.institution, is_open=False, closed_text="Vi svarer igen efter sommer.")
    answers = [client.get(url), client.post(url, written(cast))]
    assert [("efter sommer" in answer.content.decode(), answer.status_code) for answer in answers] == [(True, 200)] * 2
    assert Inquiry.objects.count() == 0


def test_the_page_greets_in_the_institutions_own_words(client, cast, url):
    InquiryPageFactory(institution=cast.institution, welcome="Kom og vær med ved fjorden.")
    assert "Kom og vær med ved fjorden." in client.get(url).content.decode()


def test_reading_the_page_changes_nothing_and_costs_little(client, cast, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    assert len(caught) <= 3
    assert [query["sql"] for query in caught if not query["sql"].startswith("SELECT")] == []


def test_six_hundred_visitors_behind_one_address_are_answered(cast, url):
    """A whole school behind one address: each reads and sends, with a client of their own."""
    answers = []
    for number in range(600):
        visitor = Client(REMOTE_ADDR="192.0.2.7")
        read = visitor.get(url).status_code if number % 20 == 0 else 200
        sent = visitor.post(url, written(cast, email=f"laerer{number}@skole.example")).status_code
        answers.append((read, sent))
    assert set(answers) == {(200, 302)}
    assert Inquiry.objects.count() == 600


def test_a_flood_is_stopped_politely_and_what_was_typed_stays(client, cast, url, monkeypatch):
    monkeypatch.setattr(validators, "FROM_ONE_ADDRESS", 2)
    answers = [client.post(url, written(cast)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Vi vil gerne ud til vandet." in answers[-1].content.decode()
    assert client.get(url).status_code == 200
    other = Client(REMOTE_ADDR="192.0.2.8")
    assert other.post(url, written(cast)).status_code == 302


def test_one_place_takes_no_more_than_people_would_send(client, cast, url, monkeypatch):
    monkeypatch.setattr(validators, "TO_ONE_PLACE", 1)
    answers = [Client(REMOTE_ADDR=f"192.0.2.{n}").post(url, written(cast)).status_code for n in range(2)]
    assert answers == [302, 429]


def test_an_unknown_place_is_missing(client, db):
    assert client.get(reverse("contacts:inquiry_create", args=["findes-ikke"])).status_code == 404


def test_the_request_is_found_by_us_and_not_by_others(client, cast, url):
    client.post(url, written(cast))
    found = {
        name: SearchDocument.objects.visible_to(cast.user(name)).filter(kind="inquiry").count()
        for name in ("reader", "editor", "network", "other")
    }
    assert found == {"reader": 1, "editor": 1, "network": 0, "other": 0}


def test_the_key_in_the_stamp_is_the_rows_key(client, cast, url):
    client.post(url, written(cast))
    assert isinstance(Inquiry.objects.get().form_key, uuid.UUID)


@pytest.mark.parametrize(("language", "words"), [("en", "Write to Kystmuseet"), ("da", "Skriv til Kystmuseet")])
def test_public_pages_can_be_read_in_both_languages(client, cast, url, language, words):
    assert 'name="language"' in client.get(url).content.decode()
    client.post(reverse("samarbejde:language_set"), {"language": language, "next": url})
    assert words in client.get(url).content.decode()
