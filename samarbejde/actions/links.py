"""Personal links: made, found again by their hash, revoked."""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from samarbejde.models import Link


def hash_token(token: str) -> str:
    """Return the SHA-256 of a token; only this is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_link(
    *, purpose: str, collaboration=None, user=None, person=None, institution=None,
    recipient_name: str = "", recipient_email: str = "", days: int | None = 60, by,
) -> tuple[Link, str]:  # fmt: skip
    """Return a new link and its token (256 bits). The token is shown or mailed now and cannot be found again."""
    token = secrets.token_urlsafe(32)
    link = Link.objects.create(
        purpose=purpose,
        token_hash=hash_token(token),
        collaboration=collaboration,
        user=user,
        person=person,
        institution=institution,
        recipient_name=recipient_name,
        recipient_email=recipient_email,
        expires=timezone.now() + datetime.timedelta(days=days) if days else None,
        created_by=by,
    )
    return link, token


@transaction.atomic
def replace_link(*, link: Link, days: int | None = 60, by) -> tuple[Link, str]:
    """Give an unopened or lost link a new token; the old one stops working at once."""
    token = secrets.token_urlsafe(32)
    link.token_hash = hash_token(token)
    link.expires = timezone.now() + datetime.timedelta(days=days) if days else None
    link.save(update_fields=["token_hash", "expires"])
    return link, token


def find_link(*, purpose: str, token: str) -> Link | None:
    """Return the usable link behind ``token``; unknown, expired and revoked look the same."""
    link = Link.objects.filter(purpose=purpose, token_hash=hash_token(token), revoked_at__isnull=True).first()
    return link if link and (link.expires is None or link.expires > timezone.now()) else None


@transaction.atomic
def revoke_link(*, link: Link, by) -> Link:
    """Stop a link from working."""
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
    return link


def note_opened(*, link: Link) -> None:
    """Remember the first time a link's page was shown to a person (set by a POST, or seen with the answer)."""
    Link.objects.filter(pk=link.pk, first_opened__isnull=True).update(first_opened=timezone.now())
