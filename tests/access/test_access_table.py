"""Every route of ours x every actor has a declared answer, and nothing changes after a refusal."""

import importlib
import pathlib

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.rules import ACTORS, LOGIN

OTHER_METHODS = ("put", "delete", "patch")
FOREIGN_PACKAGES = ("allauth.", "django.")
TABLES = sorted(
    p.stem for p in pathlib.Path(__file__).parent.glob("*.py") if p.stem not in {"__init__", "conftest", "rules"}
)


def declared() -> dict:
    routes: dict = {}
    for name in TABLES:
        if name.startswith("test_"):
            continue
        rows = importlib.import_module(f"tests.access.{name}").ROUTES
        assert not set(rows) & set(routes), f"declared twice: {set(rows) & set(routes)}"
        routes |= rows
    return routes


ROUTES = declared()


def our_routes(resolver=None, namespace="") -> set[str]:
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found |= our_routes(entry, inner)
        elif isinstance(entry, URLPattern) and not namespace.startswith("admin:"):
            ours = not entry.callback.__module__.startswith(FOREIGN_PACKAGES)
            found |= {f"{namespace}{entry.name}"} if ours else set()
    return found


def fingerprint() -> dict[str, str]:
    """Return one hash per table of ours; sessions and rate limits may change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith(("django_session", "samarbejde_cache"))]
        parts = [f"SELECT '{t}', coalesce(sum(hashtextextended(x::text, 0)), 0)::text FROM \"{t}\" x" for t in tables]
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def test_every_route_is_in_the_table():
    assert our_routes() - set(ROUTES) == set()


def test_the_table_names_no_route_that_is_gone():
    assert set(ROUTES) - our_routes() == set()


def status_for(visitors, actor, url, method="get"):
    response = visitors.ask(actor, url, method)
    if response.streaming:
        list(response)  # a file that is handed out stays open until it is read
    moved_to_login = response.status_code == 302 and response["Location"].startswith("/konto/login/")
    return LOGIN if moved_to_login else response.status_code


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_actor_gets_the_declared_answer(visitors, cast, name):
    route = ROUTES[name]
    url = reverse(name, args=route.args(cast))
    expected = route.answers if "GET" in route.methods else route.for_posts()
    assert {actor: status_for(visitors, actor, url) for actor in ACTORS} == expected
    others = {method: status_for(visitors, "superuser", url, method) for method in OTHER_METHODS}
    assert others == dict.fromkeys(OTHER_METHODS, 405)


@pytest.mark.parametrize("name", sorted(n for n, r in ROUTES.items() if "POST" in r.methods))
def test_a_refused_post_changes_nothing(visitors, cast, name):
    route = ROUTES[name]
    url = reverse(name, args=route.args(cast))
    refused = {
        actor: answer for actor, answer in (route.posts or route.answers).items() if answer in (LOGIN, 403, 404, 410)
    }
    before = fingerprint()
    answers = {actor: status_for(visitors, actor, url, "post") for actor in refused}
    after = fingerprint()
    changed = {table for table in after if after[table] != before[table]}
    assert (answers, changed) == (refused, set())


@pytest.mark.parametrize("name", sorted(n for n, r in ROUTES.items() if r.foreign))
def test_what_belongs_to_others_is_missing(visitors, cast, name):
    route = ROUTES[name]
    url = reverse(name, args=route.foreign(cast))
    ours = ("reader", "editor", "coordinator", "admin", "network")
    methods = route.methods.lower().split()
    before = fingerprint()
    answers = {(actor, method): status_for(visitors, actor, url, method) for actor in ours for method in methods}
    assert answers == dict.fromkeys(answers, 404)
    assert fingerprint() == before


@pytest.mark.parametrize("name", sorted(n for n, r in ROUTES.items() if "POST" not in r.methods))
def test_a_page_that_is_only_read_takes_no_post(visitors, cast, name):
    url = reverse(name, args=ROUTES[name].args(cast))
    assert status_for(visitors, "superuser", url, "post") in (405, 410)
