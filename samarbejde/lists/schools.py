"""The list of schools: the register, with what we know."""

import datetime

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import SavedList
from samarbejde.filters.schools import OPENNESS, TYPE_GROUPS, SchoolFilter
from samarbejde.lib.danish import DASH, format_number
from samarbejde.lists.cells import cell, day_cell, esc, title_cell
from samarbejde.lists.chips import read_words, words_by_code
from samarbejde.lists.spec import Column, ListSpec, Look, Out, Row, Sort, Tab
from samarbejde.models import Municipality, Region, School
from samarbejde.queries.school_relations import FAR_AWAY, Relation, last_contact, metres_from, origin_of, relation_of

LONG_AGO = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
RELATION_WORDS = dict(Relation.choices)
RELATION_CSS = {Relation.ACTIVE: "badge badge-good", Relation.CONTACTED: "badge", Relation.EARLIER: "badge"}
LABELS = {
    "type": {key: words for key, (words, _types) in TYPE_GROUPS.items()},
    "forhold": RELATION_WORDS,
    "aaben": dict(OPENNESS),
    "enheder": {"alle": _("All in the register")},
}


def rows_for(user) -> QuerySet:
    return School.objects.visible_to(user)


def grades_words(highest: int | None) -> str:
    """Return "til 9. kl." from the highest grade; the register does not say where a school begins."""
    if highest is None:
        return ""
    return _now("up to grade %(n)s") % {"n": highest} if highest else _now("grade 0")


def _title(row: Row, look: Look) -> str:
    sub = " · ".join(part for part in (row["city"], row["number"]) if part)
    if row["closed_on"]:
        sub += " · " + _now("closed")
    return title_cell(row["name"], sub, f"{look.base}{row['number']}/{look.link}{row['nr']}")


def _relation(row: Row, look: Look) -> str:
    words = esc(str(RELATION_WORDS[row["relation"]]))
    css = RELATION_CSS.get(row["relation"])
    return f'<td><span class="{css}">{words}</span></td>' if css else f'<td><span class="muted">{words}</span></td>'


def _distance(row: Row, look: Look) -> str:
    return cell(f'<span class="nowrap">{format_number(kilometres(row), 1)} km</span>' if kilometres(row) is not None else DASH,  # noqa: E501
                "num c-opt")  # fmt: skip


def kilometres(row: Row) -> float | None:
    return None if row["metres"] >= FAR_AWAY else round(row["metres"] / 1000, 1)


def _distance_from_us(user) -> dict:
    place = origin_of(user)
    return {"metres": metres_from(place) if place else Value(FAR_AWAY)}


def _last_contact(user) -> dict:
    return {"contact_at": last_contact(user)}


def _contact_key(user) -> dict:
    return {"contact_key": Coalesce(last_contact(user), LONG_AGO)}


def _text(field: str):
    return lambda row, look: cell(esc(row[field] or ""))


def _value(field: str):
    return lambda row: row[field]


COLUMNS = (
    Column("navn", _("School"), ("name", "city", "number", "closed_on"), _title, sort="navn", fixed=True,
           out=(Out(_("Register number"), _value("number")), Out(_("School"), _value("name")),
                Out(_("Town"), _value("city")))),
    Column("kommune", _("Municipality"), ("municipality__name",), _text("municipality__name"), sort="kommune",
           css="c-opt", out=(Out(_("Municipality"), _value("municipality__name")),)),
    Column("type", _("Type"), ("type__name",), _text("type__name"), css="c-opt",
           out=(Out(_("Type"), _value("type__name")),)),
    Column("trin", _("Grades"), ("highest_grade",), lambda row, look: cell(f'<span class="nowrap">{esc(grades_words(row["highest_grade"]))}</span>'),  # noqa: E501
           css="c-opt", out=(Out(_("Highest grade"), _value("highest_grade")),)),
    Column("forhold", _("Between us"), ("relation",), _relation, annotate=lambda user: {"relation": relation_of(user)},
           out=(Out(_("Between us"), lambda row: str(RELATION_WORDS[row["relation"]])),)),
    Column("kontakt", _("Last contact"), ("contact_at",), lambda row, look: day_cell(row["contact_at"], look),
           sort="kontakt", css="c-opt", annotate=_last_contact, out=(Out(_("Last contact"), _value("contact_at")),)),
    Column("afstand", _("Distance"), ("metres",), _distance, sort="afstand", css="c-opt", numeric=True,
           annotate=_distance_from_us, out=(Out(_("Distance, km"), kilometres),)),
    Column("adresse", _("Address"), ("address", "postcode", "city"), css="c-opt", shown=False,
           cell=lambda row, look: cell(esc(f"{row['address']}, {row['postcode']} {row['city']}".strip(", "))),
           out=(Out(_("Address"), _value("address")), Out(_("Postcode"), _value("postcode")))),
    Column("telefon", _("Phone"), ("phone",), _text("phone"), css="c-opt", shown=False,
           out=(Out(_("Phone"), _value("phone")),)),
    Column("mail", _("E-mail"), ("email",), _text("email"), css="c-opt", shown=False,
           out=(Out(_("E-mail"), _value("email")),)),
    Column("region", _("Region"), ("municipality__region__name",), _text("municipality__region__name"), css="c-opt",
           shown=False, out=(Out(_("Region"), _value("municipality__region__name")),)),
    Column("ejer", _("Owner"), ("owner_name",), _text("owner_name"), css="c-opt", shown=False,
           out=(Out(_("Owner"), _value("owner_name")),)),
)  # fmt: skip

SORTS = (
    Sort("navn", _("Name"), ("name_key",)),
    Sort("kommune", _("Municipality"), ("municipality_key", "name_key"),
         annotate=lambda user: {"municipality_key": Coalesce(F("municipality__name_key"), Value("~"), output_field=TextField())}),  # noqa: E501
    Sort("afstand", _("Distance"), ("metres",), annotate=_distance_from_us),
    Sort("kontakt", _("Last contact"), ("contact_key",), annotate=_contact_key, descending=True),
)  # fmt: skip


def chip_texts(user, pairs) -> dict:
    found = {(name, value): str(LABELS[name][value]) for name, value in pairs if value in LABELS.get(name, {})}
    found |= {(n, v): _now("at most %(km)s km away") % {"km": v} for n, v in pairs if n == "afstand"}
    found |= {(n, v): _now("up to at least grade %(n)s") % {"n": v} for n, v in pairs if n == "trin"}
    sources = {"kommune": Municipality, "region": Region}
    wanted = [words_by_code(n, sources[n].objects.filter(code=v), "code") for n, v in pairs if n in sources]
    return found | read_words(wanted)


SPEC = ListSpec(
    name=SavedList.SCHOOLS,
    route="samarbejde:school_list",
    export_route="samarbejde:school_export",
    columns=COLUMNS,
    sorts=SORTS,
    filterset=SchoolFilter,
    rows=rows_for,
    chip_texts=chip_texts,
    search_prefixes=("name_key",),
    detail_field="number",
    tabs=(Tab("alle", _("All")), Tab("aktive", _("Collaboration under way"), "forhold=aktiv"),
          Tab("aldrig", _("Never contacted"), "forhold=aldrig")),
    file_name=_("schools"),
    labels={"kommune": _("Municipality")},
)  # fmt: skip
