"""What tells a person from a program on a public form, without asking anybody to read crooked letters."""

import hashlib
import time
import uuid
from dataclasses import dataclass

from django.core import signing
from django.core.cache import cache

SALT = "contacts.inquiry"
QUICKEST = 2  # seconds: nobody reads and writes faster
LONGEST = 60 * 60 * 24
HOUR, DAY = 60 * 60, 60 * 60 * 24
# A whole school sits behind one address: six hundred people must get through in an hour.
FROM_ONE_ADDRESS = 900
TO_ONE_PLACE = 2000
RECEIPTS_TO_ONE = 3


@dataclass(frozen=True)
class Stamp:
    """When a form was shown, and the key that makes one row of it."""

    key: uuid.UUID
    age: float

    @property
    def is_quick(self) -> bool:
        return self.age < QUICKEST


def new_stamp(slug: str, *, shown_before: bool = False) -> str:
    """Return a signed stamp for one institution's form; ``shown_before`` lets it be sent at once."""
    at = time.time() - (QUICKEST if shown_before else 0)
    return signing.dumps({"key": str(uuid.uuid4()), "for": slug, "at": at}, salt=SALT)


def read_stamp(text: str, slug: str) -> Stamp | None:
    """Return the stamp, or None when it is forged, another form's, or more than a day old."""
    try:
        data = signing.loads(text, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    return Stamp(uuid.UUID(data["key"]), time.time() - data["at"]) if data["for"] == slug else None


def is_within_limits(address: str, institution_id: int) -> bool:
    """Count one more form sent, and return whether that is still as many as people would send."""
    first = _count("from", address, HOUR) <= FROM_ONE_ADDRESS
    return _count("to", str(institution_id), DAY) <= TO_ONE_PLACE and first


def may_get_receipt(email: str) -> bool:
    """Return whether this mailbox can have one more receipt today: the form must not be used to fill it."""
    return _count("receipt", email.casefold(), DAY) <= RECEIPTS_TO_ONE


def _count(what: str, whom: str, seconds: int) -> int:
    """Return how many there have been within the time; the address itself is not kept."""
    key = f"inquiry:{what}:{hashlib.sha256(whom.encode()).hexdigest()[:32]}:{int(time.time() // seconds)}"
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out in between
        return 1
