"""Every main page, filled with the demo's story: readable, narrow enough, light and dark, and steered by keys alone."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.visitor import Visitor
from tests.browser.wrong_forms import ASTRAY, READ, SEND, WRONG

# Without the second mark no test database is made when these tests run alone.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# Both widths and both schemes; all four together where SAMARBEJDE_THOROUGH asks for them (twice as long).
LOOKS = [(1280, "light"), (320, "dark")]
if os.environ.get("SAMARBEJDE_THOROUGH"):
    LOOKS += [(1280, "dark"), (320, "light")]
PAGES = [
    "/",
    "/opmaerksomhed/",
    "/samarbejder/",
    "/samarbejder/?fase=active",
    "/samarbejder/?som=tavle",
    "/samarbejder/ny/",
    "/samarbejder/{sea}/",
    "/samarbejder/{sea}/ret/",
    "/samarbejder/{sea}/fase/",
    "/samarbejder/{sea}/personer/",
    "/samarbejder/{sea}/personer/ny/",
    "/samarbejder/{sea}/historik/",
    "/samarbejder/{sea}/filer/",
    "/samarbejder/{sea}/noter/",
    "/samarbejder/{sea}/kontakt/",
    "/samarbejder/{sea}/kontakt/ny/",
    "/samarbejder/{sea}/vurdering/",
    "/samarbejder/{sea}/aftale/",
    "/samarbejder/{sea}/aftale/ret/",
    "/samarbejder/{sea}/aftale/vis/",
    "/samarbejder/{sea}/aftale/version/1/",
    "/samarbejder/{sea}/aftale/version/1/udskriv/",
    "/samarbejder/{sea}/aftale/del/",
    "/samarbejder/{sea}/aftale/versioner/?dag=2026-03-03",
    "/samarbejder/{sea}/aftale/sammenlign/",
    "/samarbejder/{sea}/aftale/forny/",
    "/samarbejder/{sea}/aftale/former/",
    "/viden/former/",
    "/viden/former/friendship-class/",
    "/viden/former/ny/",
    "/aftaler/standardtekster/?skabelon=full",
    "/samarbejder/{sent}/aftale/",
    "/samarbejder/{returned}/aftale/",
    "/samarbejder/{planned}/aftale/",
    "/samarbejder/{sea}/opfoelgning/",
    "/samarbejder/{sea}/moeder/",
    "/samarbejder/{sea}/moeder/{meeting}/",
    "/samarbejder/{sea}/moeder/{meeting}/indbyd/",
    "/samarbejder/{sea}/statussnak/",
    "/samarbejder/{sea}/statussnak/ny/",
    "/samarbejder/{sea}/statussnak/ark/",
    "/samarbejder/{sea}/penge/",
    "/samarbejder/{sea}/gange/ny/",
    "/samarbejder/{sea}/evaluering/",
    "/samarbejder/{asked}/evaluering/",
    "/samarbejder/{asked}/evaluering/{open}/indbydelser/",
    "/samarbejder/{answered}/evaluering/{results}/",
    "/samarbejder/{answered}/evaluering/{results}/klassen/{pupils}/",
    "/samarbejder/{answered}/evaluering/{results}/ret/",
    "/samarbejder/{answered}/evaluering/{results}/til/funder/",
    "/samarbejder/{answered}/evaluering/{results}/til/leader/ret/",
    "/samarbejder/{answered}/evaluering/{results}/samtale/",
    "/samarbejder/{answered}/evaluering/{results}/samtale/ret/",
    "/samarbejder/{answered}/viden/",
    "/samarbejder/{ended}/viden/",
    "/samarbejder/{ended}/viden/historien/",
    "/samarbejder/{sea}/viden/afslutning/",
    "/samarbejder/{sea}/viden/erfaringer/ny/",
    "/raad/",
    "/viden/delt/",
    "/samarbejder/{ended}/viden/historien/ord/ending/",
    "/viden/delt/?kun=egne",
    "/viden/del/historie/{ended}/",
    "/skoler/",
    "/skoler/find/",
    "/skoler/find/?afstand=10&trin=skal&klassetrin=10",
    "/skoler/liste/",
    "/skoler/kriterier/",
    "/skoler/daekning/",
    "/skoler/daekning/skoler/?stand=i-gang",
    "/skoler/{school}/",
    "/skoler/{school}/kontakt/ny/",
    "/personer/",
    "/personer/ny/",
    "/personer/{person}/",
    "/aarshjul/",
    "/bemanding/",
    "/bemanding/fravaer/",
    "/bemanding/{person}/uger/",
    "/personer/{person}/overdragelse/",
    "/kalender/",
    "/kalender/abonnement/",
    "/gange/",
    "/gange/ny/",
    "/kontakt/ny/",
    "/kampagner/",
    "/henvendelser/",
    "/viden/",
    "/viden/?q=havet",
    "/viden/?q=findes-ikke",
    "/viden/?q=havet&skoleaar=1999",
    "/rapporter/",
    "/rapporter/?aar=2026",
    "/rapporter/raekker/gange/",
    "/import/register/",
    "/import/register/ny/",
    "/import/register/{register}/",
    "/import/register/{register}/fortryd/",
    "/udbakke/",
    "/udbakke/{mail}/",
    "/min-side/",
    "/om/",
    "/was",
]


def look_at_all_sizes(visitor: Visitor) -> None:
    """Look at the page wide and narrow, by day and by night; say all that is wrong at once."""
    wrong = []
    for width, scheme in LOOKS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.page.emulate_media(color_scheme=scheme)
        try:
            visitor.look()
        except AssertionError as error:
            wrong.append(f"{width} px, {scheme}: {error}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", PAGES)
def test_page(path, window, demo):
    window.page.set_viewport_size({"width": 1280, "height": 900})
    answer = window.page.goto(demo.base + path.format(**demo.ids))
    assert answer.status == 200
    look_at_all_sizes(window)


@pytest.mark.parametrize(("path", "wrong"), WRONG, ids=[f"{path} {' '.join(wrong)}" for path, wrong in WRONG])
def test_form_with_something_wrong_says_so_and_keeps_what_was_typed(path, wrong, window, demo):
    window.page.set_viewport_size({"width": 1280, "height": 900})
    window.page.goto(demo.base + path.format(**demo.ids))
    with window.page.expect_navigation():
        typed = window.page.evaluate(SEND, wrong)
    expect(window.main.locator(".error-summary")).to_be_focused()
    assert (window.page.evaluate(READ, wrong), window.page.evaluate(ASTRAY)) == (typed, [])
    look_at_all_sizes(window)


@pytest.mark.parametrize("key", ["approval", "teachers", "pupils"])
def test_page_behind_a_link(key, enter, demo):
    visitor = enter(None)
    visitor.page.goto(demo.tokens[key] if key == "approval" else demo.base + demo.tokens[key])
    expect(visitor.main.locator("form[data-guard]")).to_have_count(1)
    look_at_all_sizes(visitor)


def test_the_page_a_school_looks_things_up_on(enter, demo):
    visitor = enter(None)
    visitor.page.goto(demo.tokens["shared"])
    expect(visitor.main.get_by_role("heading", name="De næste datoer")).to_be_visible()
    look_at_all_sizes(visitor)


@pytest.mark.parametrize("email", ["liv@kystmuseet.example", "nina@netvaerk.example", "sara@samarbejde.example"])
def test_every_role_has_pages_that_fit(email, enter, demo):
    visitor = enter(email)
    for path in ("/", "/samarbejder/", "/samarbejder/{sea}/", "/rapporter/"):
        visitor.page.goto(demo.base + path.format(**demo.ids))
        look_at_all_sizes(visitor)


def test_login_offers_the_demo_people(enter, demo):
    visitor = enter(None)
    visitor.page.goto(f"{demo.base}/konto/login/")
    look_at_all_sizes(visitor)


def test_missing_page_says_so(enter, demo):
    visitor = enter()
    visitor.page.goto(f"{demo.base}/findes-ikke/")
    assert_accessible(visitor.page)
    visitor.complaints.clear()  # the browser notes the 404 itself


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_skip_link_comes_first_and_leads_to_the_content(enter):
    visitor = enter()
    visitor.page.goto(visitor.base + "/samarbejder/")
    press(visitor.page, "Tab")
    expect(visitor.page.locator(".skip-link")).to_be_focused()
    press(visitor.page, "Enter")
    expect(visitor.page.locator("main")).to_be_focused()


def test_menu_opens_and_closes_by_keys(enter):
    visitor = enter()
    visitor.page.goto(visitor.base + "/")
    menu = visitor.page.locator(".topbar .drop-new")
    menu.locator("summary").focus()
    press(visitor.page, "Enter")
    expect(menu).to_have_attribute("open", "")
    press(visitor.page, "Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    press(visitor.page, "Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


@pytest.mark.parametrize("path", ["/samarbejder/", "/skoler/", "/personer/"])
def test_list_is_walked_by_letters(path, enter):
    visitor = enter()
    visitor.page.goto(visitor.base + path)
    rows = visitor.page.locator("#liste tbody tr[data-href]")
    press(visitor.page, "j", "j", "k")
    expect(rows.first).to_have_class("is-current")
    wanted = rows.first.get_attribute("data-href")
    with visitor.page.expect_navigation():
        press(visitor.page, "Enter")
    assert visitor.page.url.split("?")[0] == visitor.base + wanted.split("?")[0]
