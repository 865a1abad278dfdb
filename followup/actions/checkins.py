"""Writing down a talk about how it goes, and what follows from it: promises, lessons, a note for ourselves."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followup.actions.lessons import pass_on_lesson
from followup.actions.meetings import add_action
from followup.models import CheckIn, CheckInPoint
from samarbejde.actions.events import record_event
from samarbejde.actions.notes import write_note
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

FIELDS = ("date", "our_person", "their_person")


@transaction.atomic
def record_check_in(
    *, collaboration, values: dict, points: dict[str, dict], follows: dict | None = None,
    form_key: uuid.UUID | None = None, by,
) -> CheckIn:  # fmt: skip
    """Write down a talk. The same ``form_key`` again returns the one it made.

    ``points`` is {focus: {state, theirs, ours}}; ``follows`` may hold ``promise`` (text, owner, due_on), ``lesson``
    and ``remark``, the last for our own staff alone.
    """
    Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    fields = {name: values.get(name) for name in FIELDS} | {"collaboration": collaboration, "created_by": by}
    if form_key is None:
        check_in, is_new = CheckIn.objects.create(**fields), True
    else:
        check_in, is_new = CheckIn.objects.get_or_create(form_key=form_key, defaults=fields)
    if check_in.collaboration_id != collaboration.pk:
        raise ValidationError(_("Open the page again: the form belongs to another collaboration."))
    if is_new:
        _write_points(check_in, points)
        _tell("check_in_held", check_in, by)
        _follow(check_in, follows or {}, by)
    return check_in


@transaction.atomic
def change_check_in(
    *, check_in, values: dict, points: dict[str, dict], follows: dict | None = None, version: int, by
) -> CheckIn:
    """Correct what was written down. Raises StaleVersion after a lost update."""
    check_in = lock_version(CheckIn, check_in.pk, version)
    for name in FIELDS:
        setattr(check_in, name, values.get(name))
    check_in.version += 1
    check_in.save(update_fields=[*FIELDS, "version"])
    _write_points(check_in, points)
    _tell("check_in_changed", check_in, by)
    _follow(check_in, follows or {}, by)
    return check_in


def _write_points(check_in: CheckIn, points: dict[str, dict]) -> None:
    """Keep one row for each point something was said about."""
    said = {focus: words for focus, words in points.items() if any(words.values())}
    CheckInPoint.objects.filter(check_in=check_in).exclude(focus__in=said).delete()
    for focus, words in said.items():
        CheckInPoint.objects.update_or_create(check_in=check_in, focus=focus, defaults=words)


def _follow(check_in: CheckIn, follows: dict, by) -> None:
    collaboration = check_in.collaboration
    if follows.get("promise"):
        add_action(collaboration=collaboration, check_in=check_in, **follows["promise"], by=by)
    if follows.get("lesson"):
        pass_on_lesson(collaboration=collaboration, text=follows["lesson"], by=by)
    if follows.get("remark"):
        write_note(collaboration=collaboration, text=follows["remark"], by=by)


def _tell(verb: str, check_in: CheckIn, by) -> None:
    data = {"check_in": check_in.pk, "on": check_in.date.isoformat()}
    record_event(verb=verb, collaboration=check_in.collaboration, phase=Phase.ACTIVE, data=data, by=by)
