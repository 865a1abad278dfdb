"""The texts a new agreement begins with: the program's, and in their place the institution's own."""

from dataclasses import dataclass

from agreements.choices import Template
from agreements.models import StandardClause
from agreements.standard_texts import TEXTS


def own_texts(institution_id: int, template: str) -> dict[str, str]:
    """Return {field: text} that the institution has written itself. One query."""
    rows = StandardClause.objects.filter(institution=institution_id, template=template)
    return dict(rows.values_list("field", "text"))


def ready_texts(template: str, own: dict[str, str]) -> dict[str, str]:
    """Return {field: text} for ``template``; a text of their own that is empty stands for none."""
    return TEXTS[Template(template)] | own


def texts_for(institution_id: int, template: str) -> dict[str, str]:
    """Return {field: text} of one template at one institution. One query."""
    return ready_texts(template, own_texts(institution_id, template))


@dataclass(frozen=True)
class ClauseSet:
    """The texts of one template at one institution; ``version`` is the moment of the last change, or nought."""

    version: int
    texts: dict[str, str]


def read_clauses(institution_id: int, template: str) -> ClauseSet:
    """Return the texts as they are now. One query."""
    rows = list(StandardClause.objects.filter(institution=institution_id, template=template))
    newest = max((row.updated_at for row in rows), default=None)
    version = int(newest.timestamp() * 1000) if newest else 0
    return ClauseSet(version, ready_texts(template, {row.field: row.text for row in rows}))
