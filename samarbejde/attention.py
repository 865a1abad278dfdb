"""Attention rules: small named classes over a queryset of collaborations, computed in bulk and stored."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from samarbejde.choices import Severity


@dataclass(frozen=True)
class Hit:
    """The rule holds for one collaboration. ``data`` fills the sentence; its change wakes an answered signal."""

    collaboration_id: int
    data: dict = field(default_factory=dict)
    since: datetime.date | None = None


class AttentionRule:
    """Subclass, set the class attributes, and write `find`. Texts are %-formatted with the hit's ``data``."""

    code: str = ""
    guide: str = ""
    severity: str = Severity.LOOK
    what: str | Promise = ""  # ”Ingen leder med på %(school)s”
    why: str | Promise = ""  # one sentence
    short: str | Promise = ""  # for the list: ”Ingen leder”
    action: str | Promise = ""  # the button: ”Tilføj leder”
    url_name: str = ""  # takes the collaboration's pk

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        """Return a hit for each collaboration the rule holds for, in a fixed number of queries."""
        raise NotImplementedError

    def sentence(self, data: dict) -> str:
        return str(self.what) % data

    def reason(self, data: dict) -> str:
        return str(self.why) % data

    def action_url(self, collaboration_id: int) -> str:
        """The one click that mends it."""
        return reverse(self.url_name, args=[collaboration_id])
