"""Mail through a real SMTP server: it arrives whole, waits when it must, and never leaves twice."""

import datetime
import os
import re
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from samarbejde.actions import outbox
from samarbejde.actions.outbox import MAX_ATTEMPTS, attach_file, deliver_due_messages, enqueue_message
from samarbejde.choices import MessageStatus
from samarbejde.models import OutboxMessage
from samarbejde.models.outbox import MAX_ATTACHMENT
from tests.factories import OutboxAttachmentFactory, OutboxMessageFactory
from tests.pictures import PIXEL
from tests.postbox import use_smtp

BODY = "Kære Inger\n\nVi ses på Ærø – æøå ÆØÅ ”sådan”.\n\nVenlig hilsen\nMaja"


def ready(message):
    """Let the pause pass."""
    OutboxMessage.objects.filter(pk=message.pk).update(due=timezone.now())


def state(message):
    message.refresh_from_db()
    return message.status, message.attempts


def test_a_mail_arrives_as_written(db, postbox):
    enqueue_message(
        key="a", kind="test", to_email="inger@skole.example", reply_to="maja@museum.example",
        subject="Aftale på Ærø – næste år\nBcc: alle@skole.example", body=BODY,
    )  # fmt: skip
    assert deliver_due_messages() == 1
    [(receivers, mail)] = postbox.mails
    assert receivers == ["inger@skole.example"]
    assert mail["Subject"].strip() == "Aftale på Ærø – næste år Bcc: alle@skole.example"
    assert (mail["Auto-Submitted"], mail["Reply-To"]) == ("auto-generated", "maja@museum.example")
    assert (mail.get_content_type(), mail.get_content().replace("\r\n", "\n").strip()) == ("text/plain", BODY)
    assert OutboxMessage.objects.get().status == MessageStatus.SENT


def test_a_mail_takes_its_files_along(db, postbox):
    message = OutboxMessageFactory(body=BODY)
    for _ in range(2):
        attach_file(message=message, name="æble.png", content_type="image/png", content=PIXEL)
        attach_file(message=message, name="program.txt", content_type="text/plain", content=b"Kl. 9")
    deliver_due_messages()
    [(_receivers, mail)] = postbox.mails
    files = [(part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
             for part in mail.iter_attachments()]  # fmt: skip
    assert files == [("æble.png", "image/png", PIXEL), ("program.txt", "text/plain", b"Kl. 9")]
    assert mail.get_body().get_content().replace("\r\n", "\n").strip() == BODY


def test_a_file_too_large_is_refused(db):
    message, large = OutboxMessageFactory(), b"0" * (MAX_ATTACHMENT + 1)
    with pytest.raises(ValidationError, match=r"stor\.bin er for stor"):
        attach_file(message=message, name="stor.bin", content_type="application/zip", content=large)
    with pytest.raises(IntegrityError, match="not_too_large"):
        OutboxAttachmentFactory(message=message, content=large)


def test_while_the_server_is_away_mails_wait_and_lose_no_try(db, settings, unused_tcp_port_number):
    use_smtp(settings, unused_tcp_port_number)
    first, second = OutboxMessageFactory(), OutboxMessageFactory()
    for _ in range(MAX_ATTEMPTS + 3):
        ready(first)
        ready(second)
        assert deliver_due_messages() == 0
    assert state(first) == state(second) == (MessageStatus.QUEUED, 0)
    assert "ConnectionRefused" in first.error + second.error
    assert first.due > timezone.now() or second.due > timezone.now()


def test_when_the_server_comes_back_everything_leaves(db, settings, postbox):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    message = OutboxMessageFactory()
    deliver_due_messages()
    settings.EMAIL_PORT = port
    ready(message)
    assert (deliver_due_messages(), state(message), message.error) == (1, (MessageStatus.SENT, 1), "")


def test_a_refused_mail_is_put_aside_after_its_tries_and_holds_nobody_up(db, postbox):
    poison = OutboxMessageFactory(to_email="afvist@skole.example")
    pauses = []
    for number in range(1, MAX_ATTEMPTS + 1):
        ready(poison)
        OutboxMessageFactory(to_email=f"nr{number}@skole.example")
        before = timezone.now()
        assert deliver_due_messages() == 1
        poison.refresh_from_db()
        pauses.append(round((poison.due - before).total_seconds() / 60))
    assert state(poison) == (MessageStatus.FAILED, MAX_ATTEMPTS)
    assert pauses == [2**n for n in range(1, MAX_ATTEMPTS + 1)]
    assert "550" in poison.error
    ready(poison)
    assert (deliver_due_messages(), len(postbox.mails)) == (0, MAX_ATTEMPTS)


def test_a_mail_whose_sender_was_killed_is_taken_over_once(db, postbox):
    now = timezone.now()
    OutboxMessageFactory(status=MessageStatus.SENDING, attempts=1, leased_until=now - datetime.timedelta(seconds=1))
    at_work = OutboxMessageFactory(
        status=MessageStatus.SENDING, attempts=1, leased_until=now + datetime.timedelta(minutes=1)
    )
    assert (deliver_due_messages(), deliver_due_messages(), len(postbox.mails)) == (1, 0, 1)
    assert state(at_work) == (MessageStatus.SENDING, 1)


def test_a_mail_that_kills_each_sender_is_put_aside(db, postbox):
    message = OutboxMessageFactory(
        status=MessageStatus.SENDING, attempts=MAX_ATTEMPTS, leased_until=timezone.now() - datetime.timedelta(hours=1)
    )
    assert (deliver_due_messages(), state(message)) == (0, (MessageStatus.FAILED, MAX_ATTEMPTS))


def test_a_slow_server_leaves_time_for_other_work(db, postbox, monkeypatch):
    monkeypatch.setattr(outbox, "LONGEST_ROUND", -1.0)
    OutboxMessageFactory.create_batch(3)
    assert [deliver_due_messages() for _ in range(4)] == [1, 1, 1, 0]


def test_the_same_key_is_one_mail(db):
    values = {"kind": "test", "to_email": "inger@skole.example", "subject": "Hej", "body": BODY}
    assert enqueue_message(key="aftale:1", **values) == enqueue_message(key="aftale:1", **values)


def test_the_demo_sends_nothing(db, settings, postbox):
    settings.OUTBOX_DELIVERS = False
    message = OutboxMessageFactory()
    assert (deliver_due_messages(), postbox.mails, state(message)) == (0, [], (MessageStatus.QUEUED, 0))


def test_nobody_waits_for_a_mail_server_that_is_away(cast, login, settings, unused_tcp_port_number, mailoutbox):
    """What a page sends goes through the outbox: with the server away the page answers as always."""
    use_smtp(settings, unused_tcp_port_number)
    from contacts.actions.assessments import decide_assessment, draft_reply
    from contacts.choices import Decision
    from tests.factories import AssessmentFactory

    assessment = AssessmentFactory(collaboration=cast.collaboration)
    decided = decide_assessment(
        collaboration=cast.collaboration, version=assessment.version, decision=Decision.ACCEPT, reason="Ja",
        by=cast.coordinator,
    )  # fmt: skip
    draft_reply(assessment=decided, to_name="Inger", to_email="inger@skole.example", by=cast.coordinator)
    message = OutboxMessage.objects.get()
    response = login(cast.coordinator).post(reverse("samarbejde:outbox_release", args=[message.pk]))
    assert (response.status_code, state(message)) == (302, (MessageStatus.QUEUED, 0))


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_send_each_mail_once(postbox):
    OutboxMessageFactory.create_batch(24)
    sent, start = [], threading.Barrier(4)

    def work():
        start.wait()
        try:
            sent.append(deliver_due_messages())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(sent), len(postbox.mails)) == (24, 24)
    assert set(OutboxMessage.objects.values_list("status", "attempts")) == {(MessageStatus.SENT, 1)}


@pytest.mark.skipif(os.name == "nt", reason="signals are other things on Windows")
@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_and_stops_when_it_is_told(postbox, settings, tmp_path):
    """The real process, on this database: SIGTERM lets it finish and end well."""
    message = OutboxMessageFactory()
    log = tmp_path / "worker.log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER], env=worker_environment(settings), stdout=out, stderr=out
        )
    try:
        end = time.monotonic() + 90
        while OutboxMessage.objects.filter(pk=message.pk).exclude(status=MessageStatus.SENT).exists():
            assert (time.monotonic() < end, worker.poll()) == (True, None), log.read_text()
            time.sleep(0.2)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0, log.read_text()
    finally:
        worker.kill()
        worker.wait()
    assert len(postbox.mails) == 1
    assert not re.search("Traceback", log.read_text())


# The worker as it runs every day, but on the test's database and mail server.
WORKER = """
import os, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
settings.EMAIL_PORT = int(os.environ["EMAIL_PORT"])
django.setup()
from django.core.management import call_command
call_command("worker")
"""


def worker_environment(settings) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(settings.BASE_DIR), "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(settings.EMAIL_PORT), "TEST_DATABASE": connection.settings_dict["NAME"],
    }  # fmt: skip
