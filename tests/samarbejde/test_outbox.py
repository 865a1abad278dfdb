"""The outbox: seen, held, released; and the worker that empties it."""

import signal
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from samarbejde.choices import MessageStatus
from samarbejde.lib.heartbeat import is_beating
from samarbejde.management.commands import worker
from samarbejde.models import AttentionSignal, OutboxMessage
from samarbejde.panels import Panel
from samarbejde.queries.outbox import PAGE, readable_body
from tests.factories import AttentionSignalFactory, OutboxAttachmentFactory, OutboxMessageFactory

TOKEN = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def message_of(cast, **values):
    return OutboxMessageFactory(collaboration=cast.collaboration, institution=cast.institution, **values)


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("hold", MessageStatus.QUEUED, MessageStatus.HELD),
        ("release", MessageStatus.HELD, MessageStatus.QUEUED),
        ("release", MessageStatus.FAILED, MessageStatus.QUEUED),
        ("cancel", MessageStatus.QUEUED, MessageStatus.CANCELLED),
        ("cancel", MessageStatus.SENT, MessageStatus.SENT),
        ("hold", MessageStatus.SENT, MessageStatus.SENT),
    ],
)
def test_a_coordinator_moves_a_mail(login, cast, step, before, after):
    message = message_of(cast, status=before)
    login(cast.coordinator).post(reverse(f"samarbejde:outbox_{step}", args=[message.pk]))
    message.refresh_from_db()
    assert message.status == after


def test_pages_of_the_outbox_lose_no_mail(login, cast):
    for number in range(PAGE + 20):
        message_of(cast, subject=f"Nr. {number}")
    client = login(cast.reader)
    first = client.get(reverse("samarbejde:outbox")).context
    second = client.get(reverse("samarbejde:outbox") + f"?fra={first['older']}").context
    seen = [row.subject for row in [*first["rows"], *second["rows"]]]
    assert (seen, second["older"]) == ([f"Nr. {n}" for n in reversed(range(PAGE + 20))], "")


def test_the_key_of_a_personal_link_is_only_readable_in_the_demo(cast, settings):
    message = message_of(cast, body=f"Se https://x.example/godkend/k/{TOKEN}/ tak")
    settings.DEMO = False
    hidden = readable_body(message)
    settings.DEMO = True
    assert (TOKEN in hidden, TOKEN in readable_body(message)) == (False, True)


def test_text_of_a_mail_is_never_markup(login, cast):
    message = message_of(cast, body="<script>alert(1)</script> https://x.example/?a=1&b=<b>")
    body = login(cast.reader).get(reverse("samarbejde:outbox_message", args=[message.pk])).content
    assert b"<script>alert(1)" not in body


def test_worker_once_does_everything(cast, monkeypatch):
    asked = []
    # The test's own transaction lives in the connection that a real worker may drop between rounds.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr(Panel, "enqueue_reminders", lambda self, today: asked.append(today) or 0)
    message = message_of(cast)
    AttentionSignalFactory(collaboration=cast.collaboration, code="regel-fra-i-fjor")
    call_command("worker", "--once")
    message.refresh_from_db()
    assert (message.status, [m.subject for m in mail.outbox]) == (MessageStatus.SENT, ["En besked"])
    assert not AttentionSignal.objects.filter(code="regel-fra-i-fjor").exists()
    assert set(asked) <= {timezone.localdate()}
    assert is_beating()


def test_worker_goes_on_after_a_fault_and_stops_when_told(cast, monkeypatch):
    rounds = []

    def work(self):
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("kaffe i serveren")
        signal.raise_signal(signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(worker.Command, "work", work)
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    try:
        call_command("worker")
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert (len(rounds), threading.current_thread().name) == (2, "MainThread")


def test_thin_commands_say_how_much(cast, capsys):
    message_of(cast)
    call_command("send_outbox")
    assert capsys.readouterr().out == "1 sendt\n"
    call_command("refresh_attention")
    assert capsys.readouterr().out.endswith("signaler\n")
    assert OutboxMessage.objects.get().status == MessageStatus.SENT


def test_a_mails_page_names_its_files_and_hands_them_out(login, cast):
    message = message_of(cast)
    attached = OutboxAttachmentFactory(message=message, name="program.txt", content=b"Kl. 9: bussen")
    client = login(cast.reader)
    page = client.get(reverse("samarbejde:outbox_message", args=[message.pk])).content.decode()
    answer = client.get(reverse("samarbejde:outbox_attachment", args=[message.pk, attached.pk]))
    assert [word in page for word in ("Vedhæftet", "program.txt", "13\xa0byte")] == [True] * 3
    assert (answer.content, answer["Content-Disposition"]) == (b"Kl. 9: bussen", 'attachment; filename="program.txt"')


def test_a_file_of_another_mail_is_missing(login, cast):
    elsewhere = OutboxAttachmentFactory(message=OutboxMessageFactory(institution=cast.elsewhere))
    address = reverse("samarbejde:outbox_attachment", args=[message_of(cast).pk, elsewhere.pk])
    assert login(cast.reader).get(address).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_a_mails_page_costs_the_same(login, cast, number, django_assert_num_queries):
    message = message_of(cast)
    OutboxAttachmentFactory.create_batch(number, message=message)
    client = login(cast.reader)
    with django_assert_num_queries(5):
        client.get(reverse("samarbejde:outbox_message", args=[message.pk]))
