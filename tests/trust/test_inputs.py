"""Whatever is put into addresses and forms, nothing breaks, and nothing typed becomes markup."""

import os
import random
import re
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from tests.access.conftest import Visitors
from tests.access.test_access_table import ROUTES
from tests.cast import assemble
from tests.trust.canaries import fill
from tests.trust.hostile import NAMES, SCRIPT, VALUES, Forms, filled

READABLE = sorted(name for name, route in ROUTES.items() if "GET" in route.methods)
FORMS = sorted(name for name, route in ROUTES.items() if route.methods == "GET POST")
POST_ONLY = sorted(name for name, route in ROUTES.items() if route.methods == "POST")
LISTS = [
    "samarbejde:collaboration_list", "samarbejde:collaboration_export", "samarbejde:school_list",
    "samarbejde:school_export", "samarbejde:person_list", "samarbejde:person_export", "samarbejde:outbox",
    "samarbejde:signal_list", "samarbejde:collaboration_history", "samarbejde:collaboration_detail",
    "samarbejde:place_options", "samarbejde:person_options", "contacts:attempt_quick", "followup:session_list",
    "followup:calendar", "followup:session_quick", "evaluations:report_list", "knowledge:search",
]  # fmt: skip
# Every value in every field takes ten times as long: for an evening, not for every change.
THOROUGH = bool(os.environ.get("SAMARBEJDE_THOROUGH"))
RAW = re.compile(r"<script>alert|<img src=x")
BROKEN_KEYS = [
    "0", "-1", str(2**31), str(2**63), "9" * 400, "%00", "a%00b", quote(SCRIPT), "%F0%9F%98%80", "%ED%A0%80", "%C2%B2",
    "%0D%0AX-Y:1", "..%2f..%2fx", "%", "a" * 3000,
]  # fmt: skip


def script_text(field, side, row) -> str:
    """Mark-up instead of a mark, as long as the column allows; one of a kind, where one of a kind is asked for."""
    text = f"{row.pk}{SCRIPT}"
    return text[: field.max_length] if field.max_length else text


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two institutions whose every free text is mark-up, made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = assemble()
        fill(cast, script_text)
        visitors = Visitors(cast)
        for client in visitors.clients.values():
            client.raise_request_exception = False
        yield cast, visitors
        transaction.set_rollback(True)


def read(response) -> str:
    body = b"".join(response) if response.streaming else response.content
    return body.decode("utf-8", "replace") if "html" in response.get("Content-Type", "") else ""


def faults(ask, attempts) -> list[tuple]:
    """Return the attempts that were answered with a broken page, or with mark-up that somebody typed."""
    found = []
    for attempt in attempts:
        with transaction.atomic():  # each attempt undoes what it did, a failed statement included
            response = ask(*attempt)
            if response.status_code >= 500 or RAW.search(read(response)):
                found.append((response.status_code, *attempt))
            transaction.set_rollback(True)
    return found[:5]


def some(chance: random.Random, values, number: int) -> list:
    """Return ``number`` of the values, the same ones every time; all of them when SAMARBEJDE_THOROUGH is set."""
    values = list(values)
    return values if THOROUGH else chance.sample(values, min(number, len(values)))


@pytest.mark.parametrize("name", READABLE)
def test_what_was_stored_is_text(world, db, name):
    cast, visitors = world
    url = reverse(name, args=ROUTES[name].args(cast))
    assert faults(lambda actor: visitors.ask(actor, url), [("coordinator",), ("network",), ("superuser",)]) == []


@pytest.mark.parametrize("name", READABLE)
def test_any_question_in_the_address_is_answered(world, db, name):
    """On lists every value in many names at once, in a known order of chance; elsewhere a few."""
    cast, visitors = world
    url = reverse(name, args=ROUTES[name].args(cast))
    chance = random.Random(name)
    questions = [dict.fromkeys(NAMES, value) for value in some(chance, VALUES, 2)]
    if name in LISTS:
        questions += [dict.fromkeys(chance.sample(NAMES, 4), value) for value in some(chance, VALUES, 8)]
    attempts = [(f"{url}?{urlencode(question)}",) for question in questions]
    assert faults(lambda asked: visitors.ask("coordinator", asked), attempts) == []


@pytest.mark.parametrize("name", LISTS)
def test_each_name_of_a_list_takes_each_value(world, db, name):
    """One name, one value: nothing before it turns the question away."""
    cast, visitors = world
    url = reverse(name, args=ROUTES[name].args(cast))
    pairs = [(each, value) for each in NAMES for value in VALUES]
    chosen = some(random.Random(f"{name} again"), pairs, 16)
    attempts = [(f"{url}?{urlencode([pair])}",) for pair in chosen]
    assert faults(lambda asked: visitors.ask("coordinator", asked), attempts) == []


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_broken_address_is_missing(world, db, name):
    cast, visitors = world
    args = ROUTES[name].args(cast)
    url, attempts = reverse(name, args=args), []
    for arg in args:
        before, _sep, after = url.rpartition(f"/{arg}")
        attempts += [(f"{before}/{key}{after}",) for key in BROKEN_KEYS]
    method = "get" if "GET" in ROUTES[name].methods else "post"
    assert faults(lambda asked: visitors.ask("superuser", asked, method), attempts) == []


def form_of(visitors, url) -> dict | None:
    path = url.split("?")[0]
    forms = [form for form in Forms(read(visitors.ask("coordinator", url))).forms if form["method"] == "post"]
    return next((form for form in forms if form["action"].split("?")[0] in {"", ".", path}), None)


@pytest.mark.parametrize("name", FORMS)
def test_any_value_in_any_form_is_answered(world, db, name):
    """Once in every field, once in the free texts only, so that the rest is good and the form is saved."""
    cast, visitors = world
    url = reverse(name, args=ROUTES[name].args(cast))
    form = form_of(visitors, url)
    if form is None:
        assert visitors.ask("coordinator", url).status_code in (302, 403, 404, 410)
        return
    chance = random.Random(name)
    posts = [filled(form, value, kinds={"text"}) for value in some(chance, VALUES, 4)]
    posts += [filled(form, value, kinds={"text", "date", "choice", "hidden"}) for value in some(chance, VALUES, 3)]
    posts += [filled(form, value, kinds={"choice"}) for value in some(chance, VALUES, 2)]
    posts += [filled(form, value, kinds={"text"}) for value in ("\0", SCRIPT)]
    posts += [filled(form, value, kinds={"date"}) for value in ("0001-01-01", "1950-01-01", "9999-12-31")]
    assert faults(lambda data: visitors.ask("coordinator", url, "post", data=data), [(data,) for data in posts]) == []


@pytest.mark.parametrize("name", POST_ONLY)
def test_any_value_in_a_button_is_answered(world, db, name):
    cast, visitors = world
    url = reverse(name, args=ROUTES[name].args(cast))
    names = [
        "version", "decision", "reason", "decision_reason", "id", "handling", "next", "tilbage", "theme", "language",
        "answer", "comment", "kolonner", "liste", "template", "text", "udfoer", "form_key",
    ]  # fmt: skip
    attempts = [(dict.fromkeys(names, value),) for value in some(random.Random(name), VALUES, 3)]
    assert faults(lambda data: visitors.ask("coordinator", url, "post", data=data), attempts) == []


def test_an_empty_byte_is_refused_in_danish(world, db):
    cast, visitors = world
    url = reverse("samarbejde:collaboration_notes", args=[cast.collaboration.pk])
    response = visitors.ask("coordinator", url, "post", data={"text": "a\0b"})
    assert response.status_code == 400
    assert "Vi forstod ikke" in read(response)


def test_a_broken_cookie_is_no_cookie(world, db):
    _cast, visitors = world
    client = visitors.clients["anonymous"]
    for value in ("\x00", "x" * 5000, '"><script>', "æøå"):
        client.cookies["sprog"] = client.cookies["link_approval_1"] = client.cookies["sessionid"] = quote(value)
        assert client.get("/konto/login/").status_code == 200
        assert client.get("/godkend/1/").status_code == 410
    client.cookies.clear()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_login_takes_any_value(world, db, method):
    _cast, visitors = world
    send = visitors.clients["anonymous"].generic
    found = []
    for path in ("/konto/login/", "/konto/password/reset/"):
        for value in VALUES:
            text = urlencode({"login": value, "password": value, "email": value, "next": value, "remember": value})
            with transaction.atomic():
                url = f"{path}?{text}" if method == "GET" else path
                response = send(method, url, text, "application/x-www-form-urlencoded")
                if response.status_code >= 500 or RAW.search(read(response)):
                    found.append((path, value, response.status_code))
                transaction.set_rollback(True)
    assert found == []
