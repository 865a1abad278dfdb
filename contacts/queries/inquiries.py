"""Reads of incoming requests: which came twice, what we have with the school already, what waits."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, Q, Value
from django.shortcuts import get_object_or_404

from contacts.models import Inquiry, InquiryPage
from samarbejde.lib.functions import DanishSortKey
from samarbejde.models import Collaboration, Institution

TWICE_WITHIN = datetime.timedelta(days=60)
MOST_SHOWN = 5


def get_visible_inquiry(user, pk: int) -> Inquiry:
    """Return the request with its places, or raise Http404."""
    rows = Inquiry.objects.visible_to(user).select_related(
        "institution", "school__municipality", "municipality", "decided_by", "collaboration", "assessment"
    )
    return get_object_or_404(rows, pk=pk)


def find_twins(inquiry: Inquiry) -> list[Inquiry]:
    """Return requests from the same person at the same place within some weeks before or after."""
    place = Q(place_key=DanishSortKey(Value(inquiry.place_name)))
    if inquiry.school_id:
        place |= Q(school=inquiry.school_id)
    if inquiry.municipality_id:
        place |= Q(municipality=inquiry.municipality_id)
    person = Q(email__iexact=inquiry.email) | Q(name__iexact=inquiry.name)
    near = Q(received__range=(inquiry.received - TWICE_WITHIN, inquiry.received + TWICE_WITHIN))
    rows = Inquiry.objects.filter(place, person, near, institution=inquiry.institution).exclude(pk=inquiry.pk)
    return list(rows.order_by("-received", "-pk")[:MOST_SHOWN])


def known_collaborations(user, inquiry: Inquiry) -> list[Collaboration]:
    """Return what the institution has, or has had, with that school or municipality."""
    if inquiry.place is None:
        return []
    place = {"parties__school": inquiry.school} if inquiry.school else {"parties__municipality": inquiry.municipality}
    rows = Collaboration.objects.visible_to(user).filter(institution=inquiry.institution, **place)
    return list(rows.exclude(pk=inquiry.collaboration_id).order_by("-updated_at", "pk")[:MOST_SHOWN])


@dataclass(frozen=True)
class Waiting:
    """How many requests nobody has answered, and since when the first waits."""

    number: int
    since: datetime.datetime
    latest: list[Inquiry]


def unanswered(user) -> Waiting | None:
    """Return what waits for an answer at the user's places; one query, one more when something waits."""
    rows = Inquiry.objects.visible_to(user).unanswered()
    found = rows.aggregate(number=Count("pk"), since=Min("received"))
    if not found["number"]:
        return None
    return Waiting(found["number"], found["since"], list(rows.order_by("received", "pk")[:3]))


def page_of(institution: Institution) -> InquiryPage:
    """Return how the institution's public page greets; an unsaved one, open, until somebody has written it."""
    found = InquiryPage.objects.filter(institution=institution).first()
    return found or InquiryPage(institution=institution, version=0)
