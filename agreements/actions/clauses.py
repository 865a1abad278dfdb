"""An institution's own ready texts."""

from django.db import transaction

from agreements.models import StandardClause
from agreements.queries.clauses import ClauseSet, read_clauses
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Institution


@transaction.atomic
def save_clauses(*, institution: Institution, template: str, version: int, texts: dict[str, str], by) -> ClauseSet:
    """Keep the texts that differ from what stood there. Raises `StaleVersion` when somebody saved in between."""
    Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    before = read_clauses(institution.pk, template)
    if before.version != version:
        raise StaleVersion(before)
    changed = {field: text for field, text in texts.items() if before.texts.get(field, "") != text}
    for field, text in changed.items():
        StandardClause.objects.update_or_create(
            institution=institution, template=template, field=field, defaults={"text": text, "updated_by": by}
        )
    if changed:
        data = {"template": template, "fields": sorted(changed)}
        record_event(verb="standard_texts_changed", institution=institution, data=data, by=by)
    return read_clauses(institution.pk, template)
