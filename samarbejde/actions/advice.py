"""Keeping the advice: loaded from a file, changed by admins, findable in the search."""

from django.db import transaction

from samarbejde.actions.summary import forget_document, index_documents
from samarbejde.choices import DocumentKind
from samarbejde.models import Advice, SearchDocument
from samarbejde.phases import Phase
from samarbejde.queries.advice import forget_advice

FIELDS = ["phase", "situation", "text", "guide", "order"]


@transaction.atomic
def load_advice(*, rows: list[dict]) -> dict[str, int]:
    """Bring the table in line with ``rows``; what an admin has changed or put away stays as it is."""
    known = {row.code: row for row in Advice.objects.all()}
    fresh, changed = [], []
    for row in rows:
        values = {name: row[name] for name in FIELDS} | {"order": int(row["order"])}
        old = known.get(row["code"])
        if old is None:
            fresh.append(Advice(code=row["code"], **values))
        elif not old.is_edited and any(getattr(old, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(old, name, value)
            changed.append(old)
    Advice.objects.bulk_create(fresh)
    Advice.objects.bulk_update(changed, FIELDS)
    index_advice(advice=fresh + changed)
    return {"new": len(fresh), "changed": len(changed), "unchanged": len(rows) - len(fresh) - len(changed)}


@transaction.atomic
def save_advice(*, advice: Advice, by) -> Advice:
    """Save what an admin wrote: from now on the file leaves it alone."""
    advice.is_edited = True
    advice.save()
    index_advice(advice=[advice])
    return advice


def index_advice(*, advice: list[Advice]) -> None:
    """Let everybody who is logged in find it; what is no longer shown is not found."""
    for row in advice:
        if not row.is_active:
            forget_document(kind=DocumentKind.ADVICE, object_id=row.pk)
    index_documents(documents=[_document(row) for row in advice if row.is_active])
    transaction.on_commit(forget_advice)


def _document(row: Advice) -> SearchDocument:
    where = f"{Phase(row.phase).label} · {row.get_situation_display()}"
    return SearchDocument(
        kind=DocumentKind.ADVICE, object_id=row.pk, institution=None, collaboration=None, title=row.text,
        subtitle=where, body=where, url=row.get_absolute_url(),
    )  # fmt: skip
