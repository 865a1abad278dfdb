from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from config.demo.accounts import DEMO_PASSWORD
from tests.browser import steps
from tests.browser.told import COORDINATOR, Demo, find_ids, find_tokens
from tests.browser.visitor import Visitor

HEIGHT = 900


@pytest.fixture(scope="session")
def base_url() -> str | None:
    """Stand in for the plugin's own fixture, whose form pytest 9 warns of (and warnings are errors here)."""
    return None


@pytest.fixture(scope="session")
def playwright(django_db_setup, playwright):
    """Keep the browser's loop within the database's life: inside it Django uses other connections than outside."""
    yield playwright
    connections.close_all()


@pytest.fixture
def arrive(new_context, live_server):
    """Return a function that lets somebody unknown open a browser; in the end nobody may have met an error."""
    visitors = []

    def visitor(width: int, **wishes: str) -> Visitor:
        context = new_context(viewport={"width": width, "height": HEIGHT}, **wishes)
        visitors.append(Visitor(context, live_server.url))
        return visitors[-1]

    yield visitor
    assert [complaint for each in visitors for complaint in each.complaints] == []


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[Demo]:
    """Tell the story once for all the pages, and clear it away afterwards."""
    with django_db_blocker.unblock(), override_settings(DEMO=True, ALLOWED_HOSTS=["localhost"]):
        assert connection.settings_dict["NAME"].startswith("test_")
        server = LiveServer("localhost")
        try:
            with override_settings(SITE_URL=server.url):
                call_command("load_reference", verbosity=0)
                call_command("load_demo", verbosity=0)
                told = Demo(server.url, find_ids(), find_tokens())
                connections.close_all()
                yield told
        finally:
            server.stop()
            call_command("flush", interactive=False, verbosity=0)
            connections.close_all()  # the browser's loop gives this moment a connection of its own


@pytest.fixture
def enter(demo: Demo, browser: Browser, new_context):
    """Return a function that gives a window in which somebody has logged in; nobody may meet an error."""
    visitors = []

    def visitor(email: str | None = COORDINATOR, width: int = 1280) -> Visitor:
        if email and email not in demo.states:
            first = Visitor(browser.new_context(locale="da-DK"), demo.base)
            steps.log_in(first, email, DEMO_PASSWORD)
            demo.states[email] = first.context.storage_state()
            first.context.close()
        state = {"storage_state": demo.states[email]} if email else {}
        context = new_context(viewport={"width": width, "height": 900}, **state)
        visitors.append(Visitor(context, demo.base))
        return visitors[-1]

    yield visitor
    assert [complaint for each in visitors for complaint in each.complaints] == []


@pytest.fixture(scope="module")
def only_window(demo: Demo, browser: Browser, browser_context_args: dict) -> Iterator[Visitor]:
    """One window for all the pages that are only looked at: a new one fetches and reads every file anew."""
    context = browser.new_context(**browser_context_args)
    visitor = Visitor(context, demo.base)
    steps.log_in(visitor, COORDINATOR, DEMO_PASSWORD)
    yield visitor
    context.close()


@pytest.fixture
def window(only_window: Visitor) -> Iterator[Visitor]:
    """The window, in which nobody may meet an error."""
    only_window.complaints.clear()
    yield only_window
    assert only_window.complaints == []
