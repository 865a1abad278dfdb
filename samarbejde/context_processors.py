"""What every page shows around its content: menus, theme, demo ribbon."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import Theme
from samarbejde.permissions import can_correct_school

THEME_COOKIE = "udseende"
MAIN = (
    # route, label, icon; the ones after the third give way on a middling screen
    ("samarbejde:overview", _("Overview"), "home", False),
    ("samarbejde:collaboration_list", _("Collaborations"), "list", False),
    ("samarbejde:school_list", _("Schools"), "school", False),
    ("samarbejde:person_list", _("People"), "people", True),
    ("followup:calendar", _("Calendar"), "calendar", True),
    ("knowledge:search", _("Knowledge"), "book", True),
    ("evaluations:report_list", _("Reports"), "chart", False),
)
# On a phone: the four most used at the thumb, the rest under "More".
TABS = (
    ("samarbejde:overview", _("Overview"), "home", False),
    ("samarbejde:collaboration_list", _("Collaborations"), "list", False),
    ("followup:session_quick", _("Register"), "plus", False),
    ("samarbejde:school_list", _("Schools"), "school", False),
)
READER_TABS = (*TABS[:2], ("followup:calendar", _("Calendar"), "calendar", False), TABS[3])
# Pages one goes to from another; found by name with Ctrl+K, and under "More" on a phone.
MORE = (
    ("contacts:finder", _("Find schools"), "search", False),
    ("contacts:coverage", _("Whom do we not reach?"), "map", False),
    ("followup:year_wheel", _("Year wheel"), "calendar", False),
    ("samarbejde:advice_list", _("Advice"), "book", False),
)
CREATE = (
    ("followup:session_quick", _("Register a session"), "check", False),
    ("samarbejde:collaboration_create", _("New collaboration"), "plus", False),
    ("contacts:attempt_quick", _("Note a contact"), "chat", False),
    ("followup:absence_list", _("Somebody is away"), "people", False),
    ("samarbejde:person_create", _("New person"), "person", False),
)
OWN = (
    ("samarbejde:profile", _("Your page"), "person", False),
    ("account_change_password", _("Change password"), "key", False),
    ("mfa_index", _("Two-step login"), "lock", False),
    ("contacts:campaign_list", _("Campaigns"), "chat", False),
    ("samarbejde:outbox", _("Outbox"), "mail", False),
    ("contacts:inquiry_list", _("Incoming requests"), "chat", False),
    ("contacts:register_import_list", _("The school register"), "school", False),
    ("admin:index", _("Administration"), "settings", False),
)


@lru_cache(maxsize=256)
def _path(route: str, urlconf: str | None) -> str | None:
    try:
        return reverse(route, urlconf=urlconf)
    except NoReverseMatch:
        return None


def path_of(route: str) -> str | None:
    """Return the path of a route without arguments, or None when the program has no such page."""
    return _path(route, get_urlconf())


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _items(rows, path: str) -> list[dict]:
    """Return the rows whose page exists, marked when it is the one shown."""
    found = ((path_of(route), label, icon, wide) for route, label, icon, wide in rows)
    return [
        {"url": url, "label": label, "icon": icon, "wide": wide, "current": _is_current(url, path)}
        for url, label, icon, wide in found
        if url
    ]


def theme_of(request) -> str:
    """Return light, dark or nothing (as the device), from the user or, before login, from the cookie."""
    user = getattr(request, "user", None)
    chosen = user.theme if user is not None and user.is_authenticated else request.COOKIES.get(THEME_COOKIE)
    return chosen if chosen in {Theme.LIGHT, Theme.DARK} else ""


def _house(user) -> str:
    """Return the name of the institution (or network) the user works for."""
    first = user.memberships_now[0] if user.memberships_now else None
    return str(first.institution or first.network) if first else ""


def navigation(request) -> dict:
    """Return the menus, `theme`, `demo` and the addresses the frame links to; links are left out until they exist."""
    user = getattr(request, "user", None)
    context = {
        "demo": settings.DEMO,
        "theme": theme_of(request),
        "language_url": path_of("samarbejde:language_set"),
        "theme_url": path_of("samarbejde:theme_set"),
        "about_url": path_of("samarbejde:about"),
        "help_url": path_of("samarbejde:help"),
        "accessibility_url": path_of("samarbejde:was"),
        "privacy_url": path_of("samarbejde:privacy"),
    }
    if user is not None and user.is_authenticated:
        reads = sees_everything(user) or bool(institution_ids(user, "view_people"))
        may = {
            "contacts:campaign_list": reads,
            "contacts:inquiry_list": reads,
            "admin:index": user.is_staff,
            "contacts:register_import_list": can_correct_school(user),
        }
        own = [row for row in OWN if may.get(row[0], True)]
        writes = sees_everything(user) or bool(institution_ids(user, "change_collaboration"))
        tabs, create = (TABS, CREATE) if writes else (READER_TABS, ())
        at_thumb = {row[0] for row in tabs}
        search = [("knowledge:search", _("Search"), "search", False)]
        rest = [row for row in (*search, *MAIN, *MORE, *create) if row[0] not in at_thumb]
        context |= {
            "nav_main": _items(MAIN, request.path),
            "nav_tabs": _items(tabs, request.path),
            "nav_rest": _items(rest, request.path),
            "nav_more": _items(MORE, request.path),
            "nav_create": _items(create, request.path),
            "nav_own": _items(own, request.path),
            "search_url": path_of("knowledge:search"),
            "palette_url": path_of("knowledge:palette"),
            "house": _house(user),
        }
    return context
