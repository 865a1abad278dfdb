"""Attention signals as they are shown: the rule's sentences filled with what was found."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from samarbejde.models import AttentionSignal, Collaboration
from samarbejde.panels import attention_rules


@dataclass(frozen=True)
class ShownSignal:
    """One line of ”Kræver opmærksomhed”."""

    severity: str
    what: str
    why: str
    since: datetime.date
    url: str  # the collaboration
    action_url: str
    action_label: str
    answer_url: str
    title: str  # the collaboration's title
    others: int = 0  # how many more signals the collaboration has


def open_signals(user) -> QuerySet:
    """Return the unanswered signals of running collaborations ``user`` may see, urgent and old ones first."""
    visible = Collaboration.objects.visible_to(user).running()
    rows = AttentionSignal.objects.filter(answered_at__isnull=True, collaboration__in=visible)
    return rows.order_by("-severity", "since", "pk")


def shown(signals: Iterable[AttentionSignal], *, with_names: bool = True, may_act: bool = True) -> list[ShownSignal]:
    """Fill the sentences; without names only the rules' short words. Signals of rules that are gone are left out."""
    rules = attention_rules()
    return [
        _shown(signal, rules[signal.code], with_names=with_names, may_act=may_act)
        for signal in signals
        if signal.code in rules
    ]


def _shown(signal: AttentionSignal, rule, *, with_names: bool, may_act: bool) -> ShownSignal:
    collaboration = signal.collaboration
    try:
        action = rule.action_url(collaboration.pk) if may_act else ""
    except NoReverseMatch:
        action = ""
    what, why = _words(signal, rule) if with_names else (str(rule.short), "")
    return ShownSignal(
        severity=signal.severity,
        what=what,
        why=why,
        since=signal.since,
        url=collaboration.get_absolute_url(),
        action_url=action,
        action_label=str(rule.action),
        answer_url=reverse("samarbejde:signal_answer", args=[signal.pk]) if may_act else "",
        title=collaboration.title,
        others=max(collaboration.attention_count - 1, 0),
    )


def _words(signal: AttentionSignal, rule) -> tuple[str, str]:
    """Return sentence and reason; a signal stored before its rule's words were changed shows the short ones."""
    try:
        return rule.sentence(signal.data), rule.reason(signal.data)
    except (KeyError, TypeError, ValueError):
        return str(rule.short), ""


def get_open_signal(user, pk: int) -> AttentionSignal:
    """Return one unanswered signal the user may see. Raises Http404."""
    rows = AttentionSignal.objects.select_related("collaboration__institution")
    visible = Q(collaboration__in=Collaboration.objects.visible_to(user))
    found = rows.filter(visible, pk=pk, answered_at__isnull=True).first()
    if found is None or found.code not in attention_rules():
        raise Http404
    return found
