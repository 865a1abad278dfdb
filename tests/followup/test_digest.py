import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.actions.digest import enqueue_digests
from followup.models import DigestSetting
from samarbejde.actions.outbox import deliver_due_messages
from samarbejde.models import Link, OutboxMessage
from samarbejde.panels import get_panels
from tests.factories import (
    ActionPointFactory,
    AttentionSignalFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
)  # fmt: skip

MONDAY = datetime.date(2099, 11, 23)  # another year than this one, whenever this is
DAYS = [MONDAY + datetime.timedelta(days=n) for n in range(8)]
SETTINGS = reverse("followup:digest_settings")


@pytest.fixture
def mine(cast):
    """The editor leads a collaboration in which something is on, something is new and something is promised."""
    collaboration, by = cast.collaboration, cast.editor
    type(collaboration).objects.filter(pk=collaboration.pk).update(lead=by)
    SessionFactory(collaboration=collaboration, date=DAYS[1], starts_time=datetime.time(9), recorded_by=by)
    MeetingFactory(collaboration=collaboration, date=DAYS[6], created_by=by)
    FollowedMilestoneFactory(collaboration=collaboration, planned_on=DAYS[7], created_by=by)
    AttentionSignalFactory(collaboration=collaboration, code="hours_used", since=DAYS[0], data={"percent": 110,
                           "agreed": "10"})  # fmt: skip
    AttentionSignalFactory(
        collaboration=collaboration, code="goal_not_reviewed", since=MONDAY - datetime.timedelta(days=30)
    )
    person = PersonFactory(institution=cast.institution, user=by)
    ActionPointFactory(collaboration=collaboration, owner=person, due_on=DAYS[2], created_by=by)
    ActionPointFactory(collaboration=collaboration, owner=person, due_on=DAYS[7], text="Senere", created_by=by)
    return collaboration


def mails():
    return list(OutboxMessage.objects.filter(kind="week-digest").order_by("pk"))


@pytest.mark.guide("3E1")
def test_the_mail_tells_the_week_of_what_is_mine(cast, mine):
    other = CollaborationFactory(institution=cast.institution, title="En andens")
    SessionFactory(collaboration=other, date=DAYS[1], recorded_by=cast.editor)
    assert enqueue_digests(today=MONDAY) == 1
    mail = mails()[0]
    assert (mail.to_email, mail.subject) == (cast.editor.email, "Uge 48: det sker, og det er nyt")
    lines = [line for line in mail.body.splitlines() if line.startswith("- ")]
    assert lines == [
        "- tirsdag 24. november 2099 (uge 48) kl. 9.00: Havet som klasserum, gang 1 (Tinghøjskolen · 5.a · Hos os)",
        "- søndag 29. november 2099 (uge 48): Møde: Havet som klasserum (Tinghøjskolen)",
        "- Havet som klasserum: Alle timerne er brugt",
        "- Bestil bussen (senest 25. november 2099) · Havet som klasserum",
    ]


@pytest.mark.parametrize(("off", "gone"), [("dates", "tirsdag"), ("signals", "timerne"), ("promises", "Bestil bussen")])
def test_each_topic_can_be_turned_off(cast, mine, login, off, gone):
    chosen = {name: "on" for name in ("dates", "signals", "promises") if name != off}
    client = login(cast.editor)
    assert client.post(SETTINGS, chosen)["Location"].endswith("#ugemail")
    body = client.get(reverse("samarbejde:profile")).content.decode()
    boxes = re.findall(r'<input type="checkbox" name="(\w+)"[^>]*?( checked)?>', body)
    assert {name for name, ticked in boxes if ticked} == set(chosen)
    enqueue_digests(today=MONDAY)
    assert [gone in mail.body for mail in mails()] == [False]


def test_with_all_topics_off_nothing_is_sent(cast, mine, login):
    login(cast.editor).post(SETTINGS, {})
    assert (enqueue_digests(today=MONDAY), mails()) == (0, [])


def test_never_twice_in_a_week_and_again_in_the_next(cast, mine):
    days = [DAYS[0], DAYS[0], DAYS[1], DAYS[2], DAYS[7], DAYS[7]]
    assert [enqueue_digests(today=day) for day in days] == [1, 0, 0, 0, 1, 0]
    assert [mail.key for mail in mails()] == [f"week-digest:2099-{w}:{cast.editor.pk}" for w in (48, 49)]


def test_a_worker_that_was_down_on_monday_still_sends_it_until_wednesday(cast, mine):
    assert [enqueue_digests(today=day) for day in (DAYS[3], DAYS[4], DAYS[6])] == [0, 0, 0]
    assert enqueue_digests(today=DAYS[2]) == 1


def test_nothing_is_sent_when_there_is_nothing_to_say(cast):
    CollaborationFactory(institution=cast.institution, lead=cast.reader)
    assert (enqueue_digests(today=MONDAY), mails(), Link.objects.count()) == (0, [], 0)


def test_who_has_left_or_belongs_nowhere_gets_none(cast, mine):
    cast.editor.is_active = False
    cast.editor.save()
    assert enqueue_digests(today=MONDAY) == 0
    cast.editor.is_active = True
    cast.editor.save()
    cast.editor.memberships.all().delete()
    assert enqueue_digests(today=MONDAY) == 0


@pytest.mark.parametrize(
    ("monday", "hour"),
    [(datetime.date(2027, 3, 22), 6), (datetime.date(2027, 3, 29), 5), (datetime.date(2027, 11, 1), 6)],
    ids=["winter", "the day after the clocks go forward", "the day after they go back"],
)
def test_it_leaves_at_seven_by_the_clock_on_the_wall(cast, mine, monday, hour):
    SessionFactory(collaboration=mine, date=monday, recorded_by=cast.editor)
    assert enqueue_digests(today=monday) == 1
    due = mails()[0].due
    assert (timezone.localtime(due).hour, due.astimezone(datetime.UTC).hour) == (7, hour)


def test_it_waits_in_the_outbox_until_seven(cast, mine, settings, mailoutbox):
    settings.OUTBOX_DELIVERS = True
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    enqueue_digests(today=MONDAY)
    OutboxMessage.objects.update(due=datetime.datetime.combine(tomorrow, datetime.time(7), tzinfo=datetime.UTC))
    assert (deliver_due_messages(), len(mailoutbox)) == (0, 0)
    OutboxMessage.objects.update(due=timezone.now())
    assert (deliver_due_messages(), mailoutbox[0].to) == (1, [cast.editor.email])


def test_the_worker_asks_for_it(cast, mine):
    assert sum(panel.enqueue_reminders(MONDAY) for panel in get_panels()) == 1


def test_it_is_in_the_users_own_language(cast, mine):
    cast.editor.language = "en"
    cast.editor.save()
    enqueue_digests(today=MONDAY)
    assert mails()[0].subject == "Week 48: what is on, and what is new"


def stop_url(mail):
    return re.search(r"/ugemail/k/[\w-]+/", mail.body)[0]


def test_the_link_in_the_mail_stops_it_without_login(cast, mine, client):
    enqueue_digests(today=MONDAY)
    page = client.get(stop_url(mails()[0]))
    url = page["Location"]
    assert (page.status_code, client.get(url).status_code) == (302, 200)
    assert DigestSetting.objects.count() == 0  # looking changes nothing
    assert client.post(url).status_code == 200
    setting = DigestSetting.objects.get()
    assert (setting.user, setting.is_on, enqueue_digests(today=DAYS[7])) == (cast.editor, False, 0)
    # The link has done its work, and it was never good for anything else.
    assert [client.get(stop_url(mails()[0])).status_code, client.get(url).status_code] == [410, 410]


def test_the_link_is_for_this_page_only(cast, mine, client):
    enqueue_digests(today=MONDAY)
    token = stop_url(mails()[0]).split("/")[3]
    assert client.get(reverse("contacts:unsubscribe_exchange", args=[token])).status_code == 410


@pytest.mark.parametrize("number", [1, 30])
def test_one_users_mail_costs_the_same(cast, mine, number, django_assert_num_queries):
    for _ in range(number):
        row = CollaborationFactory(institution=cast.institution, lead=cast.editor)
        SessionFactory(collaboration=row, date=DAYS[1], recorded_by=cast.editor)
        AttentionSignalFactory(collaboration=row, code="hours_used", since=DAYS[0], data={})
    with django_assert_num_queries(52):
        assert enqueue_digests(today=MONDAY) == 1
