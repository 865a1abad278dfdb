import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agreements.actions.agreements import update_agreement
from agreements.actions.reminders import remind_late_approvers
from agreements.actions.sending import send_agreement
from agreements.choices import VersionStatus
from agreements.models import Agreement, AgreementVersion, Approval
from agreements.queries.content import build_content, hash_content
from samarbejde.actions.participants import remove_party
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Collaboration, Event, Link, OutboxMessage
from samarbejde.phases import Phase
from tests.agreements.conftest import TEXTS, answer, page, send, token_of
from tests.factories import GoalFactory


def sides(cast, **changes):
    """Return the send form as it is shown."""
    ours, theirs = cast.own_party.pk, cast.party.pk
    return {
        f"name_{theirs}": "Peter Skovgaard", f"email_{theirs}": "peter@sted.example",
        f"name_{ours}": "Birgit Madsen", f"email_{ours}": "birgit@sted.example",
        "message": "Vi glæder os", "version": Agreement.objects.get().version,
    } | changes  # fmt: skip


@pytest.mark.guide("2F2")
def test_sending_freezes_the_text_and_asks_both_leaders(cast, agreement, login):
    response = login(cast.editor).post(page("agreement_send", cast), sides(cast))
    assert response["Location"] == page("agreement_detail", cast)
    version = AgreementVersion.objects.get()
    assert (version.number, version.status, version.content["intro"]) == (1, "sent", TEXTS["content"])
    assert [(each.name, each.email, each.answer) for each in version.approvals.order_by("name")] == [
        ("Birgit Madsen", "birgit@sted.example", "waiting"), ("Peter Skovgaard", "peter@sted.example", "waiting"),
    ]  # fmt: skip
    mails = OutboxMessage.objects.filter(kind="agreement-approval")
    assert sorted(mail.to_email for mail in mails) == ["birgit@sted.example", "peter@sted.example"]
    assert all("Vi glæder os" in mail.body and "/godkend/k/" in mail.body for mail in mails)
    assert Event.objects.get(verb="agreement_sent").data["hash"] == version.content_hash
    assert Collaboration.objects.get(pk=cast.collaboration.pk).phase == Phase.AGREEMENT


def test_the_likeliest_approvers_are_suggested(cast, agreement, login):
    form = login(cast.editor).get(page("agreement_send", cast)).context["form"]
    assert [(a.name, a.email, a.is_leader) for a in form.approvers] == [
        ("Peter Skovgaard", "peter@sted.example", True), ("Birgit Madsen", "birgit@sted.example", True),
    ]  # fmt: skip


def test_only_a_hash_of_the_token_is_kept(cast, version):
    token = token_of(version.approvals.first())
    assert (len(token) >= 43, Link.objects.filter(token_hash=token).exists()) == (True, False)


def test_a_double_click_sends_once(cast, agreement, login):
    client, data = login(cast.editor), sides(cast)
    answers = [client.post(page("agreement_send", cast), data) for _ in range(2)]
    assert [each["Location"] for each in answers] == [page("agreement_detail", cast)] * 2
    assert (AgreementVersion.objects.count(), OutboxMessage.objects.filter(kind="agreement-approval").count()) == (1, 2)


def test_a_text_that_changed_is_not_sent_unseen(cast, agreement):
    old = agreement.version
    update_agreement(agreement=agreement, version=old, content="Noget andet", goals=[], tasks=[], by=cast.coordinator)
    with pytest.raises(StaleVersion):
        send_agreement(agreement=agreement, version=old, approvers=[], by=cast.editor)


def test_what_is_missing_stops_the_sending_and_is_shown(cast, agreement, login):
    GoalFactory(agreement=agreement, text="Et mål uden tegn", order=9)
    client = login(cast.editor)
    response = client.get(page("agreement_send", cast))
    assert response["Location"] == page("agreement_edit", cast) + "?mangler=1"
    missing = client.get(response["Location"]).context["completeness"].blocking
    assert [(point.text, point.anchor) for point in missing] == [("Skriv mindst ét tegn til mål 2", "goals-1")]
    assert client.post(page("agreement_send", cast), {}).status_code == 302
    assert not AgreementVersion.objects.exists()


def test_a_missing_address_is_asked_for_and_nothing_typed_is_lost(cast, agreement, login):
    data = sides(cast, **{f"email_{cast.party.pk}": "", "message": "Må ikke gå tabt"})
    form = login(cast.editor).post(page("agreement_send", cast), data).context["form"]
    assert list(form.errors) == [f"email_{cast.party.pk}"]
    assert form["message"].value() == "Må ikke gå tabt"


@pytest.mark.guide("2F2")
def test_a_newer_version_replaces_the_one_that_is_out(cast, agreement, version):
    again = send(agreement, cast.editor)
    version.refresh_from_db()
    assert (version.status, again.number, again.status) == ("replaced", 2, "sent")
    assert [each.link.revoked_at is None for each in version.approvals.all()] == [False, False]
    assert [each.link.revoked_at is None for each in again.approvals.all()] == [True, True]


def test_an_approved_version_counts_until_the_next_is_approved(client, cast, agreement, version):
    for approval in version.approvals.all():
        answer(client, approval)
    again = send(agreement, cast.editor)
    version.refresh_from_db()
    assert (version.status, again.status) == ("approved", "sent")
    for approval in again.approvals.all():
        answer(client, approval)
    version.refresh_from_db()
    again.refresh_from_db()
    assert (version.status, again.status) == ("replaced", "approved")


@pytest.mark.guide("2F2")
@pytest.mark.parametrize(
    "column", ["content = '{}'", "content_hash = repeat('0', 64)", "number = 9", "agreement_id = agreement_id + 1"]
)
def test_a_version_can_never_change_not_even_in_the_database(version, column):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE agreements_agreementversion SET {column}")
    version.refresh_from_db()
    assert hash_content(version.content) == version.content_hash


def test_the_hash_follows_every_letter(cast, agreement, version):
    assert hash_content(build_content(Agreement.objects.get())) == version.content_hash
    Agreement.objects.update(content=TEXTS["content"] + " ")
    assert hash_content(build_content(Agreement.objects.get())) == version.content_hash  # blanks at the end say nothing
    Agreement.objects.update(content=TEXTS["content"] + "!")
    assert hash_content(build_content(Agreement.objects.get())) != version.content_hash


def test_only_one_version_waits(cast, version):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementVersion.objects.create(
            agreement=version.agreement, number=2, content={}, content_hash="0" * 64, sent_by=cast.editor
        )


def test_a_reminder_goes_once_a_day_with_a_link_that_works(client, cast, version, login):
    approval = version.approvals.first()
    old = token_of(approval)
    url = page("approval_remind", cast, approval.pk)
    login(cast.editor).post(url)
    login(cast.editor).post(url)
    assert OutboxMessage.objects.filter(kind="agreement-reminder").count() == 1
    new = token_of(approval)
    client.logout()
    assert [client.get(f"/godkend/k/{token}/").status_code for token in (old, new)] == [410, 302]


def test_one_who_has_answered_is_not_reminded(client, cast, version, login):
    approval = version.approvals.first()
    answer(client, approval)
    login(cast.editor).post(page("approval_remind", cast, approval.pk))
    assert not OutboxMessage.objects.filter(kind="agreement-reminder").exists()


def test_those_who_wait_are_reminded_by_themselves_after_a_week(cast, version):
    Approval.objects.update(asked=timezone.now() - datetime.timedelta(days=7))
    today = timezone.localdate()
    assert [remind_late_approvers(today=today), remind_late_approvers(today=today)] == [2, 0]
    Approval.objects.update(asked=timezone.now() - datetime.timedelta(days=40), reminded=None)
    assert remind_late_approvers(today=today) == 0


def test_a_version_can_be_taken_back(client, cast, version, login):
    token = token_of(version.approvals.first())
    login(cast.editor).post(page("version_withdraw", cast, 1))
    version.refresh_from_db()
    assert (version.status, client.get(f"/godkend/k/{token}/").status_code) == (VersionStatus.WITHDRAWN, 410)
    login(cast.editor).post(page("version_withdraw", cast, 1))
    assert Event.objects.filter(verb="agreement_withdrawn").count() == 1


def test_a_side_that_was_asked_stays(cast, version):
    cast.party.participants.update(person=None)
    with pytest.raises(ValidationError):
        remove_party(party=cast.party, by=cast.editor)
    assert cast.collaboration.parties.count() == 2
