"""The phase's figures of one school year, each defined once. `queries.sessions` has the rows behind them."""

import datetime

from django.db.models import Count, Max, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from followup.choices import SessionStatus
from followup.models import Session
from followup.queries.sessions import held_totals
from samarbejde.lib.weeks import school_year_days
from samarbejde.models import Party


def sessions_in(user, days: tuple[datetime.date, datetime.date]) -> QuerySet:
    """Return the sessions ``user`` may see between two days, both counted."""
    return Session.objects.visible_to(user).filter(date__range=days)


def year_totals(user, school_year: int) -> dict:
    """Return sessions, participations, adults, hours, collaborations and ``schools`` of a school year, in one query.

    ``participations`` counts one pupil at one session; ``schools`` are the schools of collaborations that had one.
    """
    rows = sessions_in(user, school_year_days(school_year)).filter(status=SessionStatus.HELD).order_by()
    parties = Party.objects.filter(collaboration__in=rows.values("collaboration")).order_by()
    # The same number on every row, found once; so that it comes along without a query of its own.
    schools = parties.annotate(all=Value(1)).values("all").annotate(n=Count("school", distinct=True)).values("n")
    return held_totals(rows.annotate(school_count=Subquery(schools)), schools=Coalesce(Max("school_count"), 0))
