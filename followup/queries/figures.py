"""The phase's figures of one school year, each defined once. `queries.sessions` has the rows behind them."""

import datetime

from django.db.models import Count, Max, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from followup.choices import SessionStatus
from followup.models import Session
from followup.queries.sessions import held_totals
from samarbejde.lib.danish import format_hours, format_number
from samarbejde.lib.weeks import school_year_days
from samarbejde.models import Party
from samarbejde.panels import Figure


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


def figures_of(user, school_year: int) -> list[Figure]:
    """Return the year's numbers with the rows behind each. One query."""
    totals = year_totals(user, school_year)
    rows = f"{reverse('followup:session_list')}?skoleaar={school_year}&status=held"
    schools = f"{rows}&vis=skoler"
    return [
        Figure(format_number(totals["participations"]), _("participations"), _("one pupil, one session"), rows),
        Figure(format_number(totals["sessions"]), _("sessions"), _("held with pupils"), rows),
        Figure(format_hours(totals["hours"]), _("teaching hours"), _("in the sessions held"), rows),
        Figure(format_number(totals["schools"]), _("schools reached"), _("with at least one session"), schools),
    ]
