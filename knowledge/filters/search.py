"""What a search can be narrowed to, by the names in the address; saved like the views of a list."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from samarbejde.access import institution_ids
from samarbejde.choices import DocumentKind, SavedList
from samarbejde.filters.collaborations import CollaborationFilter
from samarbejde.lib.folding import fold
from samarbejde.lib.weeks import school_year, school_year_label
from samarbejde.lists.chips import read_words, words_by_code
from samarbejde.lists.spec import ListSpec, Sort
from samarbejde.lists.state import ListState
from samarbejde.models import (
    Collaboration,
    Format,
    Grade,
    Institution,
    Municipality,
    School,
    SearchDocument,
    Subject,
)  # fmt: skip

KIND = "type"
LABELS = {
    "skoleaar": gettext_lazy("School year"),
    "kommune": gettext_lazy("Municipality"),
    "fag": gettext_lazy("Subject"),
    "trin": gettext_lazy("Grade"),
    "form": gettext_lazy("Form of collaboration"),
    "sted": gettext_lazy("Our place"),
}
YEARS_BACK = 8
ALSO_FINISHED = ("status", "alle")
Options = dict[str, list[tuple[str, str]]]


class SearchNames:
    """The names the address may use, in the shape a list asks its filters for them."""

    base_filters: ClassVar[dict] = dict.fromkeys([KIND, *LABELS])


def _no_chips(_user, _pairs) -> dict:
    return {}


SPEC = ListSpec(
    name=SavedList.SEARCH, route="knowledge:search", export_route="knowledge:search", columns=(),
    sorts=(Sort("bedst", gettext_lazy("Best"), ("title",)),), filterset=SearchNames,
    rows=SearchDocument.objects.visible_to, chip_texts=_no_chips, search_prefixes=("title",),
)  # fmt: skip


def asked_narrowing(state: ListState) -> dict[str, str]:
    """Return the filters that are on, {name: code}; the kind is no narrowing, it only turns the pages."""
    return {name: value for name, value in state.filters if name in LABELS}


def narrowed_collaborations(user, asked: dict[str, str]) -> QuerySet[Collaboration]:
    """Return the collaborations ``user`` may see that the filters let through, finished ones too."""
    rows = Collaboration.objects.visible_to(user)
    return CollaborationFilter(dict([*asked.items(), ALSO_FINISHED]), rows, user=user).qs.order_by()


def narrow_documents(documents: QuerySet, user, asked: dict[str, str]) -> QuerySet:
    """Keep what belongs to those collaborations; a municipality alone also keeps its schools."""
    if not asked:
        return documents
    wanted = Q(collaboration__in=narrowed_collaborations(user, asked).values("pk"))
    if set(asked) == {"kommune"}:
        schools = School.objects.filter(municipality__code=asked["kommune"])
        wanted |= Q(kind=DocumentKind.SCHOOL, object_id__in=schools.values("pk"))
    return documents.filter(wanted)


def read_options(user) -> Options:
    """Return what can be chosen for each filter, in one query."""
    own_formats = Q(institution__isnull=True) | Q(institution__in=institution_ids(user))
    words = read_words([
        words_by_code("kommune", Municipality.objects.filter(valid_to__isnull=True), "code"),
        words_by_code("fag", Subject.objects.filter(valid_to__isnull=True), "code"),
        words_by_code("trin", Grade.objects.filter(valid_to__isnull=True), "code"),
        words_by_code("form", Format.objects.filter(own_formats), "code"),
        words_by_code("sted", Institution.objects.visible_to(user), "slug"),
    ])  # fmt: skip
    this_year = school_year(timezone.localdate())
    years = [(str(year), school_year_label(year)) for year in range(this_year + 1, this_year - YEARS_BACK, -1)]
    found: Options = {name: [] for name in LABELS} | {"skoleaar": years}
    for (name, code), text in words.items():
        found[name].append((code, text))
    for name in ("kommune", "fag", "form", "sted"):
        found[name].sort(key=lambda option: fold(option[1]))
    found["trin"].sort(key=lambda option: (not option[0].isdecimal(), option[0].zfill(3)))
    return found


def form_fields(options: Options, asked: dict[str, str]) -> list[dict]:
    """Return the selects of the form; a filter with nothing to choose between is left out."""
    found = []
    for name, label in LABELS.items():
        chosen = asked.get(name, "")
        # A saved search may name a year or a form that is no longer offered: the form says so, and it can be taken off.
        gone = [(chosen, chosen)] if chosen and chosen not in dict(options[name]) else []
        if gone or len(options[name]) > 1:
            found.append({"name": name, "label": label, "options": [*options[name], *gone], "chosen": chosen})
    return found
