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
