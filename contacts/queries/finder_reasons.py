"""Why a school stands where it stands: one plain sentence per criterion, with its points."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contacts.choices import Outcome
from contacts.queries.finder import CRITERIA, FULL, Wish
from samarbejde.lib.danish import format_number, format_short

LABELS: dict[str, str | Promise] = {
    "near": gettext_lazy("Near you"),
    "visits": gettext_lazy("Has visited you"),
    "together": gettext_lazy("Has worked with you"),
    "response": gettext_lazy("Has answered you"),
    "new": gettext_lazy("Schools you do not reach"),
    "focus": gettext_lazy("Subject focus"),
    "grades": gettext_lazy("Grades"),
    "type": gettext_lazy("Type of school"),
    "place": gettext_lazy("Municipality"),
}
ANSWERS: dict[str, str | Promise] = {
    Outcome.MEETING: gettext_lazy("You agreed to meet, %(day)s."),
    Outcome.INTERESTED: gettext_lazy("They were interested, %(day)s."),
    Outcome.TALKED: gettext_lazy("You talked together, %(day)s."),
    Outcome.NOT_NOW: gettext_lazy("They said not now, %(day)s."),
    Outcome.MESSAGE: gettext_lazy("You left a message, %(day)s."),
    Outcome.NO_ANSWER: gettext_lazy("Nobody answered, %(day)s."),
    Outcome.NO: gettext_lazy("They said no, %(day)s."),
}


@dataclass(frozen=True)
class Reason:
    """One criterion's part in a school's score. ``points`` of ``most``; with ``most`` 0 it is only shown."""

    label: str
    sentence: str
    share: float
    points: int
    most: int


def reasons_of(row: dict, wish: Wish, own_names: dict[int, str], today: datetime.date) -> list[Reason]:
    """Return one reason per criterion asked about, the weightiest first; those that do not count come last."""
    found = [
        (weight, name, LABELS[name], float(row[f"{name}_share"]), SENTENCES[name](row, wish, today))
        for name in CRITERIA
        if (weight := wish.weights.get(name)) is not None
    ]
    met = {int(pk): points for pk, points in json.loads(row["own_met"] or "{}").items()}
    found += [
        (weight, f"own{pk}", own_names[pk], met.get(pk, 0) / FULL, _own(met.get(pk, 0)))
        for pk, weight in wish.own.items()
        if pk in own_names
    ]
    found.sort(key=lambda part: -part[0])
    return [_reason(weight, str(label), share, sentence, wish.total) for weight, _name, label, share, sentence in found]


def _reason(weight: int, label: str, share: float, sentence: str, total: int) -> Reason:
    most = 100 * weight / total if total else 0
    return Reason(label, sentence, share, round(most * share), round(most))


def _near(row: dict, _wish: Wish, _today: datetime.date) -> str:
    if row["km"] is None:
        return _("The register does not say where the school lies.")
    if row["near_share"] == 0:
        return _("%(km)s km away: too far to count.") % {"km": format_number(row["km"], 0)}
    return _("%(km)s km away, as the crow flies.") % {"km": format_number(row["km"], 1 if row["km"] < 10 else 0)}


def _visits(row: dict, _wish: Wish, today: datetime.date) -> str:
    if not row["visits"]:
        return _("You have no visit on record.")
    if row["last_visit"] is None:
        return _("%(count)s visits, without a date.") % {"count": format_number(row["visits"])}
    text = ngettext("One visit, %(day)s.", "%(count)s visits, the last one %(day)s.", row["visits"])
    return text % {"count": format_number(row["visits"]), "day": format_short(row["last_visit"], today)}


def _together(row: dict, _wish: Wish, _today: datetime.date) -> str:
    if not row["together"]:
        return _("You have not worked together yet.")
    if row["running"]:
        text = ngettext("You work together now.", "You work together now, for the %(count)s. time.", row["together"])
        return text % {"count": row["together"]}
    text = ngettext(
        "You worked together once, until %(year)s.",
        "You worked together %(count)s times, last in %(year)s.",
        row["together"],
    )
    return text % {"count": row["together"], "year": row["together_until"].year}


def _response(row: dict, _wish: Wish, today: datetime.date) -> str:
    if not row["outcome"]:
        return _("You have not contacted them yet.")
    text = str(ANSWERS[row["outcome"]]) % {"day": format_short(row["answered_on"], today)}
    if row["tries"] > 1:
        text += " " + _("%(count)s contacts in all.") % {"count": row["tries"]}
    return text


def _new(row: dict, _wish: Wish, _today: datetime.date) -> str:
    if row["new_share"]:
        return _("No visit, contact or collaboration yet.")
    return _("You know the school already.")


def _focus(row: dict, wish: Wish, _today: datetime.date) -> str:
    if not wish.subjects:
        return _("Choose one or more subjects, then it counts.")
    if not row["subject_names"]:
        return _("You do not know: no visit or collaboration on record was about it.")
    text = ngettext(
        "One visit or collaboration was about %(subjects)s.",
        "%(count)s visits or collaborations were about %(subjects)s.",
        row["subject_times"],
    )  # fmt: skip
    return text % {"subjects": row["subject_names"], "count": row["subject_times"]}


def _grades(row: dict, wish: Wish, _today: datetime.date) -> str:
    if wish.grades is None:
        return _("Choose grades, then it counts.")
    if row["highest_grade"] is None:
        return _("The register does not say which grades the school has.")
    known = {"low": row["lowest_grade"], "high": row["highest_grade"]}
    if row["grades_share"] == 0:
        return _("Has no pupils in those grades (%(low)s.–%(high)s.).") % known
    return _("Has grades %(low)s.–%(high)s.") % known


def _type(row: dict, _wish: Wish, _today: datetime.date) -> str:
    return f"{row['type_name']}."


def _place(row: dict, _wish: Wish, _today: datetime.date) -> str:
    return _("Lies in %(municipality)s.") % {"municipality": row["municipality_name"] or "–"}


def _own(points: int) -> str:
    return str(OWN_WORDS[points])


OWN_WORDS = (
    gettext_lazy("You have not noted that it fits."), gettext_lazy("You noted: a little."),
    gettext_lazy("You noted: partly."), gettext_lazy("You noted: it fits."),
)  # fmt: skip
SENTENCES: dict[str, Callable[[dict, Wish, datetime.date], str]] = {
    "near": _near, "visits": _visits, "together": _together, "response": _response, "new": _new, "focus": _focus,
    "grades": _grades, "type": _type, "place": _place,
}  # fmt: skip
