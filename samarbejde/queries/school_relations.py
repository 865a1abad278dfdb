"""What a school is to us, as far as the user may see: never contacted, contacted, in a collaboration, earlier."""

import math

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import ACos, Cast, Coalesce, Cos, Greatest, Least, Radians, Round, Sin
from django.db.models.lookups import Exact, IsNull
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.models import Event, Institution, Party
from samarbejde.phases import Phase, Status

CONTACT_VERBS = ("contact_attempted",)
EARTH_METRES = 6_371_000
KM_PER_DEGREE = 111.2
FAR_AWAY = 99_999_999  # metres; where a place has no coordinates

RUNNING = Q(collaboration__status__in=[Status.RUNNING, Status.PAUSED]) & ~Q(collaboration__phase=Phase.CLOSED)
# In the first phase nothing is agreed yet: that is contact. A decline is an answer to a contact.
ACTIVE = RUNNING & ~Q(collaboration__phase=Phase.CONTACT)
EARLIER = Q(collaboration__phase=Phase.CLOSED) | Q(collaboration__status=Status.RENEWED)


class Relation(models.TextChoices):
    ACTIVE = "aktiv", _("Collaboration under way")
    EARLIER = "tidligere", _("Collaborated earlier")
    CONTACTED = "kontaktet", _("Contacted")
    NEVER = "aldrig", _("Never contacted")


def _parties(user) -> QuerySet:
    found = Party.objects.filter(school__isnull=False)
    return found if sees_everything(user) else found.filter(collaboration__institution__in=institution_ids(user))


def _contacts(user) -> QuerySet:
    found = Event.objects.filter(school__isnull=False, verb__in=CONTACT_VERBS)
    return found if sees_everything(user) else found.filter(institution__in=institution_ids(user))


def relation_of(user) -> Case:
    """Return an expression over schools that gives one of `Relation`.

    Written with scalar subqueries: for those PostgreSQL looks up each shown row, where it would read all parties
    into a hash for an EXISTS.
    """
    ranks = Case(When(ACTIVE, then=Value(1)), When(EARLIER, then=Value(2)), default=Value(3))
    parties = _parties(user).filter(school=OuterRef("pk")).order_by().values("school")
    best = Subquery(parties.annotate(best=Min(ranks)).values("best"))
    contact = Subquery(_contacts(user).filter(school=OuterRef("pk")).order_by().values("pk")[:1])
    return Case(
        When(Exact(best, Value(1)), then=Value(Relation.ACTIVE.value)),
        When(Exact(best, Value(2)), then=Value(Relation.EARLIER.value)),
        When(Exact(best, Value(3)), then=Value(Relation.CONTACTED.value)),
        When(IsNull(contact, False), then=Value(Relation.CONTACTED.value)),
        default=Value(Relation.NEVER.value),
        output_field=models.CharField(),
    )


def with_relation(schools: QuerySet, relation: str, user) -> QuerySet:
    """Return the schools that are ``relation`` to the user's places."""
    parties = _parties(user)
    active, earlier = parties.filter(ACTIVE).values("school"), parties.filter(EARLIER).values("school")
    known, contacted = parties.values("school"), _contacts(user).values("school")
    if relation == Relation.ACTIVE:
        return schools.filter(pk__in=active)
    if relation == Relation.EARLIER:
        return schools.filter(pk__in=earlier).exclude(pk__in=active)
    if relation == Relation.CONTACTED:
        found = schools.filter(Q(pk__in=known) | Q(pk__in=contacted))
        return found.exclude(pk__in=active).exclude(pk__in=earlier)
    return schools.exclude(pk__in=known).exclude(pk__in=contacted)


def last_contact(user) -> Subquery:
    """Return an expression over schools: when somebody at the user's places was last in contact, or nothing."""
    found = _contacts(user).filter(school=OuterRef("pk")).order_by().values("school")
    return Subquery(found.annotate(last=Max("at")).values("last"))


def origin_of(user) -> Institution | None:
    """Return the user's first institution that has a place on the map; read with the memberships."""
    places = (membership.institution for membership in user.memberships_now if membership.institution)
    return next((place for place in places if place.latitude is not None and place.longitude is not None), None)


def metres_from(place: Institution) -> Coalesce:
    """Return an expression over schools: metres as the crow flies, `FAR_AWAY` where coordinates are missing."""
    latitude, longitude = Radians(F("latitude")), Radians(F("longitude"))
    here, east = math.radians(place.latitude), math.radians(place.longitude)
    cosine = Sin(latitude) * math.sin(here) + Cos(latitude) * math.cos(here) * Cos(longitude - east)
    within = Greatest(Value(-1.0), Least(Value(1.0), ExpressionWrapper(cosine, output_field=models.FloatField())))
    metres = ExpressionWrapper(ACos(within) * EARTH_METRES, output_field=models.FloatField())
    return Coalesce(Cast(Round(metres), models.IntegerField()), Value(FAR_AWAY))


def within_km(schools: QuerySet, place: Institution, km: float) -> QuerySet:
    """Return the schools at most ``km`` away: first by a box, which the index answers, then by the distance itself."""
    north = km / KM_PER_DEGREE
    east = north / max(0.1, math.cos(math.radians(place.latitude)))
    box = schools.filter(
        latitude__range=(place.latitude - north, place.latitude + north),
        longitude__range=(place.longitude - east, place.longitude + east),
    )
    return box.alias(metres_away=metres_from(place)).filter(metres_away__lte=round(km * 1000))
