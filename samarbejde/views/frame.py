"""The frame around every page about one collaboration: header, phase steps, tabs."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samarbejde import permissions
from samarbejde.context_processors import path_of
from samarbejde.models import Advice, Collaboration
from samarbejde.panels import Panel, get_panels
from samarbejde.phases import Phase
from samarbejde.queries.advice import advice_for
from samarbejde.queries.collaborations import other_parties_first

FIRST = "overblik"
PLANNING = {Phase.CONTACT.hue, Phase.AGREEMENT.hue, Phase.ACTIVE.hue}  # where lessons can still change something


@dataclass(frozen=True)
class Tab:
    """One page about the collaboration; ``key`` is what a view gives as ``here``."""

    key: str
    label: str | Promise
    url: str
    count: int = 0
    icon: str = ""


def collaboration_frame(request: HttpRequest, collaboration: Collaboration, here: str, situation: str = "") -> dict:
    """Return the context of `samarbejde/collaboration_frame.html`; a view adds its own keys with ``|``.

    ``collaboration`` comes from `queries.collaborations.get_visible_collaboration`. ``here`` is the tab that is open:
    "overblik", a phase's hue ("kontakt" … "viden"), "historik" or "filer"; another word marks none.
    ``situation`` chooses among the phase's advice. Costs no query but that of the advice, which is kept.
    """
    panels = [panel for panel in get_panels() if panel.can_view(request.user, collaboration)]
    urls = {panel.phase: panel_url(panel, collaboration.pk) for panel in panels}
    return {
        "collaboration": collaboration,
        "here": here,
        "tabs": _tabs(request.user, collaboration, panels),
        "menu": _menu(request.user, collaboration),
        "list_url": path_of("samarbejde:collaboration_list"),
        "parties": other_parties_first(collaboration),
        "step_urls": urls,
        "step_notes": {panel.phase: panel.step_text(collaboration) for panel in panels},
        "beside": _beside(collaboration, panels, here),
        "advice": _advice(collaboration, panels, here, situation),
        "can_change": permissions.can_change_collaboration(request.user, collaboration),
        "can_view_people": permissions.can_view_people(request.user, collaboration),
        "can_view_notes": permissions.can_view_internal_notes(request.user, collaboration),
    }


def panel_url(panel: Panel, collaboration_id: int) -> str:
    """Return the address of a phase's own page; nothing when the phase has none."""
    return _path(panel.url_name, collaboration_id) if panel.url_name else ""


def _tabs(user, collaboration: Collaboration, panels: list[Panel]) -> list[Tab]:
    pk = collaboration.pk
    tabs = [Tab(FIRST, _("Overview"), _path("samarbejde:collaboration_detail", pk))]
    tabs += [Tab(Phase(panel.phase).hue, Phase(panel.phase).label, panel_url(panel, pk)) for panel in panels]
    if permissions.can_view_people(user, collaboration):
        tabs.append(Tab("historik", _("History"), _path("samarbejde:collaboration_history", pk)))
    if permissions.can_view_files(user, collaboration):
        files = getattr(collaboration, "files_count", 0)
        tabs.append(Tab("filer", _("Files"), _path("samarbejde:collaboration_files", pk), files))
    return [tab for tab in tabs if tab.url]


def beside_of(user, collaboration: Collaboration, here: str) -> list[Tab]:
    """Return what is shown beside work on a page without the frame; `samarbejde/_beside.html` shows it."""
    return _beside(collaboration, [panel for panel in get_panels() if panel.can_view(user, collaboration)], here)


def beside_of_school(school_id: int | None) -> list[Tab]:
    """Return what is known from other collaborations with a school, before there is one."""
    told = [panel for panel in get_panels() if panel.beside_school_url_name] if school_id else []
    return [Tab(panel.key, panel.beside_title, _path(panel.beside_school_url_name, school_id)) for panel in told]


def _beside(collaboration: Collaboration, panels: list[Panel], here: str) -> list[Tab]:
    """Return what other phases have to tell while the plans are made; it is fetched when the page stands."""
    if here not in PLANNING or collaboration.phase == Phase.CLOSED:
        return []
    told = [panel for panel in panels if panel.beside_url_name]
    return [Tab(panel.key, panel.beside_title, _path(panel.beside_url_name, collaboration.pk)) for panel in told]


def _advice(collaboration: Collaboration, panels: list[Panel], here: str, situation: str) -> list[Advice]:
    """Return the advice of the phase whose tab is open; on the first page, of the phase it is in."""
    for panel in panels:
        if here == Phase(panel.phase).hue or (here == FIRST and panel.phase == collaboration.phase):
            return advice_for(panel.phase, situation or panel.situation(collaboration))
    return []


def _menu(user, collaboration: Collaboration) -> list[Tab]:
    """Return what one can do to the whole collaboration."""
    pk, items = collaboration.pk, []
    if permissions.can_change_collaboration(user, collaboration):
        items += [
            Tab("ret", _("Edit the collaboration"), _path("samarbejde:collaboration_edit", pk), icon="pen"),
            Tab("personer", _("People and parties"), _path("samarbejde:collaboration_people", pk), icon="people"),
            Tab("fase", _("Change phase"), _path("samarbejde:collaboration_phase", pk), icon="flag"),
            Tab("status", _("Pause or end"), _path("samarbejde:collaboration_status", pk), icon="pause"),
        ]
    if permissions.can_view_internal_notes(user, collaboration):
        items.append(Tab("noter", _("Internal notes"), _path("samarbejde:collaboration_notes", pk), icon="lock"))
    return [item for item in items if item.url]


def _path(route: str, pk: int) -> str:
    try:
        return reverse(route, args=[pk])
    except NoReverseMatch:
        return ""
