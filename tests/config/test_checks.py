import types

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from config import checks, demo_accounts

ACCOUNTS = types.SimpleNamespace(DEMO_ACCOUNTS=[("anna@example.dk", "Anna", "redaktør")], DEMO_PASSWORD="hest")


@pytest.fixture(autouse=True)
def production(monkeypatch, settings):
    settings.PRODUCTION = True
    monkeypatch.setattr(demo_accounts, "accounts_module", lambda: ACCOUNTS)


def found():
    return [message.msg for message in checks.no_demo_accounts_on_a_server(databases=["default"])]


@pytest.mark.django_db
def test_server_with_a_demo_account_is_refused():
    get_user_model().objects.create(email="anna@example.dk")
    assert found() == [checks.DEMO_ACCOUNTS_FOUND.format(emails="anna@example.dk")]


@pytest.mark.django_db
def test_server_with_its_own_accounts_is_fine():
    get_user_model().objects.create(email="en.rigtig@museum.dk")
    assert found() == []


@pytest.mark.django_db
def test_demo_itself_is_not_asked(settings):
    settings.PRODUCTION = False
    get_user_model().objects.create(email="anna@example.dk")
    assert found() == []


def test_database_not_migrated_yet_is_fine(monkeypatch):
    def not_there(**_):
        raise DatabaseError

    monkeypatch.setattr(get_user_model().objects, "filter", not_there, raising=False)
    assert found() == []


def test_no_database_is_asked_without_leave():
    assert checks.no_demo_accounts_on_a_server(databases=None) == []
