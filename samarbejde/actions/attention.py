"""Computing the attention signals in bulk, and answering one."""

import datetime
import hashlib
import json
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from samarbejde.actions.events import record_event
from samarbejde.choices import Severity
from samarbejde.lib.waiting import Waiting
from samarbejde.models import AttentionSignal, Collaboration
from samarbejde.panels import attention_rules
from samarbejde.phases import Status

RANK = {Severity.URGENT: 2, Severity.LOOK: 1}
BATCH = 2000
PREPARED = ("attention_count", "attention_rank", "attention_label")
_waiting = Waiting("attention", lambda ids: refresh_attention(collaborations=ids))
attention_at_the_end = _waiting.at_the_end


def refresh_attention(*, collaborations: list[int] | None = None, today: datetime.date | None = None) -> int:
    """Recompute the signals of the collaborations with these ids, or of all. Return how many signals stand."""
    if collaborations is not None and _waiting.take(collaborations):
        return 0
    ids = collaborations if collaborations is not None else list(Collaboration.objects.values_list("pk", flat=True))
    today = today or timezone.localdate()
    return sum(_refresh_batch(ids[start : start + BATCH], today) for start in range(0, len(ids), BATCH))


@transaction.atomic
def _refresh_batch(ids: list[int], today: datetime.date) -> int:
    # Locking in key order: two refreshes of overlapping sets wait for each other instead of deadlocking.
    locked = Collaboration.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), no_key=True)
    ids = list(locked.values_list("pk", flat=True))
    hits = _find(ids, today)
    stored = {(s.collaboration_id, s.code): s for s in AttentionSignal.objects.filter(collaboration__in=ids)}
    AttentionSignal.objects.filter(pk__in=[s.pk for key, s in stored.items() if key not in hits]).delete()
    fresh, changed = [], []
    for (pk, code), (rule, hit) in hits.items():
        signal = stored.get((pk, code))
        mark = hashlib.sha256(json.dumps(hit.data, sort_keys=True, default=str).encode()).hexdigest()
        if signal is None:
            fresh.append(
                AttentionSignal(
                    collaboration_id=pk, code=code, severity=rule.severity, data=hit.data,
                    since=hit.since or today, fingerprint=mark,
                )
            )  # fmt: skip
        elif signal.fingerprint != mark or signal.severity != rule.severity:
            signal.data, signal.fingerprint, signal.severity = hit.data, mark, rule.severity
            signal.answer, signal.answered_at, signal.answered_by = "", None, None
            changed.append(signal)
    AttentionSignal.objects.bulk_create(fresh, ignore_conflicts=True)
    AttentionSignal.objects.bulk_update(
        changed, ["data", "fingerprint", "severity", "answer", "answered_at", "answered_by"], batch_size=500
    )
    _prepare_columns(ids)
    return len(hits)


def _find(ids: list[int], today: datetime.date) -> dict:
    alive = Collaboration.objects.filter(pk__in=ids, status=Status.RUNNING)
    return {
        (hit.collaboration_id, rule.code): (rule, hit)
        for rule in attention_rules().values()
        for hit in rule.find(alive, today)
    }


def _prepare_columns(ids: list[int]) -> None:
    """Write the columns the list shows and sorts by."""
    open_signals = defaultdict(list)
    for pk, code, severity in (
        AttentionSignal.objects.filter(collaboration__in=ids, answered_at__isnull=True)
        .order_by("-severity", "since", "pk")
        .values_list("collaboration_id", "code", "severity")
    ):
        open_signals[pk].append((RANK[severity], code))
    changed = defaultdict(list)
    for pk, *old in Collaboration.objects.filter(pk__in=ids).values_list("pk", *PREPARED):
        found = open_signals.get(pk, [])
        rank, code = max(found, default=(0, ""), key=lambda pair: pair[0])
        if [len(found), rank, code] != old:
            changed[len(found), rank, code].append(pk)
    # Few different values for many rows: one statement for each is several times faster than `bulk_update`.
    for values, rows in changed.items():
        Collaboration.objects.filter(pk__in=rows).update(**dict(zip(PREPARED, values, strict=True)))


@transaction.atomic
def answer_signal(*, signal: AttentionSignal, answer: str, by) -> AttentionSignal:
    """Silence a signal with a reason, until what it is about changes."""
    signal = AttentionSignal.objects.select_for_update(of=("self",), no_key=True).get(pk=signal.pk)
    signal.answer, signal.answered_at, signal.answered_by = answer, timezone.now(), by
    signal.save(update_fields=["answer", "answered_at", "answered_by"])
    record_event(
        verb="signal_answered", collaboration=signal.collaboration, data={"code": signal.code, "answer": answer}, by=by
    )
    _prepare_columns([signal.collaboration_id])
    return signal
