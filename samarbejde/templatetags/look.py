"""The tags of the look: icons, phases, bars, people. Loaded in every template; shown in the gallery (/galleri/)."""

from functools import lru_cache

from django import forms, template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samarbejde.lib import bars
from samarbejde.lib.icons import LEVEL_ICONS, SEVERITY_ICONS, icon_html, labelled_icon_html
from samarbejde.phases import Phase

register = template.Library()
ALERTS = {"success": "good", "warning": "care", "error": "stop", "info": "info", "debug": "info"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """{% icon "clock" %} decorates; {% icon "lock" label=words %} also says the words aloud."""
    return labelled_icon_html(name, label) if label else icon_html(name)


@lru_cache(maxsize=64)
def _badge(hue: str, number: int, label: str) -> SafeString:
    return format_html('<span class="phase" data-phase="{}"><i aria-hidden="true">{}</i>{}</span>', hue, number, label)


def phase_badge_html(phase: str) -> SafeString:
    """Return the badge of one phase; also for rows prepared in Python."""
    phase = Phase(phase)
    return _badge(phase.hue, phase.number, str(phase.label))


@register.simple_tag
def phase_badge(phase: str) -> SafeString:
    """{% phase_badge collaboration.phase %}: numeral, name and hue."""
    return phase_badge_html(phase) if phase else SafeString("")


@register.filter
def hue(phase: str) -> str:
    """{{ collaboration.phase|hue }} is the value of data-phase."""
    return Phase(phase).hue if phase else ""


@register.inclusion_tag("components/phase_steps.html")
def phase_steps(current: str, urls: dict | None = None, notes: dict | None = None) -> dict:
    """{% phase_steps current=c.phase urls=urls notes=notes %}; both dicts are keyed by the phase's value."""
    now = Phase(current).number
    steps = [
        {
            "hue": phase.hue,
            "number": phase.number,
            "label": phase.label,
            "state": "done" if phase.number < now else "now" if phase.number == now else "next",
            "url": (urls or {}).get(phase.value, ""),
            "note": (notes or {}).get(phase.value, ""),
        }
        for phase in Phase
    ]
    return {"steps": steps}


@register.simple_tag
def minibar(part, whole) -> SafeString:
    """{% minibar used agreed %}: a thin bar, red when more is used than agreed."""
    return bars.minibar_html(part, whole)


@register.simple_tag
def weekbars(weeks, most, limit=None) -> SafeString:
    """{% weekbars load.weeks most limit %}: a bar per week; each has ``hours`` and ``over``."""
    return bars.weekbars_html([(week.hours, week.over) for week in weeks], most, limit)


@register.simple_tag
def bar(share, phase: str = "") -> SafeString:
    """{% bar 0.82 %} or {% bar 0.82 phase=c.phase %}: a bar of a share between 0 and 1."""
    return bars.bar_html(share, Phase(phase).hue if phase else "")


@register.simple_tag
def phasebar(counts: dict, label: str = "") -> SafeString:
    """{% phasebar counts label=words %}: how many in each phase; ``counts`` is keyed by the phase's value."""
    return bars.phasebar_html([(phase.hue, counts.get(phase.value, 0)) for phase in Phase], label)


@register.filter
def initials(name) -> str:
    """{{ person.name|initials }}: one or two capitals."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


@register.filter
def alert_level(message) -> str:
    """Return good, care, stop or info for one of Django's messages."""
    return ALERTS.get(message.level_tag, "info")


@register.filter
def level_icon(level: str) -> SafeString:
    """{{ "care"|level_icon }}: the icon that goes with an alert or a badge."""
    return icon_html(LEVEL_ICONS.get(level, "info"))


@register.filter
def severity_icon(severity: str) -> SafeString:
    """{{ signal.severity|severity_icon }}: a triangle when urgent, otherwise a clock."""
    return icon_html(SEVERITY_ICONS.get(severity, "flag"))


@register.filter
def error_count(form) -> int:
    """Return how many messages the error summary of a form or formset will list."""
    if hasattr(form, "forms"):
        return len(form.non_form_errors()) + sum(error_count(each) for each in form.forms)
    return sum(len(messages) for messages in form.errors.values())


@register.filter
def is_grouped(field) -> bool:
    """Return whether a bound field is drawn as a fieldset of checkboxes or radio buttons."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def lead_in(label) -> str:
    """Return "Antal elever:", but "Hvordan gik det?" as it stands."""
    words = str(label)
    return words if words[-1:] in ("?", "!", ".", ":", "") else f"{words}:"
