"""The icons, drawn on 24 x 24 with one stroke. Inlined: they cost no request and follow the text's colour."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "alert": '<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5M12 18v.01"/>',
    "arrow-left": '<path d="M20 12H4M10 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M4 12h16M14 6l6 6-6 6"/>',
    "book": '<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13.5C7 18 10 18.5 12 20c2-1.5 5-2 8.5-2V4.5C17 4.5 14 5 12 6.5zV20"/>',
    "calendar": '<rect x="3.5" y="5.5" width="17" height="15" rx="1.5"/><path d="M3.5 10.5h17M8 3v5M16 3v5"/>',
    "chart": '<path d="M4 20V10M10 20V4M16 20v-7M22 20H2"/>',
    "chat": '<path d="M4 5h16v11h-8l-5 4v-4H4z"/>',
    "check": '<path d="m4 12.5 5.5 5.5L20 6.5"/>',
    "circle": '<circle cx="12" cy="12" r="7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "copy": '<rect x="8.5" y="8.5" width="12" height="12" rx="1.5"/><path d="M15.5 8.5v-5h-12v12h5"/>',
    "device": '<rect x="3" y="5" width="18" height="12" rx="1.5"/><path d="M9 20.5h6"/>',
    "down": '<path d="m6 9.5 6 6 6-6"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "eye": '<path d="M2.5 12c4-7.5 15-7.5 19 0-4 7.5-15 7.5-19 0z"/><circle cx="12" cy="12" r="2.75"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M14 3.5V8h4.5"/>',
    "filter": '<path d="M4 6h16M7 12h10M10.5 18h3"/>',
    "flag": '<path d="M6 21V4h12l-3 4.5 3 4.5H6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18"/>',
    "help": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.6 2.6 0 1 1 3.7 2.4c-.8.4-1.2.9-1.2 1.8M12 16.8v.01"/>',
    "history": '<path d="M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5"/><path d="M12 8v4.5l3 1.5"/>',
    "home": '<path d="M3 11.5 12 4l9 7.5V20H3z"/><path d="M9.5 20v-6h5v6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.5v.01"/>',
    "key": '<circle cx="8" cy="12" r="4"/><path d="M12 12h9M18 12v4M15 12v3"/>',
    "leave": '<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>',
    "lesson": '<path d="M9 17.5h6M10 20.5h4M8.5 14.5a6 6 0 1 1 7 0c-.6.5-.8 1.2-.8 3H9.3c0-1.8-.2-2.5-.8-3z"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12'
        ' 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"/>'
    ),
    "list": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "lock": '<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3" y="5.5" width="18" height="13.5" rx="1.5"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
    "map": (
        '<path d="M12 21c5-5.5 7-8.7 7-11.5a7 7 0 0 0-14 0C5'
        ' 12.3 7 15.5 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>'
    ),
    "moon": '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
    "more": '<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
    "pen": '<path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z"/><path d="m14 6.5 3.5 3.5"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.3-4 3-6 6.5-6s6.2'
        ' 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.3 2.6 3.5 5.5"/>'
    ),
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 20.5c.5-4.5 3.6-6.5 8-6.5s7.5 2 8 6.5"/>',
    "phone": (
        '<path d="M5 3.5h4l1.5 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 1.5v4c0'
        ' 1-.8 1.5-1.5 1.5C11 20.5 3.5 13 3.5 5c0-.8.6-1.5 1.5-1.5z"/>'
    ),
    "play": '<path d="M7 4.5v15l12-7.5z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H3.5V8h17v9H17"/><path d="M7 14h10v6.5H7z"/>',
    "qr": '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM20 14v6h-3.5"/>',
    "school": '<path d="M4 20V9l8-5 8 5v11z"/><path d="M9.5 20v-5h5v5M12 9v2"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "send": '<path d="M21 3.5 3 11l7 3 3 7z"/><path d="M10 14 21 3.5"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "star": '<path d="m12 3.5 2.6 5.6 6.1.7-4.5 4.2 1.2 6L12 17l-5.4 3 1.2-6-4.5-4.2 6.1-.7z"/>',
    "sun": (
        '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.5M12 19v2.5M2.5 12H5'
        'M19 12h2.5M5.3 5.3 7 7M17 17l1.7 1.7M18.7 5.3 17 7M7 17l-1.7 1.7"/>'
    ),
    "trash": '<path d="M4 7h16M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10.5 11v6M13.5 11v6"/>',
    "up": '<path d="m6 14.5 6-6 6 6"/>',
    "upload": '<path d="M12 15.5V4M7 9l5-5 5 5M4 20h16"/>',
}  # fmt: skip

# Which icon a signal bears: the triangle is urgent, everything else is worth a look.
SEVERITY_ICONS = {"urgent": "alert", "look": "clock"}
LEVEL_ICONS = {"good": "check", "care": "alert", "stop": "alert", "info": "info"}


@cache
def icon_html(name: str) -> SafeString:
    """Return the icon as decoration (hidden from screen readers). Raises KeyError for a name that is not drawn."""
    drawing = mark_safe(ICONS[name])  # noqa: S308  our own drawing
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing)


def labelled_icon_html(name: str, label: str) -> SafeString:
    """Return the icon with words only a screen reader meets."""
    return format_html('{}<span class="visually-hidden">{}</span>', icon_html(name), label)
