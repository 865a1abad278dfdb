import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from agreements.actions.approvals import approve_version
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.models import Agreement, Approval
from samarbejde.choices import LinkPurpose
from samarbejde.models import Collaboration, Event, Link, OutboxMessage
from samarbejde.phases import Phase
from tests.access.test_access_table import fingerprint
from tests.agreements.conftest import TEXTS, answer, open_link, send, token_of


@pytest.fixture
def head(version):
    """Return what the head teacher was asked."""
    return version.approvals.get(name="Peter Skovgaard")


@pytest.fixture
def leader(version):
    """Return what our own leader was asked."""
    return version.approvals.get(name="Birgit Madsen")


@pytest.mark.guide("2F2")
def test_both_approve_without_an_account_and_the_work_begins(client, cast, version, head, leader):
    assert answer(client, head).status_code == 302
    version.refresh_from_db()
    assert (version.status, Collaboration.objects.get(pk=cast.collaboration.pk).phase) == ("sent", Phase.AGREEMENT)
    answer(client, leader)
    version.refresh_from_db()
    collaboration = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (version.status, collaboration.phase) == (VersionStatus.APPROVED, Phase.ACTIVE)
    assert (collaboration.starts_on, collaboration.ends_on) == (TEXTS["starts_on"], TEXTS["ends_on"])
    head.refresh_from_db()
    assert (head.answer, head.typed_name, head.text_hash) == ("approved", "Peter Skovgaard", version.content_hash)
    assert Event.objects.filter(verb="agreement_approved").count() == 2
    assert Event.objects.get(verb="agreement_concluded").data["number"] == 1
    told = OutboxMessage.objects.filter(kind__in=["agreement-concluded", "agreement-note"])
    assert sorted(mail.to_email for mail in told) == sorted([head.email, leader.email, version.sent_by.email])


def test_the_page_shows_the_terms_the_text_and_where_to_ask(client, version, head):
    response = client.get(open_link(client, head))
    body = response.content.decode()
    shown = [
        "Vil I være med i Havet som klasserum?", TEXTS["content"], "5.a og 5.b", "32 t",
        "Eleverne stiller egne spørgsmål", "De skriver dem ned", version.sent_by.email,
        "lørdag 1. august 2026 (uge 31) til lørdag 31. juli 2027 (uge 30)",
    ]  # fmt: skip
    assert [text for text in shown if text not in body] == []
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_a_second_yes_is_the_first(client, version, head):
    url = open_link(client, head)
    data = {"answer": "approve", "typed_name": "Peter Skovgaard", "agree": "on", "text_hash": version.content_hash}
    answers = [client.post(url, data) for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, url)] * 2
    assert Event.objects.filter(verb="agreement_approved").count() == 1
    thanks = client.get(url).content.decode()
    assert ("Tak, Peter Skovgaard." in thanks, "<form" in thanks.split("<main")[1].split("</main")[0]) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_make_one_approval(cast, head, leader):
    def click(approval):
        try:
            approve_version(approval=approval, typed_name="Peter", text_hash=approval.version.content_hash)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(click, [head, leader] * 8))
    assert Event.objects.filter(verb="agreement_approved").count() == 2
    assert Event.objects.filter(verb="agreement_concluded").count() == 1
    assert OutboxMessage.objects.filter(kind="agreement-concluded").count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"typed_name": " "}, "typed_name"), ({"agree": ""}, "agree"), ({"text_hash": ""}, "text_hash")],
)
def test_a_yes_needs_a_name_a_tick_and_the_text(client, head, changes, field):
    response = answer(client, head, **changes)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    head.refresh_from_db()
    assert head.answer == ApprovalAnswer.WAITING


@pytest.mark.guide("2F2")
def test_a_yes_to_another_text_is_refused(client, head):
    response = answer(client, head, text_hash="0" * 64)
    assert response.context["form"].non_field_errors() == [
        "Aftalen er ændret, siden du åbnede den. Læs den igen, før du svarer."
    ]
    head.refresh_from_db()
    assert (head.answer, head.typed_name) == (ApprovalAnswer.WAITING, "")


def test_the_next_try_after_a_refusal_carries_the_right_text(client, head):
    response = answer(client, head, text_hash="0" * 64)
    assert response.context["version"].content_hash in response.content.decode()


@pytest.mark.guide("2F2")
def test_a_change_can_be_proposed_instead(client, cast, version, head, leader):
    response = answer(client, head, answer="change", comment="Vi kan ikke i uge 42", agree="")
    assert response.status_code == 302
    version.refresh_from_db()
    head.refresh_from_db()
    assert (version.status, head.answer, head.comment) == ("declined", "change", "Vi kan ikke i uge 42")
    note = OutboxMessage.objects.get(kind="agreement-note")
    assert (note.to_email, "Vi kan ikke i uge 42" in note.body) == (version.sent_by.email, True)
    assert "bedt om en ændring" in client.get(open_link(client, leader)).content.decode()
    assert answer(client, leader).status_code == 200
    leader.refresh_from_db()
    assert leader.answer == ApprovalAnswer.WAITING


def test_a_proposal_needs_words(client, head):
    response = answer(client, head, answer="change", comment="")
    assert list(response.context["form"].errors) == ["comment"]
    assert '<details class="fold" open>' in response.content.decode()


def test_looking_changes_nothing(client, head):
    token = token_of(head)
    before = fingerprint()
    for method in (client.get, client.head):
        method(f"/godkend/k/{token}/")
        method(f"/godkend/{head.link_id}/")
        method(f"/godkend/{head.link_id}/pdf/")
    assert fingerprint() == before


def revoke(link):
    Link.objects.filter(pk=link.pk).update(revoked_at=timezone.now(), revoked_by=link.created_by)


def expire(link):
    Link.objects.filter(pk=link.pk).update(expires=timezone.now() - datetime.timedelta(seconds=1))


def use_otherwise(link):
    Link.objects.filter(pk=link.pk).update(purpose=LinkPurpose.QUESTIONNAIRE)


def without_form_keys(answer) -> str:
    """The page without the key that every form gets anew, and without its own address (for the language)."""
    return re.sub(r'name="(csrfmiddlewaretoken|\w+)" value="(\w{20,}|/godkend/[^"]*)"', "", answer.content.decode())


@pytest.mark.parametrize("end", [revoke, expire, use_otherwise])
def test_a_link_that_is_over_is_over_everywhere(client, head, end):
    token, url = token_of(head), open_link(client, head)
    before = without_form_keys(client.get("/godkend/k/never-given-out/"))
    end(head.link)
    answers = [client.get(f"/godkend/k/{token}/"), client.get(url), client.get(f"{url}pdf/"), client.post(url, {})]
    assert [each.status_code for each in answers] == [410] * 4
    assert without_form_keys(answers[0]) == before


def test_the_link_of_a_replaced_version_is_over(client, cast, agreement, head):
    url = open_link(client, head)
    send(agreement, cast.editor)
    assert client.get(url).status_code == 410
    assert Approval.objects.get(pk=head.pk).answer == ApprovalAnswer.WAITING


def test_one_link_opens_one_page(client, head, leader):
    open_link(client, head)
    assert client.get(f"/godkend/{leader.link_id}/").status_code == 410


def test_the_one_with_the_link_gets_the_pdf(client, head):
    response = client.get(f"{open_link(client, head)}pdf/")
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_an_older_collaboration_is_not_moved_back(client, cast, agreement, head, leader):
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(phase=Phase.EVALUATION)
    answer(client, head)
    answer(client, leader)
    assert Collaboration.objects.get(pk=cast.collaboration.pk).phase == Phase.EVALUATION
    assert Agreement.objects.get().versions.get().status == VersionStatus.APPROVED
