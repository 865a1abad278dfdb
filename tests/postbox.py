"""A real mail server for tests: it keeps what it is given, parsed."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Postbox:
    """Takes mail in; refuses whatever its address says it should."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address.startswith("afvist"):
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


class QuietController(Controller):
    def _trigger_server(self):
        """Asks the server for its greeting, and closes what it asked with."""
        with smtplib.SMTP(self.hostname, self.port, timeout=5):
            pass


@contextmanager
def open_postbox(settings, port: int) -> Iterator[Postbox]:
    """Run a mail server, and send through it."""
    box = Postbox()
    server = QuietController(box, hostname="127.0.0.1", port=port)
    server.start()
    use_smtp(settings, server.port)
    yield box
    server.stop()


def use_smtp(settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
