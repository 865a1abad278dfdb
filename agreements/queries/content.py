"""The text of an agreement as it is frozen, read, printed and approved: plain data in a form that never changes.

Shape (version 1)::

    {"format": 1, "title": …, "template": …, "parties": [name, …], "institution": …, "intro": …,
     "starts_on": "2026-08-01", "ends_on": …, "hours_institution": "32", "hours_school": …, "renewal_on": …,
     "terms": [[label, text], …],
     "sections": [{"key": …, "title": …, "blocks": [
         {"kind": "text", "key": …, "label": …, "text": …},
         {"kind": "goals", "key": "goals", "goals": [{"id": 7, "for": …, "text": …, "signs": [text, …]}]},
         {"kind": "table", "key": "tasks", "headings": [text, …], "rows": [[text, …], …]}]}]}
"""

import datetime
import hashlib
import json

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement
from agreements.queries.completeness import label_of
from agreements.queries.people import is_leader, participants_now, their_people
from agreements.queries.plan import plan_of
from agreements.sections import Layout, Section, layout_for
from samarbejde.lib.danish import format_day, format_hours, format_number, join_words
from samarbejde.models import Participant
from samarbejde.queries.collaborations import other_parties_first

FORMAT = 1
ANOTHER_YEAR = datetime.date(1900, 1, 1)  # a frozen text always says the year


def canonical_json(content: dict) -> str:
    """Return one spelling of ``content``, whatever order a database gave its keys back in."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_content(content: dict) -> str:
    """Return the SHA-256 of the text, which an approval is bound to."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def build_content(agreement: Agreement) -> dict:
    """Return the working text as it would be frozen now. In Danish, whatever language the sender works in."""
    with translation.override(settings.LANGUAGE_CODE):
        layout = layout_for(agreement)
        collaboration = agreement.collaboration
        people = participants_now(collaboration)
        sections = [_section(section, layout, agreement, people) for section in layout.sections]
        return {
            "format": FORMAT,
            "title": collaboration.title,
            "template": str(agreement.get_template_display()),
            "institution": str(collaboration.institution),
            "parties": [str(party) for party in other_parties_first(collaboration)],
            "intro": agreement.content.strip(),
            **{name: _plain(getattr(agreement, name)) for name in ("starts_on", "ends_on", "renewal_on")},
            **{name: _plain(getattr(agreement, name)) for name in ("hours_institution", "hours_school")},
            "terms": _terms(agreement, layout, their_people(people, collaboration)),
            "sections": [section for section in sections if section["blocks"]],
        }


def _plain(value) -> str:
    return "" if value is None else str(value)


def _section(section: Section, layout: Layout, agreement: Agreement, people: list[Participant]) -> dict:
    blocks = [_text(agreement, name) for name in layout.fields[section.key]]
    if section.key == "content":
        blocks.append(_formats(agreement))
    name = layout.rows[section.key]
    if section.key == "parties":
        blocks.append(_parties(agreement, people))
    elif name in ROWS:
        blocks.append(ROWS[name](agreement))
    return {"key": section.key, "title": str(section.title), "blocks": [block for block in blocks if block]}


def _text(agreement: Agreement, name: str) -> dict | None:
    is_choice = bool(agreement._meta.get_field(name).choices)
    value = getattr(agreement, f"get_{name}_display")() if is_choice else getattr(agreement, name)
    text = show_value(name, str(value) if is_choice else value)
    return {"kind": "text", "key": name, "label": _label(agreement, name), "text": text} if text else None


def _label(agreement: Agreement, name: str) -> str:
    """Return the label, with our place's name where the form says "we": both sides read the agreement."""
    place = {"place": agreement.collaboration.institution}
    named = {
        "benefit_institution": _("What %(place)s gets out of it") % place,
        "hours_institution": _("The hours of %(place)s") % place,
        "content": _("What we do together, and where"),
        "review_weeks": _("We look at the goals"),
        "teacher_present": _("Is a teacher there?"),
        "case_institution": _("Case number at %(place)s") % place,
    }
    return named.get(name) or label_of(agreement, name)


def show_value(name: str, value) -> str:
    """Return a field's value as the agreement says it."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime.date):
        return format_day(value, today=ANOTHER_YEAR)
    if name.startswith("hours_"):
        return format_hours(value, decimals=2)
    if name == "review_weeks":
        return ngettext("every week", "every %(count)s weeks", value) % {"count": value}
    if isinstance(value, int):
        return format_number(value)
    return value.replace("\r\n", "\n").strip()


def _parties(agreement: Agreement, people: list[Participant]) -> dict:
    rows = []
    for party in other_parties_first(agreement.collaboration):
        here = [row for row in people if row.party_id == party.pk]
        leaders = list(dict.fromkeys(row.person.name for row in here if is_leader(row)))
        others = list(dict.fromkeys(row.person.name for row in here if row.person.name not in leaders))
        rows.append([str(party), join_words(leaders) or "–", join_words(others) or "–"])
    headings = [_("Side"), _("Responsible leader"), _("Contacts")]
    return {"kind": "table", "key": "parties", "headings": headings, "rows": rows}


def _goals(agreement: Agreement) -> dict | None:
    goals = [
        {
            "id": goal.pk,
            "for": str(goal.get_goal_for_display()),
            "text": goal.text.strip(),
            "signs": [sign.text for sign in goal.signs.all()],
        }
        for goal in agreement.goals.all()
    ]
    return {"kind": "goals", "key": "goals", "goals": goals} if goals else None


def _tasks(agreement: Agreement) -> dict | None:
    rows = [
        [task.title, str(task.responsible or "–"), str(task.backup or "–"), task.competences]
        for task in agreement.tasks.all()
    ]
    headings = [_("Task"), _("Who"), _("Stands in"), _("Must be able to")]
    if not any(row[3] for row in rows):  # a column nobody has written in says nothing
        headings, rows = headings[:3], [row[:3] for row in rows]
    return {"kind": "table", "key": "tasks", "headings": headings, "rows": rows} if rows else None


def _milestones(agreement: Agreement) -> dict | None:
    rows = [[each.title, show_value("", each.due_on) or "–"] for each in plan_of(agreement).milestones]
    headings = [_("Milestone"), _("By")]
    return {"kind": "table", "key": "milestones", "headings": headings, "rows": rows} if rows else None


def _lines(agreement: Agreement) -> dict | None:
    """Each cost, and what each side pays in all."""
    plan = plan_of(agreement)
    rows = [[line.what, line.payer, _kroner(line.amount)] for line in plan.lines]
    rows += [[_("In all"), payer, _kroner(amount)] for payer, amount in plan.totals]
    headings = [_("What"), _("Who pays"), _("Amount")]
    return {"kind": "table", "key": "lines", "headings": headings, "rows": rows} if rows else None


def _formats(agreement: Agreement) -> dict | None:
    names = plan_of(agreement).formats
    return {"kind": "text", "key": "formats", "label": _("Forms"), "text": "\n".join(names)} if names else None


def _kroner(amount: int) -> str:
    return _("%(amount)s kr.") % {"amount": format_number(amount)}


ROWS = {"goals": _goals, "tasks": _tasks, "milestones": _milestones, "lines": _lines}


def _terms(agreement: Agreement, layout: Layout, theirs: set[int]) -> list[list[str]]:
    """Return what the one who approves reads first. ``theirs`` are the ids of the other side's people."""
    pairs = [
        (_("Who"), _who(agreement)),
        (_("When"), _when(agreement)),
        (_("%(place)s puts in") % {"place": agreement.collaboration.institution}, _our_part(agreement, theirs)),
        (_("The school puts in"), _school_part(agreement, layout, theirs)),
        (_("Money"), _money(agreement, layout)),
        (_("Supervision"), _shown("supervision", agreement, layout)),
    ]
    return [[label, text] for label, text in pairs if text]


def _shown(name: str, agreement: Agreement, layout: Layout) -> str:
    return getattr(agreement, name).strip() if name in layout.all_fields else ""


def _money(agreement: Agreement, layout: Layout) -> str:
    totals = plan_of(agreement).totals if "lines" in layout.all_rows else []
    sums = [f"{payer}: {_kroner(amount)}" for payer, amount in totals]
    return "\n".join(text for text in (_shown("economy", agreement, layout), *sums) if text)


def _who(agreement: Agreement) -> str:
    pupils = _("%(count)s pupils") % {"count": format_number(agreement.pupil_count)} if agreement.pupil_count else ""
    return ", ".join(text for text in (agreement.target_group.strip(), pupils) if text)


def _when(agreement: Agreement) -> str:
    days = {"start": show_value("", agreement.starts_on), "end": show_value("", agreement.ends_on)}
    return _("%(start)s to %(end)s") % days if days["start"] and days["end"] else days["start"] or days["end"]


def _our_part(agreement: Agreement, theirs: set[int]) -> str:
    hours = show_value("hours_institution", agreement.hours_institution)
    tasks = [_task(task) for task in agreement.tasks.all() if task.responsible and task.responsible_id not in theirs]
    return "; ".join(text for text in (hours, *tasks) if text)


def _school_part(agreement: Agreement, layout: Layout, theirs: set[int]) -> str:
    hours = show_value("hours_school", agreement.hours_school) if "hours_school" in layout.all_fields else ""
    tasks = "; ".join(_task(task) for task in agreement.tasks.all() if task.responsible_id in theirs)
    return "\n".join(text for text in (hours, _shown("teacher_role", agreement, layout), tasks) if text)


def _task(task) -> str:
    return _("%(name)s: %(task)s") % {"name": task.responsible, "task": task.title[:1].lower() + task.title[1:]}
