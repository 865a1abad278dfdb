"""The HTML of cells, written together in Python: through the template a page of rows costs twice as much.

Every text from the database goes through `esc`; what these functions return is safe.
"""

import datetime
from functools import lru_cache
from html import escape as esc

from django.utils.translation import gettext as _

from samarbejde.lib.bars import minibar_html
from samarbejde.lib.danish import DASH, format_hours, format_number, format_short
from samarbejde.lib.icons import icon_html
from samarbejde.lists.spec import Look
from samarbejde.templatetags.look import phase_badge_html

__all__ = [
    "cell", "day_cell", "esc", "hours_cell", "initials_cell", "next_step_cell", "phase_cell", "signal_cell",
    "title_cell",
]  # fmt: skip


def cell(html: str, css: str = "c-opt") -> str:
    return f'<td class="{css}">{html}</td>' if css else f"<td>{html}</td>"


def title_cell(title: str, sub: str, url: str) -> str:
    below = f'<span class="sub">{esc(sub)}</span>' if sub else ""
    return f'<th scope="row"><a class="title" href="{esc(url)}">{esc(title)}</a>{below}</th>'


def day_cell(day: datetime.date | None, look: Look) -> str:
    return cell(f'<span class="nowrap">{format_short(day, look.today)}</span>' if day else DASH)


def phase_cell(phase: str) -> str:
    return f"<td>{phase_badge_html(phase)}</td>"


def next_step_cell(text: str, day: datetime.date | None, look: Look, *, waiting: bool) -> str:
    """``waiting`` is false for what is finished: nothing is late there."""
    if not text and not day:
        return '<td class="c-next"></td>'
    if day and waiting and day < look.today:
        words = _("should have been done %(day)s") % {"day": format_short(day, look.today)}
        when = f'<span class="sub late">{words}</span>'
    else:
        when = f'<span class="sub">{format_short(day, look.today)}</span>' if day else ""
    return f'<td class="c-next">{esc(text)}{when}</td>'


@lru_cache(maxsize=2048)
def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


def initials_cell(name: str | None) -> str:
    if not name:
        return cell(f'<span class="visually-hidden">{_("nobody")}</span><span aria-hidden="true">{DASH}</span>')
    return (
        f'<td class="c-opt"><span title="{esc(name)}"><span aria-hidden="true">{esc(_initials(name))}</span>'
        f'<span class="visually-hidden">{esc(name)}</span></span></td>'
    )


def hours_cell(used, agreed) -> str:
    if agreed is None:
        return f'<td class="num c-hours">{format_hours(used) if used else DASH}</td>'
    words = _("%(used)s of %(agreed)s") % {
        "used": format_hours(used).rpartition(" ")[0],
        "agreed": format_hours(agreed),
    }
    return f'<td class="num c-hours"><span class="nowrap">{words}</span>{minibar_html(used, agreed)}</td>'


def signal_cell(label: str, count: int, *, urgent: bool) -> str:
    if not label:
        return "<td></td>"
    more = f" <span>+{format_number(count - 1)}</span>" if count > 1 else ""
    css = "sig urgent" if urgent else "sig"
    return f'<td><span class="{css}">{icon_html("alert" if urgent else "clock")}{esc(label)}{more}</span></td>'
