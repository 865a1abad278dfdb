"""SQL functions as Django expressions; those in Danish are ours, made in migration 0001."""

from django.db import models
from django.db.models import Func


class DanishSortKey(Func):
    """A text's place in the Danish alphabet; sorts right under collation "C" on any PostgreSQL."""

    function = "danish_sort_key"
    arity = 1
    output_field = models.TextField()


class DanishFold(Func):
    """Lower case with å=aa, æ=ae, ø=oe and accents gone, so that ”Aarhus” finds ”Århus”."""

    function = "danish_fold"
    arity = 1
    output_field = models.TextField()


class OctetLength(Func):
    """How many bytes a file in the database has, without fetching it."""

    function = "octet_length"
    arity = 1
    output_field = models.IntegerField()


def sort_key_of(field: str) -> models.GeneratedField:
    """Return a stored, indexable column with the Danish sort key of ``field``."""
    return models.GeneratedField(
        expression=DanishSortKey(field), output_field=models.TextField(db_collation="C"), db_persist=True
    )


def folded(field: str) -> models.GeneratedField:
    """Return a stored column with the folded text of ``field``, for trigram search."""
    return models.GeneratedField(
        expression=DanishFold(field), output_field=models.TextField(db_collation="C"), db_persist=True
    )
