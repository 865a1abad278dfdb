import os
import signal
import socket
import subprocess
import sys
import types
import urllib.request

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from config import demo_accounts
from config.management.commands import demo

ACCOUNTS = types.SimpleNamespace(
    DEMO_ACCOUNTS=[("anna@example.dk", "Anna", "redaktør"), ("bo@example.dk", "Bo", "læser")], DEMO_PASSWORD="hest"
)


@pytest.fixture
def accounts(monkeypatch):
    monkeypatch.setattr(demo_accounts, "accounts_module", lambda: ACCOUNTS)


@pytest.fixture
def loaded(monkeypatch):
    """The names of the commands that were called, instead of calling them."""
    names = []
    monkeypatch.setattr(demo, "call_command", lambda name, **_: names.append(name))
    return names


def test_demo_is_refused_outside_demo_mode():
    with pytest.raises(CommandError, match=r"python3 manage\.py demo"):
        call_command("demo")


def test_demo_address_is_explained():
    with pytest.raises(CommandError, match=r"127\.0\.0\.1:8000"):
        demo.Command().parsed("her")


@pytest.mark.django_db
def test_empty_database_is_filled(accounts, loaded, monkeypatch):
    monkeypatch.setattr(demo, "get_commands", lambda: {"load_reference": "samarbejde", "load_demo": "samarbejde"})
    demo.Command().prepare()
    assert loaded == ["createcachetable", "load_reference", "load_demo"]


@pytest.mark.django_db
def test_filled_database_is_left_alone(accounts, loaded):
    get_user_model().objects.create(email="anna@example.dk")
    demo.Command().prepare()
    assert loaded == ["createcachetable"]


@pytest.mark.django_db
def test_database_of_others_is_not_touched(accounts, loaded):
    get_user_model().objects.create(email="en.rigtig@museum.dk")
    with pytest.raises(CommandError, match="andres data"):
        demo.Command().prepare()
    assert "load_demo" not in loaded


def test_welcome_names_the_address_and_every_login(accounts, capsys):
    demo.Command().welcome(demo.serving.Address("127.0.0.1", 8000))
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines == [
        "Samarbejde kører nu på http://127.0.0.1:8000",
        "Log ind med adgangskoden hest som en af disse:",
        "anna@example.dk  redaktør (Anna)",
        "bo@example.dk    læser (Bo)",
        "Stop med Ctrl-C.",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to stop it with")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the demo would not find its database empty")
def test_demo_serves_and_stops_when_told():
    name = f"{connection.settings_dict['NAME']}_demo"
    environ = {key: value for key, value in os.environ.items() if key not in {"SAMARBEJDE_TESTING", "COV_CORE_SOURCE"}}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=settings.BASE_DIR,
        env=environ | {"SAMARBEJDE_DB": name},
    )
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        else:
            pytest.fail("".join(said))
        with urllib.request.urlopen(f"http://{address}/konto/login/", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        rest = process.communicate(timeout=60)[0]
        assert (process.returncode, rest.strip().splitlines()[-1]) == (
            0,
            "Demoen er stoppet. Data er gemt til næste gang.",
        )
    finally:
        process.kill()
        process.communicate()
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")
