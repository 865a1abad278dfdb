"""What the operator is told is what the program does."""

import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(settings.BASE_DIR)
ASKED = re.compile(r'(?:environ(?:\.get\(|\[)|flag\()"([A-Z_]+)"')


@pytest.mark.parametrize("source", ["config/settings.py", "config/database.py"])
def test_every_variable_is_explained(source):
    guide = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    asked = set(ASKED.findall((ROOT / source).read_text(encoding="utf-8")))
    assert asked
    assert {name for name in asked if f"`{name}`" not in guide} == set()


def test_a_server_without_a_key_of_its_own_does_not_start(settings, monkeypatch):
    """Each process would make up a key, and throw out whoever logged in at another."""
    module = importlib.import_module("config.wsgi")
    settings.PRODUCTION = True
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        importlib.reload(module)
    monkeypatch.setenv("SECRET_KEY", "k" * 60)
    importlib.reload(module)


def test_health_answers_those_who_ask_from_inside(client, settings, db):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sundhed/live").status_code == 200
    assert client.get("/konto/login/").status_code == 301
