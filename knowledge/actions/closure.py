"""Ending a collaboration: when, how and why, and the record that stays."""

import datetime

from django.db import transaction

from knowledge.actions.documents import index_record
from knowledge.choices import EndReason
from knowledge.models import Closure
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.phases import change_phase
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def close_collaboration(
    *, collaboration, ended_on: datetime.date, reason: str, explanation: str = "", version: int = 0, by
) -> Closure:
    """Write the ending, and move to the last phase. ``version`` 0 means that nobody has written it before.

    Raises StaleVersion when somebody else has written or changed it in the meantime.
    """
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    after = {"ended_on": ended_on, "reason": reason, "explanation": explanation}
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
    index_record(collaboration=collaboration)
    refresh_attention(collaborations=[collaboration.pk])
    return closure


def _change(closure: Closure, after: dict, by) -> None:
    changes = changed_fields({name: getattr(closure, name) for name in after}, after)
    for name, value in after.items():
        setattr(closure, name, value)
    closure.version += 1
    closure.save(update_fields=[*after, "version"])
    record_event(
        verb="closure_changed",
        collaboration=closure.collaboration,
        phase=Phase.CLOSED,
        data={"changes": changes},
        by=by,
    )
