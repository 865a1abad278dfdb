"""Whom to ask, this year, whether their details are still right."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samarbejde.models import Institution, Link, OutboxMessage, Person, Post
from samarbejde.panels import get_panels

ASK_AFTER_DAYS = 365
KIND = "person-confirmation"


def to_be_asked(institution: Institution, today: datetime.date | None = None) -> QuerySet:
    """Return the people outside our own house who were last confirmed over a year ago and have not been asked since."""
    limit = (today or timezone.localdate()) - datetime.timedelta(days=ASK_AFTER_DAYS)
    outside = Post.objects.filter(person=OuterRef("pk"), ended_on__isnull=True, institution__isnull=True)
    old = Q(confirmed_on__lt=limit) | Q(confirmed_on__isnull=True)
    rows = Person.objects.active().filter(old, Exists(outside), institution=institution, erased_at__isnull=True)
    asked = Link.objects.filter(person=OuterRef("pk"), created_at__date__gt=limit, revoked_at__isnull=True)
    rows = rows.exclude(Exists(asked)).order_by("confirmed_key", "name_key", "pk")
    for panel in get_panels():
        rows = panel.without_unsubscribed(rows, institution)
    return rows


def drafts_of(institution: Institution, kind: str = KIND) -> QuerySet:
    """Return the drafts of one kind that wait to be looked through."""
    return OutboxMessage.objects.filter(institution=institution, kind=kind, status="draft")
