"""Ending a collaboration: when, how and why, what becomes of what you have, and the record that stays."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.actions.documents import index_record
from knowledge.actions.lessons import keep_lesson
from knowledge.choices import Addresses, EndReason, Keepsakes
from knowledge.models import Closure
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.phases import change_phase
from samarbejde.actions.summary import set_next_step
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

KEPT_WITHOUT_A_DAY = {Keepsakes.NONE, Keepsakes.KEEP, ""}


@transaction.atomic
def close_collaboration(
    *, collaboration, ended_on: datetime.date, reason: str, explanation: str = "", goes_on: str = "",
    keepsakes: str = "", addresses: str = "", tidy_by: datetime.date | None = None, lesson: str = "",
    version: int = 0, by,
) -> Closure:  # fmt: skip
    """Write the ending, and move to the last phase. ``version`` 0 means that nobody has written it before.

    What is to be deleted or handed over becomes the next step, due on ``tidy_by``. Raises StaleVersion when somebody
    else has written or changed it in the meantime, ValidationError when such a day is missing.
    """
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    must_tidy = keepsakes not in KEPT_WITHOUT_A_DAY or addresses == Addresses.DELETE
    if must_tidy and tidy_by is None:
        raise ValidationError({"tidy_by": _("Write by when it is to be deleted or handed over.")})
    after = {
        "ended_on": ended_on, "reason": reason, "explanation": explanation, "goes_on": goes_on,
        "keepsakes": keepsakes, "addresses": addresses, "tidy_by": tidy_by if must_tidy else None,
    }  # fmt: skip
    closure = Closure.objects.filter(collaboration=collaboration).first()
    if (closure.version if closure else 0) != version:
        raise StaleVersion(closure)
    if closure is None:
        closure = Closure.objects.create(collaboration=collaboration, closed_by=by, **after)
        data = {"how": closure.get_reason_display(), "ended_on": ended_on.isoformat()}
        record_event(verb="collaboration_closed", collaboration=collaboration, phase=Phase.CLOSED, data=data, by=by)
    else:
        _change(closure, after, by)
    if collaboration.phase != Phase.CLOSED:
        why = explanation.strip() or str(EndReason(reason).label)
        change_phase(collaboration=collaboration, target=Phase.CLOSED, reason=why, by=by)
        collaboration.refresh_from_db()
    if closure.must_be_tidied:
        set_next_step(collaboration=collaboration, text=_("Tidy up pictures and addresses"), on=closure.tidy_by)
    keep_lesson(collaboration=collaboration, text=lesson, phase=Phase.CLOSED, by=by)
    index_record(collaboration=collaboration)
    refresh_attention(collaborations=[collaboration.pk])
    return closure


def _change(closure: Closure, after: dict, by) -> None:
    changes = changed_fields({name: getattr(closure, name) for name in after}, after)
    if "tidy_by" in changes:
        closure.tidied_at = closure.tidied_by = None
    for name, value in after.items():
        setattr(closure, name, value)
    closure.version += 1
    closure.save(update_fields=[*after, "tidied_at", "tidied_by", "version"])
    record_event(
        verb="closure_changed",
        collaboration=closure.collaboration,
        phase=Phase.CLOSED,
        data={"changes": changes},
        by=by,
    )


@transaction.atomic
def tidy_up(*, closure: Closure, by) -> Closure:
    """Say that what was to be deleted or handed over is gone; the next step is done."""
    closure = Closure.objects.select_for_update(of=("self",), no_key=True).get(pk=closure.pk)
    if closure.must_be_tidied:
        closure.tidied_at, closure.tidied_by = timezone.now(), by
        closure.save(update_fields=["tidied_at", "tidied_by"])
        collaboration = closure.collaboration
        if collaboration.next_step_on == closure.tidy_by:
            set_next_step(collaboration=collaboration, text="", on=None)
        record_event(verb="tidied_up", collaboration=collaboration, phase=Phase.CLOSED, by=by)
        refresh_attention(collaborations=[collaboration.pk])
    return closure
