"""The database goes away, is only readable, or too slow: a polite Danish page, and nothing worse."""

import pytest
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, connection, transaction
from django.urls import reverse

from samarbejde.views import health, overview

POLITE = "Samarbejde kan ikke nå sine data lige nu"


@pytest.fixture
def visitor(client):
    """A browser, not a test: what breaks on the server becomes an answer."""
    client.raise_request_exception = False
    return client


def break_database(monkeypatch, error):
    """From now on every question to the database fails, from the session's on."""

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.executemany", fail)


def assert_polite(response):
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert POLITE in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("closed"), InternalError("read-only")])
@pytest.mark.parametrize("route", ["samarbejde:overview", "samarbejde:collaboration_list", "account_login"])
def test_a_database_that_is_away_gives_a_polite_page(cast, visitor, monkeypatch, error, route):
    visitor.force_login(cast.editor)
    with monkeypatch.context() as patched:
        break_database(patched, error)
        response = visitor.get(reverse(route))
    assert_polite(response)
    assert visitor.get(reverse("samarbejde:overview")).status_code == 200  # and it goes on by itself


def test_a_login_while_the_database_is_away_is_answered_politely(cast, visitor, monkeypatch):
    with monkeypatch.context() as patched:
        break_database(patched, OperationalError("away"))
        response = visitor.post(reverse("account_login"), {"login": cast.editor.email, "password": "x"})
    assert_polite(response)


def test_a_mistake_of_ours_is_still_a_mistake(cast, visitor, monkeypatch):
    """Only the database's faults are excused."""

    def fail(*args, **kwargs):
        raise DatabaseError("syntax error")

    visitor.force_login(cast.editor)
    monkeypatch.setattr(overview, "render", fail)
    assert visitor.get(reverse("samarbejde:overview")).status_code == 500


def test_live_needs_no_database_and_ready_says_that_it_is_away(visitor, db, monkeypatch):
    with monkeypatch.context() as patched:
        break_database(patched, OperationalError("away"))
        live = visitor.get(reverse("samarbejde:health_live"))
        ready = visitor.get(reverse("samarbejde:health_ready"))
    assert (live.status_code, live.content) == (200, b"ok\n")
    assert (ready.status_code, ready.content) == (503, b"database: away\n")


def test_ready_says_nothing_about_the_machine(visitor, db, monkeypatch):
    monkeypatch.setattr(health, "is_beating", lambda: True)
    assert visitor.get(reverse("samarbejde:health_ready")).content == b"database: ok\nmigrations: ok\nworker: ok\n"


@pytest.mark.parametrize(
    ("route", "data"),
    [
        ("samarbejde:next_step_edit", {"next_step": "Ring til skolen", "next_step_on": ""}),
        ("samarbejde:collaboration_notes", {"text": "Husk det her"}),
    ],
)
def test_reading_goes_on_and_writing_is_refused_politely_on_a_copy(cast, visitor, route, data):
    visitor.force_login(cast.editor)
    url = reverse(route, args=[cast.collaboration.pk])
    page = reverse("samarbejde:collaboration_detail", args=[cast.collaboration.pk])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        read, written = visitor.get(page), visitor.post(url, data)
        transaction.set_rollback(True)  # which ends the reading, too
    assert read.status_code == 200
    assert_polite(written)


def test_a_statement_that_takes_too_long_is_stopped(cast, visitor, monkeypatch):
    visitor.force_login(cast.editor)

    def sleep(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '20ms'")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(overview, "render", sleep)
    assert_polite(visitor.get(reverse("samarbejde:overview")))
