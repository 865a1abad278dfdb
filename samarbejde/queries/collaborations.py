"""Reads of collaborations that span several models."""

from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from samarbejde.lib.embedded import embedded, remember, restored
from samarbejde.models import Collaboration, Party, StoredFile
from samarbejde.panels import get_panels

PLACES = (
    "school__id",
    "school__name",
    "school__number",
    "municipality__id",
    "municipality__name",
    "institution__id",
    "institution__name",
)
PARTY = ("id", "collaboration_id", "kind", "mailbox", "school_id", "municipality_id", "institution_id", *PLACES)


def get_visible_collaboration(user, pk: int, *, with_panels: bool = True) -> Collaboration:
    """Return the collaboration with institution, lead, parties and what the frame shows. One query; raises Http404.

    ``with_panels=False`` is for pages that do not show the frame (a form's POST, a download).
    """
    found = _for_pages(with_panels=with_panels).visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    remember_parties(found)
    return found


@cache
def _for_pages(*, with_panels: bool) -> QuerySet:
    """Return the rows with what the frame shows; put together once, for everybody."""
    rows = Collaboration.objects.select_related("institution", "lead")
    for panel in get_panels() if with_panels else ():
        rows = panel.prefetch_frame(rows)
    return rows.annotate(files_count=count_files(), parties_embedded=embed_parties())


def embed_parties() -> ArraySubquery:
    """Return the annotation ``parties_embedded``, which `remember_parties` reads."""
    return embedded(Party.objects.filter(collaboration=OuterRef("pk")).order_by("pk"), *PARTY)


def remember_parties(row: Collaboration) -> None:
    """Let ``row.parties.all()`` answer from what was embedded."""
    remember(row, "parties", restored(Party, row.parties_embedded))


def count_files() -> Coalesce:
    """Return the number of files of each collaboration as a subquery, so that it joins no rows."""
    files = StoredFile.objects.filter(collaboration=OuterRef("pk")).order_by().values("collaboration")
    return Coalesce(Subquery(files.annotate(number=Count("pk")).values("number")), 0, output_field=IntegerField())


def other_parties_first(collaboration: Collaboration) -> list[Party]:
    """Return the parties as they are named: the school and the municipality first, our own place last."""
    own = collaboration.institution_id
    return sorted(collaboration.parties.all(), key=lambda party: (party.institution_id == own, party.pk))


def open_with_schools(user, institution, schools, *, not_from=None) -> list[Collaboration]:
    """Return the institution's open collaborations with any of ``schools``; not the one a form sent twice has made."""
    if not schools:
        return []
    rows = Collaboration.objects.visible_to(user).open().filter(institution=institution, parties__school__in=schools)
    if not_from:
        rows = rows.exclude(form_key=not_from)
    return list(rows.distinct().order_by("-updated_at", "pk")[:5])
