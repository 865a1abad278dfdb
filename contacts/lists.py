"""The list of incoming requests."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.choices import Driver, InquiryStatus
from contacts.filters.inquiries import MATCHED, InquiryFilter
from contacts.models import Inquiry
from samarbejde.choices import SavedList
from samarbejde.lib.icons import icon_html
from samarbejde.lists.cells import cell, day_cell, esc, title_cell
from samarbejde.lists.chips import read_words, words_by_code
from samarbejde.lists.spec import Column, ListSpec, Look, Out, Row, Sort, Tab
from samarbejde.models import Institution

STATUS_WORDS = dict(InquiryStatus.choices)
DRIVER_WORDS = dict(Driver.choices)
LABELS = {"svar": STATUS_WORDS, "driver": DRIVER_WORDS, "skole": dict(MATCHED)}
LEVELS = {
    InquiryStatus.NEW: ("badge badge-care", "clock"),
    InquiryStatus.ACCEPTED: ("badge badge-good", "check"),
    InquiryStatus.WAITING: ("badge", ""),
    InquiryStatus.DECLINED: ("badge", ""),
}
LONGEST = 110


def rows_for(user) -> QuerySet:
    """Return the requests ``user`` may see."""
    return Inquiry.objects.visible_to(user)


def _title(row: Row, look: Look) -> str:
    return title_cell(row["place_name"], row["name"], f"{look.base}{row['pk']}/{look.link}{row['nr']}")


def _wish(row: Row, _look: Look) -> str:
    words = " ".join(row["wish"].split())
    return cell(esc(words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"))


def _status(row: Row, _look: Look) -> str:
    css, icon = LEVELS[row["status"]]
    picture = icon_html(icon) if icon else ""
    return f'<td><span class="{css}">{picture}{esc(str(STATUS_WORDS[row["status"]]))}</span></td>'


def _words(labels: dict, field: str):
    return lambda row: str(labels.get(row[field], ""))


def _value(field: str):
    return lambda row: row[field]


COLUMNS = (
    Column("skole", _("School"), ("place_name", "name"), _title, sort="skole", fixed=True,
           out=(Out(_("School"), _value("place_name")), Out(_("Name"), _value("name")))),
    Column("oenske", _("What they wish"), ("wish",), _wish, out=(Out(_("What they wish"), _value("wish")),)),
    Column("driver", _("Whose wish"), ("driver",),
           lambda row, look: cell(esc(str(DRIVER_WORDS[row["driver"]]))),
           out=(Out(_("Whose wish"), _words(DRIVER_WORDS, "driver")),)),
    Column("modtaget", _("Received"), ("received",), lambda row, look: day_cell(row["received"], look),
           sort="modtaget", css="c-opt", out=(Out(_("Received"), lambda row: row["received"].date()),)),
    Column("svar", _("Answer"), ("status",), _status, out=(Out(_("Answer"), _words(STATUS_WORDS, "status")),)),
    Column("mail", _("E-mail"), ("email",), lambda row, look: cell(esc(row["email"])), css="c-opt", shown=False,
           out=(Out(_("E-mail"), _value("email")),)),
    Column("omfang", _("Classes, time and extent"), ("extent",), lambda row, look: cell(esc(row["extent"])),
           css="c-opt", shown=False, out=(Out(_("Classes, time and extent"), _value("extent")),)),
    Column("sted", _("Our place"), ("institution__name",), lambda row, look: cell(esc(row["institution__name"])),
           css="c-opt", shown=False, out=(Out(_("Our place"), _value("institution__name")),)),
)  # fmt: skip

SORTS = (
    Sort("modtaget", _("Received"), ("received",), descending=True),
    Sort("skole", _("School"), ("place_key",)),
)


def chip_texts(user, pairs) -> dict:
    """Return the words for the filters that are on."""
    found = {(name, value): str(LABELS[name][value]) for name, value in pairs if value in LABELS.get(name, {})}
    places = Institution.objects.where_may(user, "view_people")
    return found | read_words([words_by_code(n, places.filter(slug=v), "slug") for n, v in pairs if n == "sted"])


SPEC = ListSpec(
    name=SavedList.INQUIRIES,
    route="contacts:inquiry_list",
    export_route="contacts:inquiry_export",
    columns=COLUMNS,
    sorts=SORTS,
    filterset=InquiryFilter,
    rows=rows_for,
    chip_texts=chip_texts,
    search_prefixes=("place_key", "name_key"),
    tabs=(Tab("alle", _("All")), Tab("nye", _("Not answered"), "svar=new", counted=True),
          Tab("venter", _("We wait"), "svar=waiting"), Tab("ja", _("We said yes"), "svar=accepted"),
          Tab("nej", _("We said no"), "svar=declined")),
    file_name=_("requests"),
    labels={"sted": _("Our place"), "driver": _("Whose wish")},
)  # fmt: skip
