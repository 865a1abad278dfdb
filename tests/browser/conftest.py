import pytest
from django.db import connections

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
