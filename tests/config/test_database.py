import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.database import database_settings, parse_database_url

LIMITS = "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"


def parts_of(url):
    found = parse_database_url(url)
    return tuple(found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME"))


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("postgres://anna:hest@db.example.dk:6543/skole", ("anna", "hest", "db.example.dk", "6543", "skole")),
        ("postgresql://anna@db.example.dk/skole", ("anna", "", "db.example.dk", "", "skole")),
        ("postgres://a%40b:p%2Fa%3As%25s%C3%A6@h/k%C3%B8", ("a@b", "p/a:s%sæ", "h", "", "kø")),
        ("postgres://anna:x@[::1]:5432/skole", ("anna", "x", "::1", "5432", "skole")),
        ("postgres:///skole?host=/var/run/postgresql&port=5433", ("", "", "/var/run/postgresql", "5433", "skole")),
    ],
)
def test_database_url_is_read(url, parts):
    assert parts_of(url) == parts


def test_database_url_limits_how_long_the_server_may_hang():
    assert parse_database_url("postgres://h/n")["OPTIONS"] == {"connect_timeout": 5, "options": LIMITS}


def test_database_url_options_win_over_ours():
    url = "postgres://h/n?sslmode=require&connect_timeout=1&options=-c%20statement_timeout%3D0"
    assert parse_database_url(url)["OPTIONS"] == {
        "connect_timeout": "1",
        "sslmode": "require",
        "options": f"{LIMITS} -c statement_timeout=0",
    }


@pytest.mark.parametrize(
    "url",
    ["mysql://a:hemmelig@h/n", "postgres://a:hemmelig@h", "postgres://a:hemmelig@h:port/n", "postgres://hemmelig@[h/n"],
)
def test_database_url_unreadable_is_refused_without_the_password(url):
    with pytest.raises(ImproperlyConfigured) as refusal:
        parse_database_url(url)
    assert "hemmelig" not in str(refusal.value)


@pytest.mark.parametrize(
    ("environ", "name", "test_name"),
    [
        ({}, "samarbejde", "test_samarbejde"),
        ({"SAMARBEJDE_DB": "anna", "SAMARBEJDE_TEST_DB": "bo"}, "anna", "test_bo"),
        ({"SAMARBEJDE_DEMO": "1"}, "samarbejde_demo", "test_samarbejde_demo"),
        ({"DATABASE_URL": "postgres://h/skole"}, "skole", "test_skole"),
    ],
)
def test_database_names_follow_the_environment(environ, name, test_name):
    found = database_settings(environ)
    assert (found["NAME"], found["TEST"]["NAME"]) == (name, test_name)


def test_database_url_empty_means_the_embedded_server():
    assert database_settings({"DATABASE_URL": " "})["ENGINE"] == "config.embedded_postgres"


def test_driver_is_psycopg2():
    """Django prefers psycopg 3 without a word when some package brings it."""
    assert connection.Database.__name__ == "psycopg2"
