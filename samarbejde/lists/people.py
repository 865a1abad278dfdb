"""The list of people: an institution's own address book."""

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Function, SavedList
from samarbejde.filters.people import CONFIRMED, LEFT, PersonFilter
from samarbejde.lists.cells import cell, day_cell, esc, title_cell
from samarbejde.lists.chips import read_words, words_by_code
from samarbejde.lists.spec import Column, ListSpec, Look, Out, Row, Sort, Tab
from samarbejde.models import Institution, Municipality, Person, Post

FUNCTION_WORDS = dict(Function.choices)
LABELS = {"funktion": FUNCTION_WORDS, "bekraeftet": dict(CONFIRMED), "stoppet": dict(LEFT)}


def rows_for(user) -> QuerySet:
    return Person.objects.visible_to(user)


def _first_post(field: str) -> Subquery:
    now = Post.objects.filter(person=OuterRef("pk"), ended_on__isnull=True).order_by("-started_on", "pk")
    return Subquery(now.values(field)[:1], output_field=CharField())


def _post(user) -> dict:
    return {"function_now": _first_post("function"), "title_now": _first_post("title")}


def _town(user) -> dict:
    return {
        "municipality_name": Coalesce(
            _first_post("school__municipality__name"), _first_post("municipality__name"),
            _first_post("institution__municipality__name"),
        )
    }  # fmt: skip


def post_words(row: Row) -> str:
    """Return the person's own title, or else the name of the post."""
    return row["title_now"] or str(FUNCTION_WORDS.get(row["function_now"], ""))


def _title(row: Row, look: Look) -> str:
    sub = " · ".join(part for part in (row["workplace"], _now("has left") if row["left_on"] else "") if part)
    return title_cell(row["name"], sub, f"{look.base}{row['pk']}/{look.link}{row['nr']}")


def _mail(row: Row, look: Look) -> str:
    mail = esc(row["email"])
    return cell(f'<a href="mailto:{mail}">{mail}</a>' if mail else "", "")


def _phone(row: Row, look: Look) -> str:
    phone = esc(row["phone"])
    number = "".join(sign for sign in row["phone"] if sign in "+0123456789")
    return cell(f'<a class="nowrap" href="tel:{number}">{phone}</a>' if number else phone, "")


def _confirmed(row: Row, look: Look) -> str:
    return day_cell(row["confirmed_on"], look)


def _text(field: str):
    return lambda row, look: cell(esc(row[field] or ""))


def _value(field: str):
    return lambda row: row[field]


COLUMNS = (
    Column("navn", _("Name"), ("name", "workplace", "left_on"), _title, sort="navn", fixed=True,
           out=(Out(_("Name"), _value("name")), Out(_("Workplace"), _value("workplace")))),
    Column("funktion", _("Post"), ("function_now", "title_now"), lambda row, look: cell(esc(post_words(row))),
           css="c-opt", annotate=_post, out=(Out(_("Post"), post_words),)),
    Column("mail", _("E-mail"), ("email",), _mail, out=(Out(_("E-mail"), _value("email")),)),
    Column("telefon", _("Phone"), ("phone",), _phone, out=(Out(_("Phone"), _value("phone")),)),
    Column("bekraeftet", _("Last confirmed"), ("confirmed_on",), _confirmed, sort="bekraeftet", css="c-opt",
           out=(Out(_("Last confirmed"), _value("confirmed_on")),)),
    Column("arbejdssted", _("Workplace"), ("workplace",), _text("workplace"), sort="arbejdssted", css="c-opt",
           shown=False),
    Column("kommune", _("Municipality"), ("municipality_name",), _text("municipality_name"), css="c-opt", shown=False,
           annotate=_town, out=(Out(_("Municipality"), _value("municipality_name")),)),
    Column("kilde", _("Where the data come from"), ("source",), _text("source"), css="c-opt", shown=False,
           out=(Out(_("Where the data come from"), _value("source")),)),
    Column("sted", _("Kept by"), ("institution__name",), _text("institution__name"), css="c-opt", shown=False,
           out=(Out(_("Kept by"), _value("institution__name")),)),
    Column("stoppet", _("Left"), ("left_on",), lambda row, look: day_cell(row["left_on"], look), css="c-opt",
           shown=False, out=(Out(_("Left"), _value("left_on")),)),
)  # fmt: skip

SORTS = (
    Sort("navn", _("Name"), ("name_key",)),
    Sort("arbejdssted", _("Workplace"), ("workplace_key",)),
    Sort("bekraeftet", _("Last confirmed"), ("confirmed_key",)),
)


def chip_texts(user, pairs) -> dict:
    found = {(name, value): str(LABELS[name][value]) for name, value in pairs if value in LABELS.get(name, {})}
    places = Institution.objects.where_may(user, "view_people")
    wanted = [words_by_code(n, Municipality.objects.filter(code=v), "code") for n, v in pairs if n == "kommune"]
    wanted += [words_by_code(n, places.filter(slug=v), "slug") for n, v in pairs if n == "sted"]
    return found | read_words(wanted)


SPEC = ListSpec(
    name=SavedList.PEOPLE,
    route="samarbejde:person_list",
    export_route="samarbejde:person_export",
    columns=COLUMNS,
    sorts=SORTS,
    filterset=PersonFilter,
    rows=rows_for,
    chip_texts=chip_texts,
    search_prefixes=("name_key", "workplace_key"),
    tabs=(Tab("alle", _("All")), Tab("gamle", _("Not confirmed for a year"), "bekraeftet=gammel", counted=True),
          Tab("stoppet", _("Left"), "stoppet=stoppet")),
    file_name=_("people"),
    labels={"arbejdssted": _("Workplace"), "sted": _("Kept by"), "kommune": _("Municipality")},
)  # fmt: skip
