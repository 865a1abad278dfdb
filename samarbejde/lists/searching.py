"""The search field of a list: parts of words from three letters on, beginnings before that."""

from django.db.models import Q, QuerySet, Value

from samarbejde.lib.folding import fold
from samarbejde.lib.functions import DanishSortKey

MOST_WORDS = 8
TRIGRAM = 3


def matching(queryset: QuerySet, words: str, prefixes: tuple[str, ...]) -> QuerySet:
    """Return the rows that hold every one of ``words``; with one or two letters, those beginning with them.

    ``prefixes`` are the sort keys that are looked at for a beginning; all words are looked for in ``search_text``.
    """
    parts = fold(words).split()[:MOST_WORDS]
    if not parts:
        return queryset
    if max(map(len, parts)) < TRIGRAM:
        start = DanishSortKey(Value(words))
        begins = Q()
        for name in prefixes:
            begins |= Q(**{f"{name}__startswith": start})
        return queryset.filter(begins)
    for part in parts:
        queryset = queryset.filter(search_text__contains=part)
    return queryset
