"""Bars as SVG: widths are attributes, never style (the content security policy forbids it), never localised."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

GAP = 2


def share_of(part, whole) -> int:
    """Return part of whole as a whole number of percent, 0-100; 0 when there is no whole."""
    if not whole or not part:
        return 0
    return max(0, min(100, round(float(part) / float(whole) * 100)))


def minibar_html(part, whole) -> SafeString:
    """Return the thin bar under a figure such as "50 of 62 h"; red when the part exceeds the whole."""
    over = bool(whole) and bool(part) and float(part) > float(whole)
    return format_html(
        '<svg class="minibar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="6"/><rect class="{}" width="{}" height="6"/></svg>',
        "over" if over else "barfill",
        str(share_of(part, whole)),
    )


def bar_html(share, hue: str = "") -> SafeString:
    """Return a bar filled to ``share`` (0-1), in the colour of the phase ``hue`` or of action."""
    return format_html(
        '<svg class="minibar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="6"/>'
        '<rect class="barfill" data-phase="{}" width="{}" height="6"/></svg>',
        hue,
        str(share_of(share, 1)),
    )


def phasebar_html(counts: Iterable[tuple[str, int]], label: str) -> SafeString:
    """Return one bar parted by (hue, count), with a gap between; empty phases take no room."""
    present = [(hue, count) for hue, count in counts if count]
    total = sum(count for _, count in present)
    room = 480 - GAP * max(0, len(present) - 1)
    parts, x = [], 0.0
    for hue, count in present:
        width = room * count / total
        parts.append((hue, f"{x:.1f}", f"{width:.1f}"))
        x += width + GAP
    return format_html(
        '<svg class="phasebar" viewBox="0 0 480 16" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        format_html_join("", '<rect data-phase="{}" x="{}" width="{}" height="16"/>', parts),
    )


def weekbars_html(weeks: Iterable[tuple[float, bool]], most: float, limit: float | None) -> SafeString:
    """Return an upright bar per week, given as (amount, too much?), and a dotted ``limit``. Its text stands beside."""
    top = max(float(most or 0), float(limit or 0), 1.0)
    bars = []
    for number, (amount, is_over) in enumerate(weeks):
        height = 40 * float(amount) / top
        bars.append(("over" if is_over else "barfill", str(number * 26 + 4), f"{42 - height:.1f}", f"{height:.1f}"))
    lines = [("base", "42.5")] + ([("limit", f"{42 - 40 * float(limit) / top:.1f}")] if limit else [])
    width = len(bars) * 26
    drawn = ((name, str(width), y, y) for name, y in lines)
    return format_html(
        '<svg class="weekbars" viewBox="0 0 {} 44" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>',
        str(width),
        format_html_join("", '<rect class="{}" x="{}" y="{}" width="18" height="{}"/>', bars),
        format_html_join("", '<line class="{}" x1="0" x2="{}" y1="{}" y2="{}"/>', drawn),
    )
