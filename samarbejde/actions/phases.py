"""The only writer of a collaboration's phase and status."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.models import Collaboration
from samarbejde.panels import OpenPoint, get_panels
from samarbejde.phases import STATUS_TRANSITIONS, TRANSITIONS, Phase, Status, is_step_back


def open_points(collaboration, user=None) -> list[OpenPoint]:
    """What the guide would want done before the collaboration leaves its phase."""
    return [
        point
        for panel in get_panels()
        if user is None or panel.can_view(user, collaboration)
        for point in panel.open_points(collaboration, collaboration.phase)
    ]


@transaction.atomic
def change_phase(*, collaboration, target: str, reason: str = "", by) -> Collaboration:
    """Move to another phase. Back, or forward past open points, needs ``reason``; nothing is ever blocked."""
    current = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    if target not in TRANSITIONS[current.phase]:
        raise ValidationError(_("The collaboration is already in that phase."))
    back = is_step_back(current.phase, target)
    left_open = [] if back else open_points(current)
    if (back or left_open) and not reason.strip():
        raise ValidationError({"reason": _("Write in a few words why, so that others can see it later.")})
    data = {"from": current.phase, "to": target, "reason": reason, "open": [str(p.text) for p in left_open]}
    current.phase = target
    current.save(update_fields=["phase", "updated_at"])
    record_event(verb="phase_changed", collaboration=current, phase=target, data=data, by=by)
    refresh_attention(collaborations=[current.pk])
    return current


def advance_to(*, collaboration, target: str, by) -> Collaboration:
    """Follow along when work itself shows that the phase has changed (a session is held, answers come in)."""
    if Phase(collaboration.phase).number >= Phase(target).number or collaboration.status != Status.RUNNING:
        return collaboration
    return change_phase(collaboration=collaboration, target=target, reason=_("Followed from the work"), by=by)


@transaction.atomic
def change_status(*, collaboration, target: str, reason: str = "", decline_reason: str = "", by) -> Collaboration:
    """Pause, decline, renew or take up again. A decline needs one of `DeclineReason`."""
    current = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    if target not in STATUS_TRANSITIONS[current.status]:
        raise ValidationError(_("That is not possible from where the collaboration is now."))
    if target == Status.DECLINED and not decline_reason:
        raise ValidationError({"decline_reason": _("Choose the reason.")})
    data = {"from": current.status, "to": target, "reason": reason, "decline_reason": decline_reason}
    current.status, current.decline_reason = target, decline_reason if target == Status.DECLINED else ""
    current.save(update_fields=["status", "decline_reason", "updated_at"])
    record_event(verb="status_changed", collaboration=current, data=data, by=by)
    refresh_attention(collaborations=[current.pk])
    return current
