"""The school finder: the whole register ranked by what an institution says matters, in one query.

Every criterion gives a school a share between 0 and 1. The score is the weighted mean of the shares, in percent.
The query is one text that never changes: weights, places and wishes are its parameters, so a criterion that is off
weighs nothing, and nothing anybody typed becomes SQL.
"""

import datetime
from dataclasses import dataclass, field

from django.db import connection

from contacts.choices import Outcome
from samarbejde.phases import Phase, Status

PAGE_LENGTH = 20
DOTS = 400  # how many schools the map shows besides those on the page
REACH_KM = 50.0  # how far ”near” goes when no distance is chosen
FULL = 3  # the highest weight; a demand weighs the same
CRITERIA = ("near", "visits", "together", "response", "new", "focus", "grades", "type", "place")
# The register says where a school ends, not where it begins; these begin later than at grade 0.
FROM_GRADE_8 = ["1010", "1011", "1023"]
FROM_GRADE_7 = ["1014", "1025", "1026", "1027", "1028"]
# How far an answer has brought us.
ANSWER_SHARES = {
    Outcome.MEETING: 1.0, Outcome.INTERESTED: 1.0, Outcome.TALKED: 0.7, Outcome.NOT_NOW: 0.4, Outcome.MESSAGE: 0.3,
    Outcome.NO_ANSWER: 0.2, Outcome.NO: 0.0,
}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What somebody looks for. A criterion without a weight is not asked about; 0 is shown and does not count."""

    weights: dict[str, int] = field(default_factory=dict)
    demands: frozenset[str] = frozenset()
    max_km: int | None = None
    subjects: tuple[str, ...] = ()
    grades: tuple[int, int] | None = None
    types: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    own: dict[int, int] = field(default_factory=dict)  # an own criterion's id -> weight
    own_demands: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        return sum(self.weights.values()) + sum(self.own.values())


RANKING = """
WITH origin AS (
    SELECT CASE WHEN own.here THEN i.latitude ELSE m.latitude END AS lat,
           CASE WHEN own.here THEN i.longitude ELSE m.longitude END AS lon
    FROM samarbejde_institution i
    CROSS JOIN LATERAL (SELECT i.latitude IS NOT NULL AND i.longitude IS NOT NULL AS here) own
    LEFT JOIN samarbejde_municipality m ON m.id = i.municipality_id
    WHERE i.id = %(institution)s
), visits AS (
    SELECT school_id, count(*) AS visits, max(visited_on) AS last_visit, sum(pupils) AS pupils
    FROM contacts_visit WHERE institution_id = %(institution)s AND school_id IS NOT NULL
    GROUP BY school_id
), attempts AS (
    SELECT DISTINCT ON (school_id) school_id, outcome, happened_on AS answered_on,
           count(*) OVER (PARTITION BY school_id) AS tries
    FROM contacts_contactattempt
    WHERE institution_id = %(institution)s AND school_id IS NOT NULL
    ORDER BY school_id, happened_on DESC, id DESC
), parties AS (
    SELECT p.school_id, c.id, c.status, c.phase,
           coalesce(c.ends_on, c.starts_on, (c.created_at AT TIME ZONE 'Europe/Copenhagen')::date) AS until
    FROM samarbejde_party p JOIN samarbejde_collaboration c ON c.id = p.collaboration_id
    WHERE c.institution_id = %(institution)s AND p.school_id IS NOT NULL
), shared AS (
    SELECT school_id,
           count(*) FILTER (WHERE status <> %(declined)s AND phase <> %(contact)s) AS together,
           max(until) FILTER (WHERE status <> %(declined)s AND phase <> %(contact)s) AS together_until,
           bool_or(status IN (%(running)s, %(paused)s) AND phase NOT IN (%(contact)s, %(closed)s)) AS running
    FROM parties GROUP BY school_id
), about AS (
    SELECT p.school_id, s.id AS subject_id, s.name, 'c' || p.id AS occasion
    FROM parties p
    JOIN samarbejde_collaboration_subjects cs ON cs.collaboration_id = p.id
    JOIN samarbejde_subject s ON s.id = cs.subject_id AND s.code = ANY(%(subjects)s)
    WHERE p.status <> %(declined)s
    UNION ALL
    SELECT v.school_id, s.id, s.name, 'v' || v.id
    FROM contacts_visit v
    JOIN samarbejde_subject s ON s.code = ANY(%(subjects)s) AND strpos(lower(v.subject), lower(s.name)) > 0
    WHERE v.institution_id = %(institution)s AND v.school_id IS NOT NULL
), focus AS (
    SELECT school_id, count(DISTINCT subject_id) AS subjects_met, count(DISTINCT occasion) AS subject_times,
           string_agg(DISTINCT lower(name), ', ') AS subject_names
    FROM about GROUP BY school_id
), own AS (
    SELECT cs.school_id, sum(w.weight * cs.points / 3.0) AS own_points,
           count(*) FILTER (WHERE w.demanded) AS own_demands_met,
           jsonb_object_agg(cs.criterion_id, cs.points) AS own_met
    FROM contacts_criterionschool cs
    JOIN unnest(%(own_ids)s::bigint[], %(own_weights)s::int[], %(own_demanded)s::bool[])
         AS w(criterion, weight, demanded) ON w.criterion = cs.criterion_id
    GROUP BY cs.school_id
), schools AS (
    SELECT s.id, s.number, s.name, s.name_key, s.city, s.highest_grade, s.latitude, s.longitude, t.code AS type_code,
           t.name AS type_name, m.code AS municipality_code, m.name AS municipality_name,
           CASE WHEN t.code = ANY(%(from_8)s) THEN 8 WHEN t.code = ANY(%(from_7)s) THEN 7 ELSE 0 END AS lowest_grade,
           CASE WHEN s.latitude IS NOT NULL AND o.lat IS NOT NULL THEN 12742 * asin(least(1, sqrt(
               sin(radians(s.latitude - o.lat) / 2) ^ 2
               + cos(radians(o.lat)) * cos(radians(s.latitude)) * sin(radians(s.longitude - o.lon) / 2) ^ 2
           ))) END AS km
    FROM samarbejde_school s
    CROSS JOIN origin o
    JOIN samarbejde_schooltype t ON t.id = s.type_id AND t.is_school
    LEFT JOIN samarbejde_municipality m ON m.id = s.municipality_id
    WHERE s.closed_on IS NULL AND (
        %(max_km)s::int IS NULL OR (
            s.latitude BETWEEN o.lat - %(max_km)s / 111.2 AND o.lat + %(max_km)s / 111.2
            AND s.longitude BETWEEN o.lon - %(max_km)s / (111.2 * cos(radians(o.lat)))
                                AND o.lon + %(max_km)s / (111.2 * cos(radians(o.lat)))))
), known AS (
    SELECT s.*, coalesce(v.visits, 0) AS visits, v.last_visit, v.pupils, a.outcome, a.answered_on,
           coalesce(a.tries, 0) AS tries, coalesce(c.together, 0) AS together, c.together_until,
           coalesce(c.running, false) AS running, coalesce(f.subject_times, 0) AS subject_times, f.subject_names,
           coalesce(w.own_points, 0) AS own_points, coalesce(w.own_demands_met, 0) AS own_demands_met, w.own_met,
           coalesce(greatest(0, 1 - s.km / %(reach_km)s), 0) AS near_share,
           CASE WHEN v.visits IS NULL THEN 0 ELSE 0.5 * least(v.visits, 5) / 5.0
                + 0.5 * coalesce(greatest(0, 1 - (%(today)s::date - v.last_visit) / 1826.0), 0) END AS visits_share,
           CASE WHEN coalesce(c.together, 0) = 0 THEN 0 ELSE least(1, 0.4 + 0.2 * c.together) END AS together_share,
           coalesce(r.share, 0) AS response_share,
           (v.visits IS NULL AND a.tries IS NULL AND c.school_id IS NULL)::int AS new_share,
           coalesce(f.subjects_met::float / nullif(cardinality(%(subjects)s::text[]), 0), 0) AS focus_share,
           CASE WHEN s.highest_grade IS NULL OR %(grade_from)s::int IS NULL THEN 0
                ELSE greatest(0, least(s.highest_grade, %(grade_to)s::int)
                              - greatest(s.lowest_grade, %(grade_from)s::int) + 1)
                     / (%(grade_to)s::int - %(grade_from)s::int + 1.0) END AS grades_share,
           coalesce(s.type_code = ANY(%(types)s), false)::int AS type_share,
           coalesce(s.municipality_code = ANY(%(municipalities)s), false)::int AS place_share
    FROM schools s
    LEFT JOIN visits v ON v.school_id = s.id
    LEFT JOIN attempts a ON a.school_id = s.id
    LEFT JOIN unnest(%(outcomes)s::text[], %(outcome_shares)s::float[]) AS r(outcome, share) ON r.outcome = a.outcome
    LEFT JOIN shared c ON c.school_id = s.id
    LEFT JOIN focus f ON f.school_id = s.id
    LEFT JOIN own w ON w.school_id = s.id
    WHERE %(max_km)s::int IS NULL OR s.km <= %(max_km)s
), ranked AS (
    SELECT k.*, sums.score, count(*) OVER () AS total,
           row_number() OVER (ORDER BY sums.score DESC NULLS LAST, k.km NULLS LAST, k.name_key, k.id) AS place
    FROM known k
    CROSS JOIN LATERAL (SELECT 100.0 * (
        %(near)s * k.near_share + %(visits)s * k.visits_share + %(together)s * k.together_share
        + %(response)s * k.response_share + %(new)s * k.new_share + %(focus)s * k.focus_share
        + %(grades)s * k.grades_share + %(type)s * k.type_share + %(place)s * k.place_share + k.own_points
    )::float / nullif(%(total)s, 0) AS score) sums
    WHERE (%(own_demanded_count)s = 0 OR k.own_demands_met = %(own_demanded_count)s)
      AND (k.near_share > 0 OR NOT %(near_must)s) AND (k.visits_share > 0 OR NOT %(visits_must)s)
      AND (k.together_share > 0 OR NOT %(together_must)s) AND (k.response_share > 0 OR NOT %(response_must)s)
      AND (k.new_share > 0 OR NOT %(new_must)s) AND (k.focus_share > 0 OR NOT %(focus_must)s)
      AND (k.grades_share > 0 OR NOT %(grades_must)s) AND (k.type_share > 0 OR NOT %(type_must)s)
      AND (k.place_share > 0 OR NOT %(place_must)s)
)
SELECT r.*, o.lat AS origin_lat, o.lon AS origin_lon, l.id IS NOT NULL AS is_listed
FROM ranked r
CROSS JOIN origin o
LEFT JOIN contacts_shortlistentry l ON l.school_id = r.id AND l.institution_id = %(institution)s
WHERE r.place <= %(dots)s OR r.place BETWEEN %(first)s AND %(last)s
ORDER BY r.place
"""


def ranking_values(institution_id: int, wish: Wish, *, today: datetime.date, first: int, last: int) -> dict:
    """Return the parameters of `RANKING`."""
    low, high = wish.grades or (None, None)
    values = {
        "institution": institution_id, "today": today, "first": first, "last": last, "dots": DOTS,
        "max_km": wish.max_km, "reach_km": float(wish.max_km or REACH_KM), "subjects": list(wish.subjects),
        "grade_from": low, "grade_to": high, "types": list(wish.types), "municipalities": list(wish.municipalities),
        "from_8": FROM_GRADE_8, "from_7": FROM_GRADE_7, "total": wish.total,
        "own_ids": list(wish.own), "own_weights": list(wish.own.values()),
        "own_demanded": [pk in wish.own_demands for pk in wish.own], "own_demanded_count": len(wish.own_demands),
        "outcomes": [str(outcome.value) for outcome in ANSWER_SHARES], "outcome_shares": list(ANSWER_SHARES.values()),
        "declined": Status.DECLINED.value, "running": Status.RUNNING.value, "paused": Status.PAUSED.value,
        "contact": Phase.CONTACT.value, "closed": Phase.CLOSED.value,
    }  # fmt: skip
    for name in CRITERIA:
        values[name] = wish.weights.get(name, 0)
        values[f"{name}_must"] = name in wish.demands
    return values


def rank_schools(
    institution_id: int, wish: Wish, *, today: datetime.date, first: int = 1, last: int = PAGE_LENGTH
) -> list[dict]:
    """Return the schools on places ``first``–``last`` and the best `DOTS`, best first, as dicts. One query.

    The caller has made sure that the user may see what ``institution_id`` knows.
    """
    with connection.cursor() as cursor:
        cursor.execute(RANKING, ranking_values(institution_id, wish, today=today, first=first, last=last))
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
