"""The list of collaborations: its columns, orders and tabs."""

from functools import cache

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import CollaborationKind, SavedList
from samarbejde.filters.collaborations import STATUSES, CollaborationFilter, colleagues
from samarbejde.lib.danish import format_period
from samarbejde.lib.weeks import school_year_label
from samarbejde.lists.cells import (
    cell,
    day_cell,
    esc,
    hours_cell,
    initials_cell,
    next_step_cell,
    phase_cell,
    signal_cell,
    title_cell,
)  # fmt: skip
from samarbejde.lists.chips import read_words, words_by_code
from samarbejde.lists.spec import Column, ListSpec, Look, Out, Row, Sort, Tab
from samarbejde.models import Collaboration, Format, Grade, Institution, Municipality, Party, Region, Subject
from samarbejde.panels import attention_rules
from samarbejde.phases import Phase, Status

FINISHED = frozenset({Status.DECLINED.value, Status.RENEWED.value})
LABELS = {
    "fase": dict(Phase.choices),
    "status": dict(STATUSES) | {"alle": ""},
    "slags": dict(CollaborationKind.choices),
    "ansvarlig": {"mig": _("Me"), "ingen": _("Nobody")},
    "signal": {"alle": _("Needs attention")},
}


@cache
def _choice_words(choices: type) -> dict:
    return dict(choices.choices)


def is_waiting(row: Row) -> bool:
    return row["status"] not in FINISHED and row["phase"] != Phase.CLOSED.value


def signal_words(code: str) -> str:
    """Return the rule's short words; a rule that is gone leaves its code."""
    rule = attention_rules().get(code)
    return str(rule.short) if rule else code


def rows_for(user) -> QuerySet:
    return Collaboration.objects.visible_to(user)


def _names(relation: str, label: str):
    """Return a list of names per row, read only for the rows that are shown."""
    through = getattr(Collaboration, relation).through
    named = through.objects.filter(collaboration=OuterRef("pk")).order_by().values("collaboration")
    return lambda user: {relation + "_names": Subquery(named.annotate(found=StringAgg(label, ", ")).values("found"))}


def _towns(user) -> dict:
    of_schools = Party.objects.filter(collaboration=OuterRef("pk"), school__isnull=False).order_by("pk")
    return {"municipality_name": Subquery(of_schools.values("school__municipality__name")[:1])}


def _title(row: Row, look: Look) -> str:
    return title_cell(row["title"], row["counterpart"], f"{look.base}{row['pk']}/{look.link}{row['nr']}")


def _step(row: Row, look: Look) -> str:
    return next_step_cell(row["next_step"], row["next_step_on"], look, waiting=is_waiting(row))


def _signal(row: Row, look: Look) -> str:
    code = row["attention_label"]
    return signal_cell(signal_words(code) if code else "", row["attention_count"], urgent=row["attention_rank"] == 2)


def _period(row: Row, look: Look) -> str:
    return cell(esc(format_period(row["starts_on"], row["ends_on"], look.today)))


def _text(field: str):
    return lambda row, look: cell(esc(row[field] or ""))


def _choice(field: str, choices: type):
    return lambda row, look: cell(esc(str(_choice_words(choices).get(row[field], ""))))


def _value(field: str):
    return lambda row: row[field]


def _label(field: str, choices: type):
    return lambda row: str(_choice_words(choices).get(row[field], ""))


COLUMNS = (
    Column("titel", _("Collaboration"), ("title", "counterpart"), _title, sort="titel", fixed=True,
           out=(Out(_("No."), _value("pk")), Out(_("Collaboration"), _value("title")),
                Out(_("With"), _value("counterpart")))),
    Column("fase", _("Phase"), ("phase",), lambda row, look: phase_cell(row["phase"]), sort="fase",
           out=(Out(_("Phase"), _label("phase", Phase)),)),
    Column("naeste", _("Next step"), ("next_step", "next_step_on", "status", "phase"), _step, sort="naeste",
           css="c-next", out=(Out(_("Next step"), _value("next_step")), Out(_("Next step, when"), _value("next_step_on")))),  # noqa: E501
    Column("trin", _("Grades"), ("grades_label",), lambda row, look: cell(esc(row["grades_label"]) or "–"), css="c-opt",
           out=(Out(_("Grades"), _value("grades_label")),)),
    Column("ansvarlig", _("Person responsible"), ("lead__name",), lambda row, look: initials_cell(row["lead__name"]), css="c-opt",  # noqa: E501
           out=(Out(_("Person responsible"), _value("lead__name")),)),
    Column("timer", _("Hours"), ("hours_used", "hours_agreed"), numeric=True, css="c-hours",
           cell=lambda row, look: hours_cell(row["hours_used"], row["hours_agreed"]),
           out=(Out(_("Hours used"), _value("hours_used")), Out(_("Hours agreed"), _value("hours_agreed")))),
    Column("opmaerksomhed", _("Attention"), ("attention_label", "attention_count", "attention_rank"), _signal,
           sort="opmaerksomhed",
           out=(Out(_("Attention"), lambda row: signal_words(row["attention_label"]) if row["attention_label"] else ""),)),  # noqa: E501
    Column("slags", _("Kind"), ("kind",), _choice("kind", CollaborationKind), css="c-opt", shown=False,
           out=(Out(_("Kind"), _label("kind", CollaborationKind)),)),
    Column("status", _("Status"), ("status",), _choice("status", Status), css="c-opt", shown=False,
           out=(Out(_("Status"), _label("status", Status)),)),
    Column("periode", _("Period"), ("starts_on", "ends_on"), _period, css="c-opt", shown=False,
           out=(Out(_("From"), _value("starts_on")), Out(_("To"), _value("ends_on")))),
    Column("kommune", _("Municipality"), ("municipality_name",), _text("municipality_name"), css="c-opt", shown=False,
           annotate=_towns, out=(Out(_("Municipality"), _value("municipality_name")),)),
    Column("fag", _("Subjects"), ("subjects_names",), _text("subjects_names"), css="c-opt", shown=False,
           annotate=_names("subjects", "subject__name"), out=(Out(_("Subjects"), _value("subjects_names")),)),
    Column("maerker", _("Tags"), ("tags_names",), _text("tags_names"), css="c-opt", shown=False,
           annotate=_names("tags", "tag__name"), out=(Out(_("Tags"), _value("tags_names")),)),
    Column("sted", _("Our place"), ("institution__name",), _text("institution__name"), css="c-opt", shown=False,
           out=(Out(_("Our place"), _value("institution__name")),)),
    Column("aendret", _("Last changed"), ("updated_at",), lambda row, look: day_cell(row["updated_at"], look),
           sort="aendret", css="c-opt", shown=False, out=(Out(_("Last changed"), _value("updated_at")),)),
)  # fmt: skip

SORTS = (
    Sort("naeste", _("Next step"), ("next_step_key",)),
    Sort("titel", _("Title"), ("title_key",)),
    Sort("part", _("School or other party"), ("counterpart_key",)),
    Sort("fase", _("Phase"), ("phase_order", "next_step_key")),
    Sort("opmaerksomhed", _("Attention"), ("attention_order", "next_step_key")),
    Sort("aendret", _("Last changed"), ("updated_at",), descending=True),
)


def chip_texts(user, pairs) -> dict:
    """Return the words of each filter; what must be read is read in one query."""
    found = {(name, value): str(LABELS[name][value]) for name, value in pairs if value in LABELS.get(name, {})}
    found |= {(n, v): school_year_label(int(v)) for n, v in pairs if n == "skoleaar" and v.isascii() and v.isdigit()}
    found |= {(n, v): v for n, v in pairs if n == "aar"}
    found |= {(n, v): signal_words(v) for n, v in pairs if n == "signal" and (n, v) not in found}
    sources = {
        "ansvarlig": lambda v: words_by_code("ansvarlig", colleagues(user).filter(pk=int(v)), "pk"),
        "kommune": lambda v: words_by_code("kommune", Municipality.objects.filter(code=v), "code"),
        "region": lambda v: words_by_code("region", Region.objects.filter(code=v), "code"),
        "sted": lambda v: words_by_code("sted", Institution.objects.visible_to(user).filter(slug=v), "slug"),
        "trin": lambda v: words_by_code("trin", Grade.objects.filter(code=v), "code"),
        "fag": lambda v: words_by_code("fag", Subject.objects.filter(code=v), "code"),
        "form": lambda v: words_by_code("form", Format.objects.filter(code=v), "code"),
    }
    wanted = [
        sources[name](value)
        for name, value in pairs
        if name in sources
        and (name, value) not in found
        and (name != "ansvarlig" or (value.isdecimal() and len(value) < 10))
    ]
    return found | read_words(wanted)


SPEC = ListSpec(
    name=SavedList.COLLABORATIONS,
    route="samarbejde:collaboration_list",
    export_route="samarbejde:collaboration_export",
    columns=COLUMNS,
    sorts=SORTS,
    filterset=CollaborationFilter,
    rows=rows_for,
    chip_texts=chip_texts,
    search_prefixes=("title_key", "counterpart_key"),
    tabs=(
        Tab("alle", _("All"), "", counted=True),
        Tab("mine", _("Mine"), "ansvarlig=mig", counted=True),
        Tab("opmaerksomhed", _("Needs attention"), "signal=alle", counted=True),
    ),
    default_chip=("status", "alle", _("Not finished")),
    default_lifted=(("fase", Phase.CLOSED.value),),
    file_name=_("collaborations"),
    labels={
        "ansvarlig": _("Person responsible"), "skoleaar": _("School year"), "trin": _("Grade"), "maerke": _("Tag"),
        "aar": _("Calendar year"),
        "sted": _("Our place"), "kommune": _("Municipality"),
    },
)  # fmt: skip


def places_of(user) -> list[int] | None:
    """Return the ids of the institutions the list is about; None means all there are."""
    return None if sees_everything(user) else institution_ids(user)


__all__ = ["SPEC", "is_waiting", "places_of", "rows_for", "signal_words"]
