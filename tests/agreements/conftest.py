import datetime

import pytest
from django.urls import reverse

from agreements.actions.agreements import GoalRow, TaskRow, start_agreement, update_agreement
from agreements.actions.sending import send_agreement
from agreements.choices import GoalFor, Template
from agreements.models import Agreement
from agreements.queries.people import suggest_approvers
from samarbejde.choices import Function, ParticipantRole
from samarbejde.models import OutboxMessage
from tests.factories import ParticipantFactory, PersonFactory, PostFactory

TEXTS = {
    "content": "Vi undersøger livet i fjorden.",
    "target_group": "5.a og 5.b",
    "teacher_role": "Læreren deler klassen i hold.",
    "starts_on": datetime.date(2026, 8, 1),
    "ends_on": datetime.date(2027, 7, 31),
    "hours_institution": 32,
}


def take_part(party, name, role, function, *, place=None):
    """Give somebody a role and a post at the party's place."""
    institution = party.collaboration.institution
    person = PersonFactory(institution=institution, name=name, email=f"{name.split()[0].lower()}@sted.example")
    at = {"school": party.school} if party.school_id else {"school": None, "institution": institution}
    PostFactory(person=person, function=function, **at)
    ParticipantFactory(party=party, person=person, role=role)
    return person


@pytest.fixture
def people(cast):
    """Return the four who make the agreement: both leaders, our educator and the one who stands in."""
    return {
        "head": take_part(cast.party, "Peter Skovgaard", ParticipantRole.LEADER, Function.SCHOOL_LEADER),
        "leader": take_part(cast.own_party, "Birgit Madsen", ParticipantRole.LEADER, Function.INSTITUTION_LEADER),
        "educator": take_part(cast.own_party, "Jonas Brandt", ParticipantRole.TEACHING, Function.EDUCATOR),
        "backup": take_part(cast.own_party, "Sofie Lund", ParticipantRole.BACKUP, Function.EDUCATOR),
    }


@pytest.fixture
def agreement(cast, people):
    """Return a light agreement that lacks nothing."""
    started = start_agreement(collaboration=cast.collaboration, template=Template.LIGHT, by=cast.editor)
    goal = GoalRow("Eleverne stiller egne spørgsmål", GoalFor.PUPILS, ["De skriver dem ned"])
    task = TaskRow("Undervise eleverne", people["educator"], people["backup"])
    return update_agreement(
        agreement=started, version=started.version, goals=[goal], tasks=[task], by=cast.editor, **TEXTS
    )


@pytest.fixture
def version(cast, agreement):
    """Return the version that was sent to both sides."""
    return send(agreement, cast.editor)


def send(agreement, by):
    """Send the agreement as it stands to the likeliest approvers."""
    fresh = Agreement.objects.get(pk=agreement.pk)
    approvers = suggest_approvers(fresh.collaboration)
    return send_agreement(agreement=fresh, version=fresh.version, approvers=approvers, by=by)


def token_of(approval) -> str:
    """Return the token from the newest mail to the approver."""
    mails = OutboxMessage.objects.filter(to_email=approval.email, body__contains="/godkend/k/")
    return mails.latest("pk").body.split("/godkend/k/")[1].split("/")[0]


def open_link(client, approval) -> str:
    """Follow the link in the mail, and return the address one ends at."""
    response = client.get(reverse("agreements:approval_exchange", args=[token_of(approval)]))
    return response["Location"]


def answer(client, approval, **changes):
    """Open the link and approve; ``changes`` are other fields of the form."""
    url = open_link(client, approval)
    data = {"answer": "approve", "typed_name": approval.name, "agree": "on", "text_hash": approval.version.content_hash}
    return client.post(url, data | changes)


def page(name, cast, *args) -> str:
    """Return the address of one of the pages of our collaboration's agreement."""
    return reverse(f"agreements:{name}", args=[cast.collaboration.pk, *args])
