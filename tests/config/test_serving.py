import os
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from config import serving
from config.serving import Address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8000", Address("127.0.0.1", 8000)),
        ("8080", Address("127.0.0.1", 8080)),
        (":8080", Address("127.0.0.1", 8080)),
        ("[::1]:8000", Address("::1", 8000)),
    ],
)
def test_address_is_read(text, address):
    assert Address.parse(text) == address


@pytest.mark.parametrize("text", ["", "her", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:70000"])
def test_address_unreadable_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - its words are Python's own
        Address.parse(text)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        (Address("0.0.0.0", 80), "http://127.0.0.1:80"),
        (Address("::1", 8000), "http://[::1]:8000"),
    ],
)
def test_address_is_shown_as_it_is_opened(address, url):
    assert address.url == url


def test_taken_port_gives_way_to_the_next_free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = Address("127.0.0.1", taken.getsockname()[1])
        found = wanted.first_free()
    assert found.host == wanted.host
    assert wanted.port < found.port <= wanted.port + serving.PORTS_TRIED


def test_address_of_another_machine_is_an_error():
    with pytest.raises(OSError, match=r"\[Errno"):
        Address("192.0.2.1", 8000).first_free()


def test_address_is_known_to_links_and_hosts(monkeypatch):
    monkeypatch.setenv("SITE_URL", "")
    monkeypatch.setattr(settings, "SITE_URL", "")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1"])
    serving.answer_to(Address("127.0.0.1", 8123))
    assert (settings.SITE_URL, os.environ["SITE_URL"]) == ("http://127.0.0.1:8123", "http://127.0.0.1:8123")
    assert settings.ALLOWED_HOSTS == ["127.0.0.1"]
    serving.answer_to(Address("0.0.0.0", 8123))
    assert settings.ALLOWED_HOSTS == ["*"]


def is_alive(child):
    return child.poll() is None


def test_worker_ends_with_the_block(monkeypatch):
    started = []
    popen = subprocess.Popen

    def spy(*arguments, **options):
        started.append(popen([sys.executable, "-c", "import time; time.sleep(60)"], **options))
        return started[0]

    monkeypatch.setattr(serving.subprocess, "Popen", spy)
    with serving.worker("worker"):
        assert is_alive(started[0])
    assert not is_alive(started[0])
    started[0].stdin.close()


def test_leash_ends_the_command_when_its_parent_dies():
    """Closing the pipe is what the system does when the parent dies."""
    program = (
        "import sys, time; import django.core.management as m; m.execute_from_command_line = lambda argv: "
        "(print(argv, flush=True), time.sleep(60)); from config import leash; leash.main()"
    )
    command = [sys.executable, "-c", program, "worker"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR)
    assert child.stdout.readline() == "['manage.py', 'worker']\n"
    began = time.monotonic()
    child.stdin.close()
    child.wait(serving.SECONDS_TO_END)
    child.stdout.close()
    assert time.monotonic() - began < serving.SECONDS_TO_END
