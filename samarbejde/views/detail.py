"""What the collaboration's first page shows, put together from the ground floor and the panels."""

import datetime
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from samarbejde import permissions
from samarbejde.lists.neighbours import list_place
from samarbejde.models import Collaboration
from samarbejde.panels import NextStep, Panel, get_panels
from samarbejde.phases import Phase
from samarbejde.queries.detail import DetailRows
from samarbejde.queries.participants import sides_of
from samarbejde.queries.signals import shown
from samarbejde.queries.timeline import page_of, quick_kinds, timeline
from samarbejde.queries.upcoming import same_matter
from samarbejde.views.frame import collaboration_frame, panel_url

LATEST = 8
MOST_OTHER_STEPS = 2
FAR = datetime.date(2100, 1, 1)


@dataclass(frozen=True)
class Card:
    """One phase's card; ``template`` gets `panel`, `collaboration` and `summary`."""

    panel: Panel
    template: str
    hue: str
    url: str
    summary: dict


def timeline_context(request: HttpRequest, collaboration: Collaboration, kind: str) -> dict:
    """Return the context of `_timeline.html`, filtered by the chip that was pressed."""
    with_names = permissions.can_view_people(request.user, collaboration)
    return {
        "collaboration": collaboration,
        "can_view_people": with_names,
        "timeline": timeline(collaboration.pk, nameless=not with_names, kind=kind, size=LATEST),
        "kinds": quick_kinds(),
        "kind": kind,
    }


def detail_context(request: HttpRequest, rows: DetailRows) -> dict:
    """Return the context of `collaboration_detail.html`."""
    user, collaboration = request.user, rows.collaboration
    frame = collaboration_frame(request, collaboration, "overblik")
    with_names, may_change = frame["can_view_people"], frame["can_change"]
    panels = [panel for panel in get_panels() if panel.can_view(user, collaboration)]
    steps = next_steps(collaboration, panels, may_change=may_change)
    place = list_place(request, collaboration)
    return frame | {
        "list_place": place,
        "list_url": place.list_url if place else frame["list_url"],
        "next_step": steps[0] if steps else None,
        "move_url": move_url(collaboration, steps[0] if steps else None, may_change=may_change),
        "other_steps": steps[1 : 1 + MOST_OTHER_STEPS],
        "signals": shown(rows.signals, with_names=with_names, may_act=may_change),
        "cards": cards_of(collaboration, panels),
        "sides": sides_of(frame["parties"], rows.participants) if with_names else [],
        "can_change_people": permissions.can_change_people(user, collaboration),
        "timeline": page_of(rows.events, size=LATEST, nameless=not with_names),
        "kinds": quick_kinds(),
        "kind": "",
    }


def cards_of(collaboration: Collaboration, panels: list[Panel]) -> list[Card]:
    """Return the phases' cards in order; a panel without a template has none."""
    return [
        Card(
            panel,
            panel.template_name,
            Phase(panel.phase).hue,
            panel_url(panel, collaboration.pk),
            panel.summary(collaboration),
        )
        for panel in panels
        if panel.template_name
    ]


def next_steps(collaboration: Collaboration, panels: list[Panel], *, may_change: bool) -> list[NextStep]:
    """Return what is next: what the phase waits for first, then by day, each matter once.

    Those who only read get the words without the links.
    """
    if not collaboration.is_running:
        return []
    steps = [step for panel in panels for step in panel.next_steps(collaboration)]
    steps = without_echoes(sorted(steps, key=lambda step: (not step.is_main, step.due or FAR)))
    return steps if may_change else [replace(step, url="") for step in steps]


def without_echoes(steps: list[NextStep]) -> list[NextStep]:
    """Leave out a written-down step when a session of the same day is about the same."""
    firm = [step for step in steps if not step.gives_way]
    return [
        step
        for step in steps
        if not step.gives_way
        or not any(other.due == step.due and same_matter(step.text, f"{other.text} {other.detail}") for other in firm)
    ]


def move_url(collaboration: Collaboration, step: NextStep | None, *, may_change: bool) -> str:
    """Return where the step somebody wrote down gets another day; nothing for steps the phases found themselves."""
    if step is None or not step.gives_way or not may_change:
        return ""
    return reverse("samarbejde:next_step_edit", args=[collaboration.pk])
