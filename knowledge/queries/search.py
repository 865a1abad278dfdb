"""Search over everything one may see, in two queries whatever is found."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import DocumentKind
from samarbejde.lib.danish import format_number
from samarbejde.lib.folding import fold
from samarbejde.lib.highlight import excerpt, highlight, search_terms
from samarbejde.lib.patience import at_most
from samarbejde.models import SearchDocument
from samarbejde.querysets.search import SearchDocumentQuerySet

CAP = 200  # per kind: nobody reads further, and counting a hundred thousand takes time
FEW = 5
PAGE = 30
PATIENCE = 300  # milliseconds
ORDER = (
    DocumentKind.COLLABORATION, DocumentKind.LESSON, DocumentKind.RECORD, DocumentKind.SCHOOL, DocumentKind.PERSON,
    DocumentKind.INQUIRY, DocumentKind.FORMAT, DocumentKind.SHARED, DocumentKind.ADVICE,
)  # fmt: skip

MANY = {
    DocumentKind.COLLABORATION: _("Collaborations"),
    DocumentKind.LESSON: _("Lessons"),
    DocumentKind.RECORD: _("Records"),
    DocumentKind.SCHOOL: _("Schools"),
    DocumentKind.PERSON: _("People"),
    DocumentKind.INQUIRY: _("Incoming requests"),
    DocumentKind.FORMAT: _("Forms of collaboration"),
    DocumentKind.SHARED: _("Shared in the network"),
    DocumentKind.ADVICE: _("Advice"),
}


@dataclass(frozen=True)
class Hit:
    """One document with its title and the place in its text where the words stand."""

    document: SearchDocument
    words: str

    @property
    def title(self) -> SafeString:
        return highlight(self.document.title, self.words)

    @property
    def excerpt(self) -> SafeString:
        """The place in the text; nothing when the words stand in the title and nowhere else."""
        if not self.document.body.strip():
            return SafeString("")
        found = excerpt(self.document.body, self.words)
        return SafeString("") if "<mark" in self.title and "<mark" not in found else found


@dataclass
class Group:
    """The hits of one kind, best first; ``count`` goes no further than the cap."""

    kind: str
    ids: list[int] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(MANY[DocumentKind(self.kind)])

    @property
    def count(self) -> str:
        """”12”, or ”200+” when there are more."""
        return f"{format_number(CAP)}+" if len(self.ids) > CAP else format_number(len(self.ids))

    @property
    def has_more(self) -> bool:
        return len(self.ids) > len(self.hits)


@dataclass
class Found:
    words: str
    kind: str
    groups: list[Group]
    is_likeness: bool = False  # nothing holds the words as they are written; these look like them

    @cached_property
    def is_empty(self) -> bool:
        return not any(group.ids for group in self.groups)

    def shown(self) -> list[Group]:
        """The groups to show: all that found something, or the one chosen."""
        return [group for group in self.groups if group.hits]


def find(documents: SearchDocumentQuerySet, words: str, kind: str = "", page: int = 0) -> Found:
    """Search ``documents`` for ``words``; with ``kind`` one page of that kind, without it the best few of each."""
    candidates = _candidates(documents.matching(words), words)
    found = Found(words, kind, [Group(value) for value in ORDER])
    if not candidates:
        candidates, found.is_likeness = _resembling(documents, words), True
    by_kind = {group.kind: group for group in found.groups}
    for pk, of_kind in candidates:
        by_kind[of_kind].ids.append(pk)
    first, last = (page * PAGE, page * PAGE + PAGE) if kind else (0, FEW)
    wanted = {pk for group in found.groups if kind in ("", group.kind) for pk in group.ids[first:last]}
    rows = SearchDocument.objects.in_bulk(wanted) if wanted else {}
    for group in found.groups:
        group.hits = [Hit(rows[pk], words) for pk in group.ids if pk in rows]
    return found


def _candidates(documents: QuerySet, words: str) -> list[tuple[int, str]]:
    """Return (pk, kind), best first within a kind, at most the cap and one of each kind."""
    rank = SearchRank(F("vector"), SearchQuery(words, config="danish", search_type="websearch"))
    rows = documents.order_by().annotate(rank=rank).values_list("pk", "kind", "title_folded", "rank")
    parts = [rows.filter(kind=kind)[: CAP + 1] for kind in ORDER]
    found = parts[0].union(*parts[1:], all=True)
    folded = fold(" ".join(search_terms(words)))
    best = sorted(found, key=lambda row: (not row[2].startswith(folded), folded not in row[2], -row[3], row[2], row[0]))
    return [(pk, kind) for pk, kind, _title, _rank in best]


def _resembling(documents: QuerySet, words: str) -> list[tuple[int, str]]:
    """Return (pk, kind) of what looks most like the words, best first: by title, else in the text."""
    found = _likest(documents, words, "title_folded")
    if not found:
        with at_most(PATIENCE):  # long texts take long to compare, and this is a courtesy
            found = _likest(documents, words, "body_folded")
    return found


def _likest(documents: QuerySet, words: str, field: str) -> list[tuple[int, str]]:
    return list(documents.resembling(words, field=field).values_list("pk", "kind")[:PAGE])


def wider_searches(words: str) -> list[str]:
    """Return searches that find more: each word for itself, and the beginning of a long single word."""
    terms = search_terms(words)
    if len(terms) > 1:
        return terms[:4]
    return [terms[0][: max(4, len(terms[0]) * 2 // 3)].rstrip("-")] if terms and len(terms[0]) > 5 else []
