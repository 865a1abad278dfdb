"""The gallery, the login page and what the script adds, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.factories import MembershipFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"


@pytest.fixture
def gallery(page: Page, live_server, settings) -> Page:
    settings.DEMO = True
    user = UserFactory(name="Maja Lindholt")
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user)  # somebody who may make something new
    page.goto(f"{live_server.url}/konto/login/?next=/galleri/")
    page.get_by_label("E-mail", exact=True).fill(user.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/galleri/")
    return page


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_gallery_is_accessible_and_fits(gallery, width, scheme):
    gallery.set_viewport_size({"width": width, "height": 900})
    gallery.emulate_media(color_scheme=scheme)
    assert_accessible(gallery)
    assert overflow(gallery) <= 0


@pytest.mark.parametrize("width", [1280, 320])
def test_login_is_accessible_and_fits(page, live_server, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/konto/login/")
    assert_accessible(page)
    assert overflow(page) <= 0


def test_login_page_stays_light(page, live_server):
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(len(request.response().body())))
    page.goto(f"{live_server.url}/konto/login/", wait_until="networkidle")
    assert len(sizes) <= 8
    assert sum(sizes) <= 300_000


def test_nothing_is_blocked_by_the_security_policy(gallery):
    complaints = []
    gallery.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    gallery.reload(wait_until="networkidle")
    assert complaints == []


def test_error_summary_has_focus_and_leads_to_the_field(gallery):
    expect(gallery.locator(".error-summary")).to_be_focused()
    gallery.get_by_role("link", name="Antal elever: Skriv højst 200.").click()
    expect(gallery.locator("#id_pupils")).to_be_focused()


def test_slash_goes_to_the_search(gallery):
    gallery.locator("h1").click()
    gallery.keyboard.press("/")
    expect(gallery.locator("#sog-i-alt")).to_be_focused()


def test_letters_walk_and_tick_the_list(gallery):
    gallery.locator("h1").click()
    for key in ("j", "j", "x"):
        gallery.keyboard.press(key)
    second = gallery.locator("table.list tbody tr").nth(1)
    expect(second.get_by_role("checkbox")).to_be_checked()
    gallery.keyboard.press("Enter")
    assert gallery.url.endswith("#2")


def test_letters_can_be_turned_off(gallery):
    gallery.locator(".topbar summary.avatar").click()
    gallery.get_by_role("group", name="Bogstavtaster").get_by_role("button", name="Fra").click()
    gallery.keyboard.press("Escape")
    gallery.keyboard.press("j")
    expect(gallery.locator("tr.is-current")).to_have_count(0)


def test_menu_closes_on_escape_and_outside(gallery):
    menu = gallery.locator(".topbar .drop-new")
    summary = menu.locator("summary")
    summary.click()
    expect(menu).to_have_attribute("open", "")
    gallery.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    gallery.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_dialog_opens_and_closes(gallery):
    gallery.get_by_role("button", name="Åbn dialogen").click()
    dialog = gallery.get_by_role("dialog", name="Gå videre til evaluering?")
    expect(dialog).to_be_visible()
    assert_accessible(gallery)
    dialog.get_by_role("button", name="Bliv her").click()
    expect(dialog).to_be_hidden()


def test_colours_and_language_can_be_chosen(gallery):
    gallery.locator(".topbar summary.avatar").click()
    assert_accessible(gallery)
    gallery.get_by_role("button", name="Mørk").click()
    expect(gallery.locator("html")).to_have_attribute("data-bs-theme", "dark")
    gallery.locator(".topbar summary.avatar").click()
    gallery.get_by_role("button", name="English").click()
    expect(gallery.locator("html")).to_have_attribute("lang", "en")
    expect(gallery.get_by_role("link", name="Skip to content")).to_have_count(1)
