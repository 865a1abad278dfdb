"""What every test can rely on. Factories are in ``tests/factories``; each folder mirrors one of the source's."""

import socket
from collections.abc import Iterator

import pytest
import xdist.scheduler
from django.db import connection
from django.utils import translation

from config.chromium import MISSING, arguments, find_chromium
from tests.postbox import open_postbox
from tests.template_database import copy_from_template

# The files whose fixtures take so long that one process should have the whole file: the others are shared test by test.
KEPT_WHOLE = {"tests/browser/test_pages.py"}


class SharedByTest(xdist.scheduler.LoadScopeScheduling):
    """Gives the next test to the process that has nothing to do, the files above first and whole."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        return file if file in KEPT_WHOLE else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log) -> SharedByTest:
    return SharedByTest(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests, visibly, where no browser can run them."""
    if find_chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Copy the test database from a migrated one, instead of migrating it each time."""
    with django_db_blocker.unblock():
        copy_from_template(connection)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Start the system's Chromium."""
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Browse as a Dane, for whom nothing moves: a colour on its way from light to dark has no contrast to measure."""
    dane = {"locale": "da-DK", "timezone_id": "Europe/Copenhagen", "reduced_motion": "reduce"}
    return browser_context_args | dane


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Leave no language behind: a request's stays in the thread until the next request."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_advice(request) -> Iterator[None]:
    """Keep no advice of another test's database: a new one has none. Where a browser looks, it is read."""
    from samarbejde.queries.advice import forget_advice, keep_advice  # models need the settings

    forget_advice() if request.node.get_closest_marker("browser") else keep_advice([])
    yield
    forget_advice()


@pytest.fixture
def cast(db):
    """Return the whole cast: see `tests.cast.Cast`."""
    from tests.cast import assemble  # models need the settings

    return assemble()


@pytest.fixture
def unused_tcp_port_number():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox(settings, unused_tcp_port_number):
    """Return a mail server with what it was given in ``mails``."""
    with open_postbox(settings, unused_tcp_port_number) as box:
        yield box


@pytest.fixture
def login(client):
    """Return a function that logs a user in and returns the client."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in
