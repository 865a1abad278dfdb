"""Whom do we not reach? Every open school in exactly one state, as one institution stands to it in one school year.

The states, the first that holds (”the year” ends today when it is the present one):

1. active: a collaboration past the first phase was under way in the year, or the school came on a visit in it;
2. talking: a collaboration is in its first phase, or the last contact led on less than a year before the year's end,
   after anything that ended or was declined;
3. declined: the last word is a no or a not now, from a contact or from a collaboration that was declined, after
   anything that ended;
4. lapsed: there was a collaboration, a visit or a talk earlier, and nothing in the year;
5. no answer: they were contacted, and nobody has answered;
6. never: none of it.

What happened after the year does not count. Only the register's schools count, and only those not closed.
"""

import datetime
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.choices import Outcome
from contacts.queries.attempts import LED_ON
from contacts.queries.finder import FROM_GRADE_7, FROM_GRADE_8
from samarbejde.lib.weeks import school_year_days
from samarbejde.phases import DeclineReason, Phase, Status

PAGE_LENGTH = 100


class State(TextChoices):
    NEVER = "aldrig", _("Never contacted")
    NO_ANSWER = "intet-svar", _("No answer")
    DECLINED = "nej", _("Said no")
    LAPSED = "faldet-fra", _("Lapsed")
    TALKING = "dialog", _("In dialogue")
    ACTIVE = "i-gang", _("Under way")


# Why a school declined: a collaboration's reason, or what a contact gave.
REASONS: dict[str, str | Promise] = {
    **{reason.value: reason.label for reason in DeclineReason},
    Outcome.NOT_NOW.value: Outcome.NOT_NOW.label,
    Outcome.NO.value: Outcome.NO.label,
}


@dataclass(frozen=True)
class Cut:
    """Which schools are looked at, and which school year (its first calendar year)."""

    school_year: int
    grades: tuple[int, int] | None = None
    types: tuple[str, ...] = ()
    region: str = ""
    municipality: str = ""
    state: str = ""
    reason: str = ""


STATES = """
WITH visits AS (
    SELECT school_id, max(visited_on) FILTER (WHERE visited_on >= %(start)s) AS this_year,
           max(visited_on) FILTER (WHERE visited_on < %(start)s) AS before
    FROM contacts_visit
    WHERE institution_id = %(institution)s AND school_id IS NOT NULL AND visited_on <= %(end)s
    GROUP BY school_id
), collaborations AS (
    SELECT p.school_id, c.status, c.phase, c.decline_reason,
           (c.updated_at AT TIME ZONE 'Europe/Copenhagen')::date AS changed_on,
           coalesce(c.starts_on, (c.created_at AT TIME ZONE 'Europe/Copenhagen')::date) AS began_on,
           CASE WHEN c.phase = %(closed)s OR c.status = %(renewed)s
                THEN coalesce(c.ends_on, (c.updated_at AT TIME ZONE 'Europe/Copenhagen')::date) END AS ended_on
    FROM samarbejde_party p JOIN samarbejde_collaboration c ON c.id = p.collaboration_id
    WHERE c.institution_id = %(institution)s AND p.school_id IS NOT NULL
      AND least(c.starts_on, (c.created_at AT TIME ZONE 'Europe/Copenhagen')::date) <= %(end)s
), shared AS (
    SELECT school_id,
           bool_or(status <> %(declined)s AND phase <> %(contact)s AND began_on <= %(end)s
                   AND (ended_on IS NULL OR ended_on >= %(start)s)) AS is_active,
           bool_or(status IN (%(running)s, %(paused)s) AND phase = %(contact)s) AS is_talking,
           max(ended_on) FILTER (WHERE ended_on < %(start)s AND status <> %(declined)s) AS ended_on,
           max(changed_on) FILTER (WHERE status = %(declined)s) AS declined_on,
           (array_agg(decline_reason ORDER BY changed_on DESC) FILTER (WHERE status = %(declined)s))[1] AS reason
    FROM collaborations GROUP BY school_id
), attempts AS (
    SELECT DISTINCT ON (school_id) school_id, outcome, happened_on
    FROM contacts_contactattempt
    WHERE institution_id = %(institution)s AND school_id IS NOT NULL AND happened_on <= %(end)s
    ORDER BY school_id, happened_on DESC, id DESC
), facts AS (
    SELECT s.id, s.number, s.name, s.name_key, s.city, s.latitude, s.longitude, t.name AS type_name,
           m.code AS municipality_code, m.name AS municipality_name, m.name_key AS municipality_key,
           m.latitude AS municipality_lat, m.longitude AS municipality_lon,
           coalesce(c.is_active, false) OR v.this_year IS NOT NULL AS is_active,
           coalesce(c.is_talking, false) AS is_talking, greatest(c.ended_on, v.before) AS lapsed_on,
           greatest(v.this_year, v.before) AS last_visit, c.declined_on, c.reason, a.outcome, a.happened_on
    FROM samarbejde_school s
    JOIN samarbejde_schooltype t ON t.id = s.type_id AND t.is_school
    JOIN samarbejde_municipality m ON m.id = s.municipality_id
    JOIN samarbejde_region r ON r.id = m.region_id
    LEFT JOIN visits v ON v.school_id = s.id
    LEFT JOIN shared c ON c.school_id = s.id
    LEFT JOIN attempts a ON a.school_id = s.id
    WHERE s.closed_on IS NULL
      AND (%(region)s = '' OR r.code = %(region)s)
      AND (%(municipality)s = '' OR m.code = %(municipality)s)
      AND (cardinality(%(types)s::text[]) = 0 OR t.code = ANY(%(types)s))
      AND (%(grade_from)s::int IS NULL OR (
          s.highest_grade >= %(grade_from)s
          AND CASE WHEN t.code = ANY(%(from_8)s) THEN 8 WHEN t.code = ANY(%(from_7)s) THEN 7 ELSE 0 END
              <= %(grade_to)s))
), states AS (
    SELECT *, CASE
        WHEN is_active THEN 'i-gang'
        WHEN is_talking OR (
            outcome = ANY(%(led_on)s) AND happened_on > %(talk_from)s
            AND happened_on >= coalesce(greatest(lapsed_on, declined_on), '-infinity')) THEN 'dialog'
        WHEN declined_on >= coalesce(lapsed_on, '-infinity') OR (
            outcome = ANY(%(said_no)s) AND happened_on >= coalesce(lapsed_on, '-infinity')) THEN 'nej'
        WHEN lapsed_on IS NOT NULL OR outcome = ANY(%(led_on)s) THEN 'faldet-fra'
        WHEN outcome IS NOT NULL THEN 'intet-svar'
        ELSE 'aldrig' END AS state
    FROM facts
), reasoned AS (
    SELECT *, CASE WHEN state <> 'nej' THEN ''
        WHEN outcome = ANY(%(said_no)s) AND happened_on > coalesce(declined_on, '-infinity') THEN outcome
        ELSE coalesce(reason, outcome) END AS why
    FROM states
)
"""
COUNTED = (
    STATES
    + """
SELECT municipality_code, municipality_name, municipality_lat, municipality_lon, state, why, count(*)
FROM reasoned GROUP BY municipality_code, municipality_name, municipality_key, municipality_lat, municipality_lon,
                       state, why
ORDER BY municipality_key, municipality_code
"""
)
LISTED = (
    STATES
    + """
SELECT x.*, count(*) OVER () AS total, l.id IS NOT NULL AS is_listed
FROM reasoned x LEFT JOIN contacts_shortlistentry l ON l.school_id = x.id AND l.institution_id = %(institution)s
WHERE (%(state)s = '' OR x.state = %(state)s) AND (%(reason)s = '' OR x.why = %(reason)s)
ORDER BY x.municipality_key, x.name_key, x.id LIMIT %(limit)s OFFSET %(offset)s
"""
)


def coverage_values(institution_id: int, cut: Cut, today: datetime.date) -> dict:
    """Return the parameters of the statements."""
    start, end = school_year_days(cut.school_year)
    end = min(end, today)
    low, high = cut.grades or (None, None)
    talk = {outcome.value for outcome in (*LED_ON, Outcome.TALKED)}
    return {
        "institution": institution_id, "start": start, "end": end, "talk_from": end - datetime.timedelta(days=365),
        "grade_from": low, "grade_to": high, "types": list(cut.types), "region": cut.region,
        "municipality": cut.municipality, "state": cut.state, "reason": cut.reason,
        "from_8": FROM_GRADE_8, "from_7": FROM_GRADE_7, "led_on": sorted(talk),
        "said_no": [Outcome.NO.value, Outcome.NOT_NOW.value], "closed": Phase.CLOSED.value,
        "contact": Phase.CONTACT.value, "renewed": Status.RENEWED.value, "declined": Status.DECLINED.value,
        "running": Status.RUNNING.value, "paused": Status.PAUSED.value,
    }  # fmt: skip


@dataclass
class Line:
    """One municipality: how many schools in each state."""

    code: str
    name: str
    latitude: float | None = None
    longitude: float | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def reached(self) -> int:
        return self.counts.get(State.ACTIVE, 0)

    def add(self, state: str, count: int) -> None:
        self.counts[state] = self.counts.get(state, 0) + count

    def ordered(self) -> list[int]:
        """Return the counts in the order of `State`."""
        return [self.counts.get(state, 0) for state in State]


@dataclass(frozen=True)
class Coverage:
    lines: list[Line]
    total: Line
    reasons: dict[str, int]  # why schools declined, the most frequent first


def count_coverage(institution_id: int, cut: Cut, today: datetime.date) -> Coverage:
    """Return how many schools there are in each state, by municipality. One query."""
    lines: dict[str, Line] = {}
    total, reasons = Line("", str(_("All"))), dict[str, int]()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, coverage_values(institution_id, cut, today))
        for code, name, latitude, longitude, state, why, count in cursor.fetchall():
            lines.setdefault(code, Line(code, name, latitude, longitude)).add(state, count)
            total.add(state, count)
            if why:
                reasons[why] = reasons.get(why, 0) + count
    ranked = dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
    return Coverage(list(lines.values()), total, ranked)


def list_coverage(
    institution_id: int, cut: Cut, today: datetime.date, *, limit: int | None, offset: int = 0
) -> list[dict]:
    """Return the schools of a cut, by municipality and name. One query."""
    values = coverage_values(institution_id, cut, today) | {"limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(LISTED, values)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["state_label"] = State(row["state"]).label
        row["why_label"] = REASONS.get(row["why"], "")
    return rows
