"""Ctrl+K from anywhere, by keys alone, in a real browser."""

import pytest
from playwright.sync_api import expect

from samarbejde.choices import Role
from tests.browser import steps
from tests.browser.axe import assert_accessible
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    SearchDocumentFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "maja@kystmuseet.example", "fjord-krabbe-bus-12"


@pytest.fixture
def path(live_server) -> str:
    """Return the address of a collaboration that can be found, at the place of somebody who can log in."""
    user, place = UserFactory(email=EMAIL), InstitutionFactory()
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user, institution=place, role=Role.EDITOR)
    found = CollaborationFactory(institution=place, title="Planktonbåden")
    SearchDocumentFactory(title=found.title, kind="collaboration", institution=place, url=found.get_absolute_url())
    return found.get_absolute_url()


def test_palette_is_opened_searched_and_left_by_keys(arrive, live_server, path):
    who = arrive(1280)
    steps.log_in(who, EMAIL, PASSWORD)
    palette = who.page.locator("#palette")
    who.page.keyboard.press("Control+k")
    expect(palette.get_by_role("link", name="Registrér en gang")).to_be_visible()
    assert_accessible(who.page)
    who.page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
    who.page.keyboard.press("Control+k")
    who.page.keyboard.type("plankton")
    expect(palette.get_by_role("link", name="Planktonbåden")).to_be_visible()
    who.page.keyboard.press("ArrowDown")
    expect(palette.get_by_role("link", name="Planktonbåden")).to_be_focused()
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")
    assert who.page.url == live_server.url + path
    assert who.complaints == []
