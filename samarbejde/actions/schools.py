"""The prepared columns and search documents of schools, rewritten in bulk."""

from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import F, Func, OuterRef, Subquery, Value

from samarbejde.choices import DocumentKind
from samarbejde.lib.functions import DanishFold
from samarbejde.models import Municipality, School, SchoolFormerName, SearchDocument

# Written out: reversing fifty thousand addresses takes longer than writing their rows. A test compares the two.
ADDRESS = "/skoler/{number}/"
BATCH = 1000


def refresh_schools(*, schools: list[int] | None = None) -> int:
    """Rewrite search text and search documents of the schools with these ids, or of all. Return how many."""
    ids = sorted(schools) if schools is not None else list(School.objects.order_by("pk").values_list("pk", flat=True))
    # A thousand at a time: with fifty thousand ids in one statement the database chooses plans that take for ever.
    for start in range(0, len(ids), BATCH):
        _refresh_batch(ids[start : start + BATCH])
    return len(ids)


def _refresh_batch(ids: list[int]) -> None:
    rows = School.objects.filter(pk__in=ids)
    rows.update(search_text=DanishFold(_words()))
    documents = []
    shown = rows.filter(type__is_school=True).annotate(former=_former_names()).order_by("pk")
    names = ["pk", "number", "name", "city", "municipality__name", "former"]
    for pk, number, name, city, municipality, former in shown.values_list(*names):
        places = list(dict.fromkeys(text for text in (city, municipality) if text))
        documents.append(
            SearchDocument(
                kind=DocumentKind.SCHOOL,
                object_id=pk,
                title=name,
                subtitle=" · ".join(places),
                body="\n".join([number, *places, *(former or "").split(" | ")]).strip(),
                url=ADDRESS.format(number=number),
            )
        )
    _write(documents)
    # What is no longer listed among schools is not found among them either.
    others = set(ids) - {document.object_id for document in documents}
    SearchDocument.objects.filter(kind=DocumentKind.SCHOOL, object_id__in=others).delete()


def _words() -> Func:
    """Return name, number, town, municipality and former names as one text."""
    municipality = Subquery(Municipality.objects.filter(pk=OuterRef("municipality")).values("name")[:1])
    parts = [Value(" "), F("name"), F("number"), F("city"), municipality, _former_names()]
    return Func(*parts, function="CONCAT_WS", output_field=models.TextField())


def _former_names() -> Subquery:
    names = SchoolFormerName.objects.filter(school=OuterRef("pk")).order_by().values("school")
    joined = names.annotate(all=StringAgg("name", delimiter=" | ", order_by="name")).values("all")
    return Subquery(joined, output_field=models.TextField())


def _write(documents: list[SearchDocument]) -> None:
    SearchDocument.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["title", "subtitle", "body", "url"],
    )
