"""Rows that ride along with another row: a page about one thing asks the database once instead of once per kind.

::

    parties = Party.objects.filter(collaboration=OuterRef("pk")).order_by("pk")
    row = rows.annotate(parties_embedded=embedded(parties, "id", "kind", "school__id", "school__name")).get(pk=12)
    parties = restored(Party, row.parties_embedded)

For small numbers of rows: each is sent as JSON and read back field by field.
"""

from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


def embedded(rows: QuerySet, *paths: str) -> ArraySubquery:
    """Return an annotation with ``rows`` (which name their outer row) as dicts of the fields at ``paths``."""
    return ArraySubquery(rows.values(embedded_row=JSONObject(**{path: path for path in paths})))


def every(model: type[Model], place: str = "") -> list[str]:
    """Return the paths of all fields of ``model``, as seen from a row that points at it by the name ``place``."""
    inner = f"{place}__" if place else ""
    return [f"{inner}{field.attname}" for field in model._meta.concrete_fields]


def remember(instance: Model, accessor: str, rows: list) -> None:
    """Let ``instance.<accessor>.all()`` answer with ``rows``, as after a prefetch."""
    found = getattr(instance, accessor).all()
    found._result_cache, found._prefetch_done = rows, True  # noqa: SLF001 - what prefetch_related itself does
    known = getattr(instance, "_prefetched_objects_cache", {})
    instance._prefetched_objects_cache = {**known, accessor: found}  # type: ignore[attr-defined]  # noqa: SLF001


def restored(model: type[M], rows: list[dict]) -> list[M]:
    """Return unsaved-looking but complete instances; fields that were not embedded are loaded when asked for."""
    return [_restore(model, row) for row in rows]


def _restore(model: type[M], row: dict) -> M:
    plain = {name: value for name, value in row.items() if "__" not in name}
    fields = [field for field in model._meta.concrete_fields if field.attname in plain]
    values = [field.to_python(plain[field.attname]) for field in fields]
    instance = model.from_db("default", [field.attname for field in fields], values)
    for name in {path.split("__", 1)[0] for path in row if "__" in path}:
        inner = {path.split("__", 1)[1]: value for path, value in row.items() if path.startswith(f"{name}__")}
        related = model._meta.get_field(name).related_model
        setattr(instance, name, None if inner.get("id") is None else _restore(related, inner))
    return instance
