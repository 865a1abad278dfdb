"""An institution's own forms of collaboration, and which forms a collaboration has."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.summary import refresh_summary
from samarbejde.lib.danish import join_words
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, Format, Institution


@transaction.atomic
def create_format(*, institution: Institution, by, **values) -> Format:
    """Add a form of the institution's own; the same name twice is the same form."""
    Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    own = Format.objects.filter(institution=institution)
    there = own.filter(name__iexact=values["name"], retired_on=None).first()
    if there:
        return there
    number = own.count() + 1
    made = Format.objects.create(institution=institution, code=f"eget-{institution.pk}-{number}", order=100, **values)
    record_event(verb="format_created", institution=institution, data={"name": made.name}, by=by)
    return made


@transaction.atomic
def update_format(*, own_format: Format, version: int, by, **values) -> Format:
    """Change a form of one's own. Raises `StaleVersion` when somebody saved in between."""
    row = lock_version(Format, own_format.pk, version)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    record_event(verb="format_changed", institution=row.institution, data={"name": row.name}, by=by)
    return row


@transaction.atomic
def retire_format(*, own_format: Format, is_retired: bool, by) -> Format:
    """Offer it no longer, or again. The collaborations that have it keep it."""
    row = Format.objects.select_for_update(of=("self",), no_key=True).get(pk=own_format.pk)
    if bool(row.retired_on) == is_retired:
        return row
    row.retired_on = timezone.localdate() if is_retired else None
    row.save(update_fields=["retired_on"])
    verb = "format_retired" if is_retired else "format_offered_again"
    record_event(verb=verb, institution=row.institution, data={"name": row.name}, by=by)
    return row


@transaction.atomic
def choose_formats(*, collaboration: Collaboration, version: int, formats: Iterable[Format], by) -> Collaboration:
    """Let the collaboration have exactly ``formats``. Raises `StaleVersion` when somebody saved in between."""
    row = lock_version(Collaboration, collaboration.pk, version)
    chosen, before = list(formats), set(row.formats.values_list("pk", flat=True))
    if {each.pk for each in chosen} == before:
        return row
    row.formats.set(chosen)
    row.version += 1
    row.save(update_fields=["version", "updated_at"])
    names = join_words([each.name for each in chosen]) or "–"
    record_event(verb="formats_chosen", collaboration=row, data={"names": names}, by=by)
    refresh_summary(collaborations=[row.pk])
    refresh_attention(collaborations=[row.pk])
    return row
