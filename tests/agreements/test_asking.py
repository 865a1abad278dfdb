"""Who is asked, in which order, and what happens when somebody else is the right one, says no or signs on paper."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from agreements.actions.asking import MOST_PASSED_ON, pass_on_approval
from agreements.actions.sending import remind_approver
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.documents import SHORT_HASH
from agreements.models import Approval
from agreements.queries.agreements import get_version
from agreements.queries.approvals import add_steps
from samarbejde.models import AttentionSignal, Event, Link, OutboxMessage, StoredFile
from tests.access.test_access_table import fingerprint
from tests.agreements.conftest import answer, open_link, page, send, token_of
from tests.factories import AgreementVersionFactory, ApprovalFactory

COLLEAGUE = {"name": "Hanne Friis", "email": "hanne@skole.example"}
PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def head(version):
    return version.approvals.get(name="Peter Skovgaard")


@pytest.fixture
def leader(version):
    return version.approvals.get(name="Birgit Madsen")


def send_form(client, cast, agreement, **changes):
    """Send as the page does, with what it suggests."""
    url = page("agreement_send", cast)
    form = client.get(url).context["form"]
    data = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    return client.post(url, data | changes)


@pytest.mark.guide("2F2")
def test_one_side_can_be_asked_first(client, cast, agreement, login):
    assert send_form(login(cast.editor), cast, agreement, order=str(cast.own_party.pk)).status_code == 302
    leader, head = Approval.objects.all()
    assert (leader.name, bool(leader.asked), head.name, head.asked, head.link) == (
        "Birgit Madsen", True, "Peter Skovgaard", None, None,
    )  # fmt: skip
    body = login(cast.editor).get(page("agreement_detail", cast)).content.decode()
    assert "Bliver spurgt, når siden før har godkendt." in body
    with pytest.raises(ValidationError):
        remind_approver(approval=head, by=cast.editor)
    answer(client, leader)
    head.refresh_from_db()
    assert (bool(head.asked), OutboxMessage.objects.filter(to_email=head.email).count()) == (True, 1)
    answer(client, head)
    assert head.version.agreement.versions.get().status == VersionStatus.APPROVED


def test_everybody_is_asked_at_once_unless_one_says_otherwise(cast, agreement, login):
    send_form(login(cast.editor), cast, agreement, message="Vi glæder os")
    assert [bool(approval.asked) for approval in Approval.objects.all()] == [True, True]
    assert OutboxMessage.objects.filter(kind="agreement-approval", body__contains="Vi glæder os").count() == 2


@pytest.mark.guide("2F2")
def test_the_question_is_passed_on_to_the_right_person(client, cast, version, head, login):
    url = open_link(client, head)
    assert "Giv den videre til en kollega" in client.get(url).content.decode()
    response = client.post(f"{url}videre/", COLLEAGUE)
    thanks = client.get(response["Location"])
    assert (thanks.status_code, client.get(url).status_code) == (200, 410)
    fresh = Approval.objects.get(pk=head.pk)
    assert (fresh.name, fresh.email, fresh.person, fresh.link_id == head.link_id) == (*COLLEAGUE.values(), None, False)
    event = Event.objects.get(verb="approval_passed_on")
    assert (event.actor_name, event.data["to"]) == ("Peter Skovgaard", "Hanne Friis")
    note = OutboxMessage.objects.get(to_email=version.sent_by.email)
    assert ("Peter Skovgaard" in note.body, "Hanne Friis" in note.body) == (True, True)
    answer(client, fresh)
    fresh.refresh_from_db()
    assert (fresh.answer, fresh.typed_name) == (ApprovalAnswer.APPROVED, "Hanne Friis")
    assert (
        "Givet videre af Peter Skovgaard til Hanne Friis"
        in login(cast.reader).get(page("agreement_detail", cast)).content.decode()
    )


def test_passing_on_needs_a_name_and_another_address(client, head):
    url = open_link(client, head)
    empty = client.post(f"{url}videre/", {"name": "", "email": "hanne"})
    assert sorted(empty.context["form"].errors) == ["email", "name"]
    same = client.post(f"{url}videre/", COLLEAGUE | {"email": head.email.upper()})
    assert len(same.context["form"].non_field_errors()) == 1
    assert Approval.objects.get(pk=head.pk).link_id == head.link_id


def test_it_cannot_be_passed_on_for_ever(head):
    for number in range(MOST_PASSED_ON):
        pass_on_approval(approval=head, name="Hanne", email=f"hanne{number}@skole.example")
    with pytest.raises(ValidationError):
        pass_on_approval(approval=head, name="Hanne", email="en.til@skole.example")


def test_what_is_answered_is_not_passed_on(client, head):
    url = open_link(client, head)
    answer(client, head)
    response = client.post(f"{url}videre/", COLLEAGUE)
    assert (response.status_code, response["Location"]) == (302, url)


@pytest.mark.guide("2F2")
def test_a_no_stops_the_version_and_everybody_is_told(client, cast, version, head, leader, login):
    assert answer(client, head, answer="refuse", reason="Vi har ikke lærerne i år", agree="").status_code == 302
    version.refresh_from_db()
    head.refresh_from_db()
    assert (version.status, head.answer, head.comment) == ("refused", "refused", "Vi har ikke lærerne i år")
    told = OutboxMessage.objects.filter(kind__in=["agreement-note", "agreement-stopped"])
    assert sorted(mail.to_email for mail in told) == sorted([version.sent_by.email, leader.email])
    signal = AttentionSignal.objects.get(code="agreement_refused")
    assert (signal.data["who"], signal.data["words"]) == ("Peter Skovgaard", "Vi har ikke lærerne i år")
    body = login(cast.editor).get(page("agreement_detail", cast)).content.decode()
    assert ("Nogen har sagt nej" in body, "Vi har ikke lærerne i år" in body) == (True, True)
    assert "har sagt nej" in client.get(open_link(client, leader)).content.decode()


@pytest.mark.parametrize(("wish", "field"), [("refuse", "reason"), ("change", "comment")])
def test_a_no_and_a_proposal_need_words_and_keep_the_name(client, head, wish, field):
    response = answer(client, head, answer=wish)
    assert (list(response.context["form"].errors), 'value="Peter Skovgaard"' in response.content.decode()) == (
        [field], True,
    )  # fmt: skip


@pytest.mark.guide("2F2")
def test_a_wish_for_a_change_comes_back_as_a_signal_with_its_words(client, head):
    answer(client, head, answer="change", comment="Vi kan ikke i uge 42")
    assert AttentionSignal.objects.get(code="agreement_change_wanted").data["words"] == "Vi kan ikke i uge 42"


@pytest.mark.guide("2F1")
def test_the_head_teacher_decides_in_the_same_step(client, head, leader):
    form = client.get(open_link(client, head)).context["form"]
    assert form["decision_who"].value() == "Underviserne fra Kystmuseet Isfjorden"
    decision = {"decides": "on", "decision_who": "Jonas Brandt", "decision_extent": "Fem formiddage i uge 12"}
    answer(client, head, **decision)
    head.refresh_from_db()
    assert (head.decision_on, head.decision_who, head.decision_extent) == (
        timezone.localdate(), "Jonas Brandt", "Fem formiddage i uge 12",
    )  # fmt: skip
    assert "decides" not in client.get(open_link(client, leader)).context["form"].fields


def test_a_decision_says_who_and_how_much(client, head):
    response = answer(client, head, decides="on", decision_who="", decision_extent="")
    assert sorted(response.context["form"].errors) == ["decision_extent", "decision_who"]
    with pytest.raises(IntegrityError):
        Approval.objects.filter(pk=head.pk).update(decision_who="Jonas Brandt")


@pytest.mark.guide("2F2")
def test_a_signed_paper_counts_as_much(client, cast, version, head, leader, login):
    answer(client, leader)
    url = page("approval_scan", cast, head.pk)
    us = login(cast.editor)
    assert version.content_hash[:SHORT_HASH] in us.get(url).content.decode()
    scan = SimpleUploadedFile("underskrevet.pdf", PDF, "application/pdf")
    assert us.post(url, {"typed_name": "Peter Skovgaard", "upload": scan, "is_same": "on"}).status_code == 302
    head.refresh_from_db()
    version.refresh_from_db()
    assert (head.answer, head.text_hash, version.status) == ("approved", version.content_hash, VersionStatus.APPROVED)
    event = Event.objects.get(verb="agreement_signed_on_paper")
    assert (event.actor, event.data["name"]) == (cast.editor, "Peter Skovgaard")
    us.post(reverse("samarbejde:file_remove", args=[cast.collaboration.pk, head.scan_id]))
    assert StoredFile.objects.filter(pk=head.scan_id).exists()
    assert "underskrevet.pdf" in us.get(page("agreement_detail", cast)).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "tick", "field"),
    [("a.pdf", b"MZ", "on", "upload"), ("a.txt", b"Godkendt", "on", "upload"), ("a.pdf", PDF, "", "is_same")],
)
def test_a_paper_is_looked_at(cast, head, login, name, content, tick, field):
    data = {"typed_name": "Peter", "upload": SimpleUploadedFile(name, content), "is_same": tick}
    response = login(cast.editor).post(page("approval_scan", cast, head.pk), data)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


@pytest.mark.guide("2F2")
def test_the_log_says_what_happened_to_each(client, cast, version, head):
    url = open_link(client, head)
    assert client.post(f"{url}aabnet/").status_code == 204
    client.post(f"{url}aabnet/")
    answer(client, head)
    version = get_version(cast.reader, cast.collaboration.pk, 1)
    add_steps([version], cast.collaboration)
    steps = {approval.name: [step.text for step in approval.steps] for approval in version.approvals.all()}
    assert steps["Peter Skovgaard"] == ["Sendt", "Åbnet af Peter Skovgaard", "Godkendt af Peter Skovgaard"]
    assert steps["Birgit Madsen"] == ["Sendt"]


def test_a_program_that_fetches_the_link_has_opened_nothing(client, head):
    token = token_of(head)
    before = fingerprint()
    url = open_link(client, head)
    for path in (f"/godkend/k/{token}/", url, f"{url}videre/", f"{url}pdf/"):
        client.get(path)
    assert (fingerprint() == before, Link.objects.get(pk=head.link_id).first_opened) == (True, None)
    assert client.get(f"{url}aabnet/").status_code == 405


def test_an_old_link_is_said_and_renewed(client, cast, head, login):
    Link.objects.filter(pk=head.link_id).update(expires=timezone.now())
    us = login(cast.editor)
    assert "Send et nyt link" in us.get(page("agreement_detail", cast)).content.decode()
    us.post(page("approval_remind", cast, head.pk))
    assert client.get(open_link(client, head)).status_code == 200


def test_the_cookie_opens_that_page_alone(client, head):
    response = client.get(reverse("agreements:approval_exchange", args=[token_of(head)]))
    cookie = response.cookies[f"link_approval_{head.link_id}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (f"/godkend/{head.link_id}/", True, "Lax")
    assert token_of(head) not in response["Location"] + cookie.value + Link.objects.get(pk=head.link_id).token_hash


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_the_same_with_many_versions(cast, agreement, login, django_assert_num_queries, rows):
    for number in range(1, rows):
        ApprovalFactory(
            version=AgreementVersionFactory(agreement=agreement, number=number, status="replaced"), party=cast.party
        )
    send(agreement, cast.editor)
    client = login(cast.reader)
    with django_assert_num_queries(9):
        client.get(page("agreement_detail", cast))
