"""Writing and sending an agreement, as somebody new does it: ten fields and a few presses; it saves by itself."""

import datetime
import time

import pytest
from playwright.sync_api import expect

from agreements.actions.agreements import start_agreement
from agreements.choices import Template
from agreements.models import Agreement, AgreementVersion
from samarbejde.choices import Function, ParticipantRole
from tests.agreements.conftest import take_part
from tests.browser import steps
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
WIDTHS = [1280, 390]
MOST_FIELDS, MOST_PRESSES, MOST_SECONDS = 10, 6, 180


@pytest.fixture
def people(cast):
    take_part(cast.party, "Peter Skovgaard", ParticipantRole.LEADER, Function.SCHOOL_LEADER)
    take_part(cast.own_party, "Birgit Madsen", ParticipantRole.LEADER, Function.INSTITUTION_LEADER)
    take_part(cast.own_party, "Jonas Brandt", ParticipantRole.TEACHING, Function.EDUCATOR)
    take_part(cast.own_party, "Sofie Lund", ParticipantRole.BACKUP, Function.EDUCATOR)
    cast.editor.set_password(PASSWORD)
    cast.editor.save()
    return cast


class Counting:
    """Counts what a person must write and press."""

    def __init__(self, who: Visitor):
        self.who, self.fields, self.presses = who, 0, 0

    def write(self, label, text, **where):
        self.fields += 1
        self.who.write(label, text, **where)

    def press(self, name):
        self.presses += 1
        self.who.press(name)


@pytest.mark.guide("2F1")
@pytest.mark.parametrize("width", WIDTHS)
def test_somebody_new_makes_and_sends_a_light_agreement(people, arrive, width, record_property):
    me, day = arrive(width), datetime.date(2026, 8, 1)
    steps.log_in(me, people.editor.email, PASSWORD)
    began = time.monotonic()
    me.go(f"/samarbejder/{people.collaboration.pk}/aftale/")
    mine = Counting(me)
    mine.press("Begynd på en let aftale")
    mine.write("Hvad vi gør sammen, og hvor", "Vi undersøger livet i fjorden fem formiddage.")
    mine.write("Hvilke klasser", "5.a og 5.b")
    mine.write("Målet, sagt så eleverne forstår det", "I kan fortælle, hvad der lever i fjorden.")
    mine.write("Tegn 1", "Eleverne bruger fagord, når de fortæller")
    mine.write("Fra", day.isoformat())
    mine.write("Vores timer", "32")
    mine.press("Gem, og gør klar til at sende")
    mine.press("Send aftalen")
    seconds = time.monotonic() - began
    version = AgreementVersion.objects.get()
    assert (version.status, version.approvals.count()) == ("sent", 2)
    assert (mine.fields <= MOST_FIELDS, mine.presses <= MOST_PRESSES, seconds < MOST_SECONDS) == (True, True, True)
    record_property("walk", f"{width} px: {mine.fields} fields, {mine.presses} presses, {seconds:.0f} s")
    print(f"\n{width} px: {mine.fields} fields, {mine.presses} presses, {seconds:.0f} s")  # noqa: T201 - the figures


@pytest.mark.guide("2F1")
def test_the_editor_saves_by_itself_and_two_windows_lose_nothing(people, arrive):
    start_agreement(collaboration=people.collaboration, template=Template.FULL, by=people.editor)
    url = f"/samarbejder/{people.collaboration.pk}/aftale/ret/"
    first, second = arrive(1280), arrive(390)
    for each in (first, second):
        steps.log_in(each, people.editor.email, PASSWORD)
        each.go(url)
    first.write("Hvad vi gør sammen, og hvor", "Skrevet i det første vindue")
    first.write("Milepæl", "Emnet er valgt")
    expect(first.page.locator("[data-savestate]")).to_contain_text("Gemt kl.")
    now = Agreement.objects.get()
    assert (now.content, now.milestones.get().title) == ("Skrevet i det første vindue", "Emnet er valgt")
    first.write("Milepæl", "Emnet er valgt sammen")
    deadline = time.monotonic() + 20
    while now.milestones.get().title != "Emnet er valgt sammen" and time.monotonic() < deadline:
        first.page.wait_for_timeout(200)
    assert [each.title for each in now.milestones.model.with_dropped.all()] == ["Emnet er valgt sammen"]
    second.write("Hvad vi gør sammen, og hvor", "Skrevet i det andet vindue")
    expect(second.page.locator("[data-savestate]")).to_contain_text("har gemt imens")
    second.complaints.clear()  # the browser calls the refusal an error; it is what we wanted
    with second.page.expect_navigation():
        second.main.get_by_role("button", name="Gem", exact=True).first.click()
    second.reads("Skrevet i det første vindue")
    assert second.field("Hvad vi gør sammen, og hvor").input_value() == "Skrevet i det andet vindue"
    second.complaints.clear()
    second.press("Gem")
    assert Agreement.objects.get().content == "Skrevet i det andet vindue"
