"""What somebody at the school can do behind the link: write their own hours, read the minutes."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.models import SchoolHours
from samarbejde.actions.links import hash_token, revoke_link
from samarbejde.models import Collaboration, Event
from tests.factories import (
    ActionPointFactory,
    InternalNoteFactory,
    LinkFactory,
    MeetingFactory,
    SchoolHoursFactory,
    SharedPageFactory,
)  # fmt: skip

pytestmark = pytest.mark.django_db
TOKEN = "t" * 43


@pytest.fixture
def page(cast):
    link = LinkFactory(
        purpose="shared_page", collaboration=cast.collaboration, token_hash=hash_token(TOKEN),
        recipient_name="Lis Lærer", created_by=cast.editor,
    )  # fmt: skip
    return SharedPageFactory(party=cast.party, link=link)


@pytest.fixture
def visitor(client, page):
    """Somebody without an account who has opened the link."""
    client.get(reverse("agreements:shared_exchange", args=[TOKEN]))
    return client


def address(page, name="hours") -> str:
    return reverse(f"followup:shared_{name}", args=[page.link_id])


def typed(today, **more) -> dict:
    return {"form_key": str(uuid.uuid4()), "hours": "1,5 t", "date": today.isoformat(), "what": "Klargøring"} | more


@pytest.mark.guide("3E3")
def test_a_teacher_writes_hours_without_an_account_and_they_are_not_ours(cast, visitor, page, login, today):
    assert address(page) in visitor.get(reverse("agreements:shared_page", args=[page.link_id])).content.decode()
    answer = visitor.post(address(page), typed(today))
    row = SchoolHours.objects.get()
    used = Collaboration.objects.get(pk=cast.collaboration.pk).hours_used
    assert (answer.status_code, row.hours, row.party, row.link, used) == (
        302, Decimal("1.5"), cast.party, page.link, Decimal(0),
    )  # fmt: skip
    event = Event.objects.get(verb="school_hours_logged")
    assert (event.actor, event.actor_name) == (None, "Lis Lærer")
    ours = login(cast.editor).get(reverse("followup:hours_list", args=[cast.collaboration.pk])).content.decode()
    assert ("Skolens egne tal" in ours, "Klargøring" in ours, "Lis Lærer" in ours) == (True, True, True)


def test_sent_twice_is_one_row_and_the_writer_can_take_it_out(visitor, page, today):
    sent = typed(today)
    for _ in range(2):
        visitor.post(address(page), sent)
    row = SchoolHours.objects.get()
    gone = [visitor.post(address(page), {"tag_ud": key}).status_code for key in (row.pk, row.pk, "x")]
    assert (gone, SchoolHours.objects.count()) == ([302, 404, 404], 0)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"hours": "mange"}, "hours"),
        ({"hours": "0"}, "hours"),
        ({"date": "2999-01-01"}, "date"),
        ({"date": ""}, "date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visitor, page, today, wrong, where):
    answer = visitor.post(address(page), typed(today) | wrong)
    assert (answer.status_code, list(answer.context["form"].errors), SchoolHours.objects.count()) == (200, [where], 0)
    assert "Klargøring" in answer.content.decode()


def test_hours_behind_another_link_cannot_be_seen_or_taken_out(visitor, page, cast):
    other = SchoolHoursFactory(page=SharedPageFactory(party=cast.party), what="En andens timer")
    seen = "En andens timer" in visitor.get(address(page)).content.decode()
    answer = visitor.post(address(page), {"tag_ud": other.pk})
    assert (seen, answer.status_code, SchoolHours.objects.count()) == (False, 404, 1)


def test_a_stopped_link_and_a_stranger_get_nothing(client, visitor, page, cast, today):
    revoke_link(link=page.link, by=cast.editor)
    pages = [visitor.get(address(page, name)).status_code for name in ("hours", "minutes")]
    assert (pages, visitor.post(address(page), typed(today)).status_code) == ([410, 410], 410)
    client.cookies.clear()
    assert (client.post(address(page), typed(today)).status_code, SchoolHours.objects.count()) == (410, 0)


@pytest.mark.guide("3E2")
def test_shared_minutes_are_read_behind_the_link_and_nothing_else(visitor, page, cast):
    shared = {"shared_at": timezone.now(), "shared_by": cast.editor}
    held = MeetingFactory(
        collaboration=cast.collaboration, status="held", minutes="Vi talte om bussen", decisions="Skolen bestiller",
        agenda="Kun vores dagsorden", **shared,
    )  # fmt: skip
    ActionPointFactory(collaboration=cast.collaboration, meeting=held, text="Bestil bussen")
    MeetingFactory(collaboration=cast.collaboration, status="held", minutes="Ikke delt endnu")
    MeetingFactory(collaboration=cast.foreign, status="held", minutes="De andres", **shared)
    InternalNoteFactory(collaboration=cast.collaboration, text="Kun for os")
    text = visitor.get(address(page, "minutes")).content.decode()
    shown = ("Vi talte om bussen", "Skolen bestiller", "Bestil bussen")
    hidden = ("Kun vores dagsorden", "Ikke delt endnu", "De andres", "Kun for os")
    assert ([words in text for words in shown], [words in text for words in hidden]) == ([True] * 3, [False] * 4)


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_behind_the_link_cost_the_same(visitor, page, cast, number, django_assert_max_num_queries):
    for day in range(number):
        SchoolHoursFactory(party=cast.party, link=page.link)
        held = MeetingFactory(
            collaboration=cast.collaboration, status="held", shared_at=timezone.now(), shared_by=cast.editor,
            date=timezone.localdate() - datetime.timedelta(days=day),
        )  # fmt: skip
        ActionPointFactory(collaboration=cast.collaboration, meeting=held)
    for name in ("hours", "minutes"):
        with django_assert_max_num_queries(8):
            visitor.get(address(page, name))
