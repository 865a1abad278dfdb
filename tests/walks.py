"""What a user does through the pages to turn a signal on, and off again. Nothing here writes past the pages."""

import datetime
import uuid
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Approval
from samarbejde.actions.attention import refresh_attention
from samarbejde.models import AttentionSignal, Party, Person
from samarbejde.panels import attention_rules
from tests.agreements.conftest import open_link
from tests.agreements.test_editor import posted

GOAL = {"goals-TOTAL_FORMS": "1", "goals-0-text": "Eleverne stiller egne spørgsmål", "goals-0-goal_for": "pupils"}
SIGN = {"goals-0-signs-TOTAL_FORMS": "1", "goals-0-signs-INITIAL_FORMS": "0", "goals-0-signs-0-text": "De skriver"}


class Walk:
    """One user with a browser. Days pass in whole; at night the signals are computed, as the worker does."""

    def __init__(self, cast, client, monkeypatch):
        self.cast, self.client, self.monkeypatch = cast, client, monkeypatch
        self.collaboration = cast.collaboration
        self.today = timezone.localdate()

    def day(self, ahead: int) -> str:
        """Return the day so many days from now, as a date field sends it."""
        return (self.today + datetime.timedelta(days=ahead)).isoformat()

    def wait(self, days: int) -> None:
        """Let days pass."""
        real = timezone.localdate
        self.today += datetime.timedelta(days=days)
        later = self.today

        def localdate(value=None, timezone=None):
            return later if value is None else real(value, timezone)

        moment = timezone.now() + datetime.timedelta(days=days)
        self.monkeypatch.setattr("django.utils.timezone.localdate", localdate)
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        self.client.force_login(self.cast.editor)  # after weeks one logs in again

    def url(self, name: str, *more) -> str:
        """Return the address of one of the collaboration's own pages."""
        return reverse(name, args=[self.collaboration.pk, *more])

    def post(self, url: str, **data) -> None:
        """Send a form as the browser does; it has to be taken."""
        response = self.client.post(url, {"form_key": str(uuid.uuid4())} | data)
        assert response.status_code == 302, response.context["form"].errors

    def is_on(self, code: str) -> bool:
        """Return whether the signal stands after the night."""
        refresh_attention(collaborations=[self.collaboration.pk])
        return AttentionSignal.objects.filter(
            collaboration=self.collaboration, code=code, answered_at__isnull=True
        ).exists()

    def offered(self, code: str) -> set[str]:
        """Press the signal's button; return the page one comes to and every page and form it leads on to."""
        pressed = attention_rules()[code].action_url(self.collaboration.pk)
        response = self.client.get(urlsplit(pressed).path, follow=True)
        assert response.status_code == 200
        page = response.content.decode()
        anchor = urlsplit(pressed).fragment
        assert not anchor or f'id="{anchor}"' in page
        parts = page.replace("'", '"').split('"')
        return {urlsplit(part).path for part in parts if part.startswith("/")} | {response.request["PATH_INFO"]}

    # What a user does.

    def understand(self, text: str) -> None:
        """Write what one means by the collaboration, on the page where it is corrected."""
        edit = self.url("samarbejde:collaboration_edit")
        form = self.client.get(edit).context["form"]
        typed = {name: value for name in form.fields if (value := form[name].value())}
        self.post(edit, **typed | {"understanding": text})

    def agree(self, template: str = "standard", **changes) -> None:
        """Write the agreement, beginning it when there is none."""
        edit = self.url("agreements:agreement_edit")
        if self.client.get(edit).status_code == 302:
            self.post(self.url("agreements:agreement_create"), template=template)
        response = posted(self.client, edit, **changes)
        assert response.status_code == 302, response.context["editor"].form.errors

    def agree_on_all(self, **changes) -> None:
        """Write a light agreement that lacks nothing."""
        texts = {"content": "Vi undersøger fjorden", "target_group": "5.a", "teacher_role": "Læreren er med"}
        days = {"starts_on": self.day(0), "ends_on": self.day(200)}
        self.agree("light", hours_institution="10", **days, **texts, **GOAL, **SIGN, **changes)

    def send(self) -> list[Approval]:
        """Send the agreement to both sides; return what is waited for."""
        send = self.url("agreements:agreement_send")
        shown = self.client.get(send)
        assert shown.status_code == 200, "something is missing before it can be sent"
        form = shown.context["form"]
        data = {name: form[name].value() for name in form.fields}
        for party in (self.cast.party, self.cast.own_party):
            data |= {f"name_{party.pk}": "Lone Agerskov", f"email_{party.pk}": f"lone{party.pk}@sted.example"}
        self.post(send, **{name: "" if value is None else value for name, value in data.items()})
        waiting = Approval.objects.filter(version__agreement__collaboration=self.collaboration, answer="waiting")
        return list(waiting.order_by("-version", "pk")[:2])

    def answer(self, approval: Approval, answer: str = "approve", **more) -> None:
        """Answer by the link in the mail, as either side does."""
        data = {
            "answer": answer,
            "typed_name": approval.name,
            "agree": "on",
            "text_hash": approval.version.content_hash,
        }
        self.post(open_link(self.client, approval), **data | more)

    def get_approved(self) -> None:
        """Send the agreement to both sides, who say yes."""
        for approval in self.send():
            self.answer(approval)

    def begin(self) -> None:
        """Move on to the follow-up."""
        self.post(self.url("samarbejde:collaboration_phase"), target="active", reason="Vi er i gang")

    def add(self, name: str, party: Party | None = None, function: str = "educator", role: str = "teaching") -> Person:
        """Add somebody new on one side, our own unless said."""
        party = party or self.cast.own_party
        data = {"party": party.pk, "who": "new", "role": role, "name": name, "function": function}
        self.post(f"{self.url('samarbejde:participant_add')}?part={party.pk}", **data)
        return Person.objects.get(name=name)

    def plan(self, ahead: int, teacher: Person | None = None, **more) -> None:
        """Plan a session."""
        data = {"status": "planned", "date": self.day(ahead), "venue": "at_school", "pupils": "", "hours": ""}
        url = f"{self.url('followup:session_create')}?planlagt=1"
        self.post(url, **data | {"taught_by": teacher.pk if teacher else ""} | more)

    def log(self, hours: str) -> None:
        """Log hours beside the sessions."""
        self.post(self.url("followup:hours_list"), hours=hours, date=self.day(0), what="Forberedelse")

    def profile(self, person: Person, version: int, **data) -> str:
        """Write what somebody can and how much they have; return the page's address."""
        url = reverse("followup:staff_edit", args=[person.pk])
        self.post(url, version=str(version), **data)
        return url


class Walks(dict):
    """The walks of a file, by the code of their signal. Each walk is named after it.

    A walk yields before and after: whether the signal should stand now, and, where the user has just mended it, the
    page on which it was done. The signal's own button has to lead to that page, or to one that leads to it.
    """

    def of(self, guide: str):
        """Return the decorator that notes a walk down with the guide's item."""

        def note(function):
            self[function.__name__] = pytest.param(function, marks=pytest.mark.guide(guide), id=function.__name__)
            return function

        return note


def prove(steps, user: Walk) -> None:
    """Walk, and see that the signal goes on and off as said, with a button that leads to where it is mended."""
    code, offered, seen, wanted = steps.__name__, set(), [], []
    for should_stand, mended_at in steps(user):
        if mended_at:
            assert mended_at in offered, code
        seen.append(user.is_on(code))
        wanted.append(should_stand)
        offered = user.offered(code) if should_stand else set()
    assert seen == wanted, code
    assert {True, False} == set(wanted)
