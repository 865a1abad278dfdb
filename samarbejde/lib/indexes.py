"""Indexes that let a list be walked in order, from any page."""

from django.db import models
from django.db.models import Q


def sort_indexes(
    prefix: str, *keys: str, within: str = "", only: Q | None = None, mark: str = ""
) -> list[models.Index]:
    """Return an index over ``keys`` (ending in id), one led by ``within``, and both again for the rows of ``only``.

    ``prefix`` and ``mark`` make the names; PostgreSQL walks the one led by ``within`` for users of one institution.
    """
    fields = [*keys, "id"]
    name = f"{prefix}_{mark}" if mark else prefix
    found = [models.Index(fields=fields, name=name)]
    if within:
        found.append(models.Index(fields=[within, *fields], name=f"{name}_i"))
    if only is not None:
        found += [models.Index(fields=index.fields, name=f"{index.name}_o", condition=only) for index in list(found)]
    return found
