"""About, accessibility, health, one's own page, and the small choices."""

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samarbejde.lib.heartbeat import beat
from samarbejde.views import health


def test_live_asks_no_database(client, db):
    with CaptureQueriesContext(connection) as caught:
        response = client.get("/sundhed/live")
    assert (response.status_code, response.content, len(caught)) == (200, b"ok\n", 0)


def test_ready_when_database_migrations_and_worker_are(client, db):
    beat()
    response = client.get("/sundhed/klar")
    assert (response.status_code, response.content) == (200, b"database: ok\nmigrations: ok\nworker: ok\n")


def test_not_ready_when_the_database_is_away(client, db, monkeypatch):
    def fail(*args):
        raise DatabaseError("secret host name")

    monkeypatch.setattr(health, "MigrationExecutor", fail)
    response = client.get("/sundhed/klar")
    assert (response.status_code, response.content) == (503, b"database: away\n")


def test_statement_of_the_operator_is_linked(client, db, settings):
    settings.ACCESSIBILITY_STATEMENT_URL = "https://was.example/kystmuseet"
    assert client.get("/was").context["statement_url"] == "https://was.example/kystmuseet"


def test_profile_saves_and_remembers_on_the_device(login, cast):
    data = {"name": "Maja L.", "phone": "12 34", "language": "en", "theme": "dark"}
    response = login(cast.editor).post("/min-side/", data)
    cast.editor.refresh_from_db()
    assert (cast.editor.name, cast.editor.phone, cast.editor.language, cast.editor.theme) == tuple(data.values())
    assert (response.cookies["sprog"].value, response.cookies["udseende"].value) == ("en", "dark")


def test_profile_with_errors_keeps_the_typing_and_the_name_in_the_menu(login, cast):
    response = login(cast.editor).post("/min-side/", {"name": "", "phone": "99", "language": "da", "theme": "dark"})
    assert (list(response.context["form"].errors), response.context["form"]["phone"].value()) == (["name"], "99")
    assert response.context["user"].name == "Maja Lindholt"


def test_language_is_kept_on_the_user_and_comes_along_to_a_new_device(login, cast, client):
    login(cast.editor).post("/sprog/", {"language": "en", "next": "/min-side/"})
    client.cookies.pop("sprog")
    assert client.get("/min-side/").context["LANGUAGE_CODE"] == "en"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_small_choices_never_lead_to_another_site(client, db, target):
    answers = [
        client.post(url, {"language": "en", "theme": "dark", "next": target}) for url in ("/sprog/", "/udseende/")
    ]
    assert [answer["Location"] for answer in answers] == ["/", "/"]


def test_unknown_language_and_theme_are_ignored(client, db):
    assert list(client.post("/sprog/", {"language": "xx"}).cookies) == []
    assert list(client.post("/udseende/", {"theme": "xx"}).cookies) == []


def test_link_that_is_over_says_what_to_do(client, db):
    response = client.get(reverse("agreements:approval_answer", args=[1]))
    assert (response.status_code, response.templates[0].name) == (410, "samarbejde/link_over.html")
