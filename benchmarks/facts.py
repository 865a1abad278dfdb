"""What a run needs to know of one database: logins, and the rows whose pages are asked for. Printed as JSON."""

import json
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db.models import Count  # noqa: E402

from config.seed.ground import COORDINATOR, SUPERUSER  # noqa: E402
from samarbejde.lists.collaborations import SPEC  # noqa: E402
from samarbejde.lists.keyset import mark_of, order_of  # noqa: E402
from samarbejde.models import Collaboration, Municipality, User  # noqa: E402

DEEP = 0.96  # of the way to the end
SHOWN = 5


def session_for(user: User) -> str:
    """Return the key of a fresh login; nobody knows the user's password, and there is none."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key


def deep_query(user: User) -> str:
    """Return the address of a page near the end of the user's list."""
    sort, rows = SPEC.default_sort, Collaboration.objects.visible_to(user).open()
    number = int(rows.count() * DEEP)
    row = rows.order_by(*order_of(sort, descending=False)).values(*sort.fields, "pk")[number]
    return f"efter={mark_of(row, sort)}&fra={number + 2}"


def gather() -> dict:
    """Return {"cookies": {who: key}, "shown": [pk], ...}."""
    users = {"coordinator": User.objects.get(email=COORDINATOR), "superuser": User.objects.get(email=SUPERUSER)}
    mine = Collaboration.objects.visible_to(users["coordinator"])
    lively = mine.running().filter(phase="active", agreement__isnull=False, parties__school__isnull=False)
    shown = lively.annotate(held=Count("sessions", distinct=True)).filter(held__gte=3).order_by("pk")[:SHOWN]
    busiest = (
        Municipality.objects.filter(schools__parties__collaboration__in=mine)
        .annotate(n=Count("pk"))
        .order_by("-n", "pk")
    )
    return {
        "cookies": {who: session_for(user) for who, user in users.items()},
        "cookie_name": settings.SESSION_COOKIE_NAME,
        "shown": [row.pk for row in shown],
        "school": shown[0].counterpart,
        "municipality": busiest[0].code,
        "deep": {who: deep_query(user) for who, user in users.items()},
        "rows": {who: Collaboration.objects.visible_to(user).count() for who, user in users.items()},
        "sorts": [sort.key for sort in SPEC.sorts],
    }


if __name__ == "__main__":
    print(json.dumps(gather()))
