"""Somebody at a school answers an agreement behind their link: on a phone, by keyboard, without an account."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agreements.actions.agreements import GoalRow, TaskRow, start_agreement, update_agreement
from agreements.actions.sending import remind_approver
from agreements.choices import GoalFor, Template
from agreements.models import Approval
from samarbejde.choices import Function, ParticipantRole
from samarbejde.models import Event, OutboxMessage
from tests.agreements.conftest import TEXTS, send, take_part
from tests.browser import steps
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, NARROW = 390, 320
HEAD, OURS = "Peter Skovgaard", "Birgit Madsen"
PASSWORD = "fjord-krabbe-bus-12"
LINK = re.compile(r"https?://\S+/godkend/k/\S+")
MOST_TABS = 40


@pytest.fixture
def version(live_server, settings, cast):
    """An agreement that was sent to the head teacher and to our own leader."""
    settings.SITE_URL = live_server.url
    take_part(cast.party, HEAD, ParticipantRole.LEADER, Function.SCHOOL_LEADER)
    take_part(cast.own_party, OURS, ParticipantRole.LEADER, Function.INSTITUTION_LEADER)
    educator = take_part(cast.own_party, "Jonas Brandt", ParticipantRole.TEACHING, Function.EDUCATOR)
    agreement = start_agreement(collaboration=cast.collaboration, template=Template.LIGHT, by=cast.editor)
    goal = GoalRow("Eleverne stiller egne spørgsmål", GoalFor.PUPILS, ["De skriver dem ned"])
    task = TaskRow("Undervise eleverne", educator, None)
    update_agreement(
        agreement=agreement, version=agreement.version, goals=[goal], tasks=[task], by=cast.editor, **TEXTS
    )
    return send(agreement, cast.editor)


def newest_link(name: str) -> str:
    """Return the link of the newest mail to ``name``."""
    mails = OutboxMessage.objects.filter(to_name=name, body__contains="/godkend/k/")
    return LINK.search(mails.latest("pk").body)[0]


def approval_of(name: str) -> Approval:
    return Approval.objects.get(name=name)


def tab_to(guest: Visitor, name: str) -> None:
    """Press Tab until the control called ``name`` has the focus, as somebody without a mouse does."""
    target = guest.main.get_by_role("textbox", name=name).or_(guest.main.get_by_role("checkbox", name=name))
    target = target.or_(guest.main.get_by_role("button", name=name)).or_(guest.main.get_by_role("link", name=name))
    for _ in range(MOST_TABS):
        guest.page.keyboard.press("Tab")
        if target.first.evaluate("node => node === document.activeElement"):
            assert guest.page.evaluate(
                "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                " || getComputedStyle(document.activeElement).boxShadow !== 'none'"
            ), f"{name} does not show that it has the focus"
            return
    raise AssertionError(f"Tab never came to {name}")


@pytest.mark.guide("2F2")
def test_a_head_teacher_approves_on_a_phone_by_keyboard_alone(arrive, version):
    guest = arrive(PHONE)
    guest.go(newest_link(HEAD))
    keys = guest.page.keyboard
    tab_to(guest, "Hent som PDF")
    tab_to(guest, "Dit navn")
    keys.type(HEAD)
    tab_to(guest, "Jeg har læst aftalen")
    keys.press("Space")
    tab_to(guest, "Godkend aftalen")
    with guest.page.expect_navigation(wait_until="load"):
        keys.press("Enter")
    guest.look()
    guest.reads(f"Tak, {HEAD}.")
    assert (approval_of(HEAD).answer, approval_of(HEAD).typed_name) == ("approved", HEAD)
    assert approval_of(HEAD).text_hash == version.content_hash


def test_what_is_missing_is_said_where_the_focus_goes(arrive, version):
    guest = arrive(NARROW, color_scheme="dark")
    guest.go(newest_link(HEAD))
    guest.press("Godkend aftalen")
    summary = guest.main.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Skriv dit navn.")
    guest.page.keyboard.press("Tab")
    guest.page.keyboard.press("Enter")
    expect(guest.field("Dit navn")).to_be_focused()
    guest.write("Dit navn", HEAD)
    guest.press("Godkend aftalen")
    expect(guest.field("Dit navn")).to_have_value(HEAD)
    assert approval_of(HEAD).answer == "waiting"


@pytest.mark.guide("2F2")
def test_both_approve_in_the_dark_on_the_narrowest_screen(arrive, version):
    for name in (HEAD, OURS):
        guest = arrive(NARROW, color_scheme="dark")
        steps.approve(guest, newest_link(name), name)
    guest.reads("Alle har godkendt.")
    version.refresh_from_db()
    assert version.status == "approved"


def test_the_head_teachers_decision_is_taken_with_the_approval(arrive, version):
    guest = arrive(PHONE)
    guest.go(newest_link(HEAD))
    guest.write("Dit navn", HEAD)
    guest.main.get_by_label("Jeg har læst aftalen").check()
    guest.main.get_by_text("hvis elever undervises uden en lærer").click()
    guest.look()
    guest.main.get_by_label("Jeg beslutter som skoleleder").check()
    guest.press("Godkend aftalen")
    guest.reads("§ 3, stk. 5")
    assert approval_of(HEAD).decision_on == timezone.localdate()


def test_two_clicks_and_two_windows_make_one_approval(arrive, version):
    first, second = arrive(PHONE), arrive(PHONE)
    for guest in (first, second):
        guest.go(newest_link(HEAD))
        guest.write("Dit navn", HEAD)
        guest.main.get_by_label("Jeg har læst aftalen").check()
    with first.page.expect_navigation(wait_until="load"):
        first.main.get_by_role("button", name="Godkend aftalen").dblclick()
    first.reads(f"Tak, {HEAD}.")
    second.press("Godkend aftalen")
    second.reads(f"Tak, {HEAD}.")
    assert Event.objects.filter(verb="agreement_approved").count() == 1


def test_of_two_links_the_newest_works_and_makes_one_approval(arrive, version, cast):
    old = newest_link(HEAD)
    remind_approver(approval=approval_of(HEAD), today=timezone.localdate() + datetime.timedelta(days=9), by=cast.editor)
    guest = arrive(PHONE)
    assert guest.context.request.get(old).status == 410
    assert newest_link(HEAD) != old
    steps.approve(guest, newest_link(HEAD), HEAD)
    assert Event.objects.filter(verb="agreement_approved").count() == 1


@pytest.mark.guide("2F2")
@pytest.mark.parametrize(
    ("fold", "field", "button", "answer", "status"),
    [
        ("Foreslå en ændring", "Hvad skal være anderledes?", "Send forslaget", "change", "declined"),
        ("Sig nej", "Hvorfor ikke?", "Send jeres nej", "refused", "refused"),
    ],
)
def test_a_change_or_a_no_is_said_in_ones_own_words(arrive, version, cast, fold, field, button, answer, status):
    guest = arrive(PHONE)
    guest.go(newest_link(HEAD))
    guest.write("Dit navn", HEAD)
    guest.main.get_by_text(fold, exact=True).click()
    guest.look()
    guest.press(button)
    expect(guest.main.locator(".error-summary")).to_be_focused()
    guest.write(field, "Uge 42 er efterårsferie hos os.")
    guest.press(button)
    guest.reads("Uge 42 er efterårsferie hos os.")
    version.refresh_from_db()
    assert (approval_of(HEAD).answer, version.status) == (answer, status)
    ours = our_page(arrive, cast)
    ours.reads("Uge 42 er efterårsferie hos os.")


def our_page(arrive, cast) -> Visitor:
    """The one who sent it looks at the agreement."""
    cast.editor.set_password(PASSWORD)
    cast.editor.save()
    me = arrive(1280)
    steps.log_in(me, cast.editor.email, PASSWORD)
    me.go(f"/samarbejder/{cast.collaboration.pk}/aftale/")
    return me


@pytest.mark.guide("2F2")
def test_the_question_is_passed_on_to_the_right_one_who_approves(arrive, version, cast):
    guest = arrive(PHONE)
    guest.go(newest_link(HEAD))
    guest.follow("Giv den videre til en kollega")
    guest.press("Giv den videre")
    expect(guest.main.locator(".error-summary")).to_be_focused()
    guest.write("Din kollegas navn", "Lone Agerskov")
    guest.write("Din kollegas arbejdsmail", "lone@skole.example")
    guest.press("Giv den videre")
    guest.reads("Tak, den er givet videre")
    colleague = arrive(NARROW, color_scheme="dark")
    steps.approve(colleague, newest_link("Lone Agerskov"), "Lone Agerskov")
    me = our_page(arrive, cast)
    me.reads("Tinghøjskolen: Lone Agerskov")
    me.main.get_by_text("Skridt for skridt").first.click()
    me.look()
    me.reads(f"Givet videre af {HEAD} til Lone Agerskov")
