"""The audit and the timeline: one row per thing done, in the same transaction as the thing."""

from django.utils import timezone

from samarbejde.models import Event


def record_event(
    *, verb: str, collaboration=None, school=None, person=None, institution=None, phase: str = "",
    data: dict | None = None, actor_name: str = "", by=None,
) -> Event:  # fmt: skip
    """Write one event. ``by`` is the user, or None for somebody without an account (then give ``actor_name``)."""
    if collaboration is not None:
        institution = institution or collaboration.institution
        phase = phase or collaboration.phase
    return Event.objects.create(
        at=timezone.now(),
        verb=verb,
        collaboration=collaboration,
        school=school,
        person=person,
        institution=institution,
        phase=phase,
        data=data or {},
        actor=by,
        actor_name=actor_name or (str(by) if by else ""),
    )


def changed_fields(before: dict, after: dict) -> dict[str, list]:
    """Return {field: [old, new]} as text for what differs between two dicts of plain values."""
    return {
        name: [_as_text(before.get(name)), _as_text(after[name])] for name in after if before.get(name) != after[name]
    }


def _as_text(value) -> str:
    return "" if value is None else str(value)
