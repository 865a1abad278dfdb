"""Both sides say what they expect; one text is written; each side confirms exactly that text."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.emails import compose_expectations
from contacts.models import ExpectationAlignment, ExpectationAnswer, ExpectationConfirmation
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, note_opened, replace_link
from samarbejde.actions.outbox import enqueue_message
from samarbejde.actions.summary import refresh_summary
from samarbejde.choices import LinkPurpose
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, Party

ASKED = "expectations-asked"
QUESTIONS = ("kind", "meaning", "gain", "contribution", "rhythm")


def _answer_of(party: Party) -> ExpectationAnswer:
    """Return the side's row, locked; made the first time it is needed."""
    alignment, _is_new = ExpectationAlignment.objects.get_or_create(collaboration=party.collaboration)
    row, _is_new = ExpectationAnswer.objects.get_or_create(alignment=alignment, party=party)
    return ExpectationAnswer.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


@transaction.atomic
def ask_expectations(*, party: Party, name: str, email: str, by) -> ExpectationAnswer:
    """Send one side a link to the questions, or to the text that waits for its yes. An older link stops working."""
    row, collaboration = _answer_of(party), party.collaboration
    if row.link is None:
        link, token = create_link(
            purpose=LinkPurpose.EXPECTATIONS, collaboration=collaboration, recipient_name=name,
            recipient_email=email, by=by,
        )  # fmt: skip
        row.link = link
        row.save(update_fields=["link"])
    else:
        link, token = replace_link(link=row.link, by=by)
        link.recipient_name, link.recipient_email = name, email
        link.save(update_fields=["recipient_name", "recipient_email"])
    subject, body = compose_expectations(row, token=token, to_name=name, sender=by)
    enqueue_message(
        key=f"{ASKED}:{row.pk}:{link.token_hash[:16]}", kind=ASKED, to_email=email, to_name=name, reply_to=by.email,
        subject=subject, body=body, collaboration=collaboration, by=by,
    )  # fmt: skip
    record_event(verb="expectations_asked", collaboration=collaboration, data={"party": str(party)}, by=by)
    return row


@transaction.atomic
def answer_expectations(*, party: Party, version: int, typed_name: str, by=None, **answers) -> ExpectationAnswer:
    """Keep one side's answers. They may be changed until a shared text is written."""
    row = _answer_of(party)
    row = lock_version(ExpectationAnswer, row.pk, version)
    if row.alignment.agreed_text:
        raise ValidationError(_("A shared text has been written already. Read that instead."))
    for name in QUESTIONS:
        setattr(row, name, answers[name])
    row.typed_name, row.answered = typed_name, timezone.now()
    row.version += 1
    row.save(update_fields=[*QUESTIONS, "typed_name", "answered", "version"])
    if row.link and by is None:
        note_opened(link=row.link)
    record_event(
        verb="expectations_answered", collaboration=party.collaboration, data={"party": str(party)},
        actor_name=typed_name, by=by,
    )  # fmt: skip
    return row


@transaction.atomic
def write_understanding(*, collaboration: Collaboration, version: int, text: str, by) -> ExpectationAlignment:
    """Write the one text. Another text than before must be confirmed anew; what was confirmed before is kept."""
    alignment, _is_new = ExpectationAlignment.objects.get_or_create(collaboration=collaboration)
    row = lock_version(ExpectationAlignment, alignment.pk, version)
    text = text.replace("\r\n", "\n").strip()
    if text != row.agreed_text:
        row.confirmed = None
    row.agreed_text, row.written_at, row.written_by = text, timezone.now(), by
    row.version += 1
    row.save(update_fields=["agreed_text", "written_at", "written_by", "confirmed", "version"])
    record_event(verb="understanding_written", collaboration=collaboration, data={"hash": row.text_hash}, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return row


@transaction.atomic
def confirm_understanding(*, party: Party, typed_name: str, text_hash: str, by=None) -> ExpectationConfirmation:
    """One side says yes to exactly the text with ``text_hash``. Saying yes twice is saying it once."""
    # The alignment is locked, so that the last two to answer cannot both believe that somebody is missing.
    row = ExpectationAlignment.objects.select_for_update(of=("self",), no_key=True).get(
        collaboration=party.collaboration_id
    )
    if not row.agreed_text or text_hash != row.text_hash:
        raise ValidationError(_("The text has been changed since you opened it. Read it again before you answer."))
    confirmation, is_new = ExpectationConfirmation.objects.get_or_create(
        alignment=row, party=party, text_hash=text_hash,
        defaults={"typed_name": typed_name, "confirmed": timezone.now()},
    )  # fmt: skip
    if not is_new:
        return confirmation
    record_event(
        verb="understanding_confirmed", collaboration=party.collaboration, actor_name=typed_name, by=by,
        data={"party": str(party), "name": typed_name, "hash": text_hash},
    )  # fmt: skip
    said_yes = set(row.confirmations.filter(text_hash=text_hash).values_list("party", flat=True))
    if not party.collaboration.parties.exclude(pk__in=said_yes).exists():
        _conclude(row)
    return confirmation


def _conclude(row: ExpectationAlignment) -> None:
    """All sides have said yes: the text is the collaboration's own, and the agreement begins with it."""
    row.confirmed = timezone.now()
    row.save(update_fields=["confirmed"])
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=row.collaboration_id)
    collaboration.understanding = row.agreed_text
    collaboration.version += 1
    collaboration.save(update_fields=["understanding", "version", "updated_at"])
    refresh_summary(collaborations=[collaboration.pk])
    refresh_attention(collaborations=[collaboration.pk])
