"""Versions: frozen, compared word by word, looked up by day, changed for a reason, carried into a new period."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.actions.agreements import GoalRow, LineRow, MilestoneRow, TaskRow, update_agreement
from agreements.choices import GoalFor
from agreements.models import Agreement, AgreementVersion, Approval
from agreements.queries.comparing import compare, counted_on
from agreements.queries.content import build_content
from samarbejde.models import Collaboration, Event
from tests.agreements.conftest import answer, page, send
from tests.agreements.test_editor import posted
from tests.factories import UserFactory


def change(cast, **values):
    now = Agreement.objects.get()
    return update_agreement(agreement=now, version=now.version, by=cast.editor, **values)


def approve_all(client, version, day=None):
    for approval in version.approvals.all():
        answer(client, approval)
    if day:
        at = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
        Approval.objects.filter(version=version).update(answered=at)


@pytest.mark.guide("2F2")
@pytest.mark.parametrize("field", ["content", "content_hash", "number", "agreement_id", "sent_at", "sent_by"])
def test_the_database_itself_refuses_to_change_what_was_sent(cast, version, field):
    others = {
        "content": {"format": 1}, "content_hash": "0" * 64, "number": 99, "agreement_id": version.agreement_id + 1,
        "sent_at": timezone.now() - datetime.timedelta(days=9), "sent_by": UserFactory(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementVersion.objects.filter(pk=version.pk).update(**{field: others[field]})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreementversion SET content = '{}' WHERE id = %s", [version.pk])


@pytest.mark.guide("2F2")
def test_what_changed_is_shown_word_by_word(client, cast, version, login):
    change(cast, content="Vi undersøger livet i skoven.", change_reason="Fjorden er lukket")
    second = send(Agreement.objects.get(), cast.editor)
    assert (second.reason, Agreement.objects.get().change_reason) == ("Fjorden er lukket", "")
    response = login(cast.reader).get(page("version_compare", cast) + "?fra=1&til=2")
    changes = response.context["changes"]
    assert [(each.old, each.new) for each in changes] == [
        ("Vi undersøger livet i fjorden.", "Vi undersøger livet i skoven.")
    ]
    assert changes[0].pieces == [("same", "Vi undersøger livet i "), ("old", "fjorden."), ("new", "skoven.")]
    text = response.content.decode()
    assert ("<del>" in text, "<ins>" in text, "Fjorden er lukket" in text) == (True, True, True)


def test_rows_are_compared_one_by_one(cast, agreement):
    before = build_content(agreement)
    goal = agreement.goals.get()
    change(
        cast, goals=[GoalRow("Eleverne undrer sig", GoalFor.PUPILS, ["De skriver dem ned"], goal.pk)],
        tasks=[TaskRow("Vise rundt")], target_group="6.a",
    )  # fmt: skip
    found = compare(before, build_content(Agreement.objects.get()))
    assert [(each.label, bool(each.old), bool(each.new)) for each in found] == [
        ("Hvilke klasser", True, True), ("Mål 1", True, True), ("Opgave: Vise rundt", False, True),
        ("Opgave: Undervise eleverne", True, False),
    ]  # fmt: skip


def test_the_draft_is_compared_with_the_only_version(cast, version, login):
    change(cast, target_group="6.a")
    response = login(cast.reader).get(page("version_compare", cast))
    assert [(each.old, each.new) for each in response.context["changes"]] == [("5.a og 5.b", "6.a")]


@pytest.mark.parametrize("query", ["?fra=99&til=x", "?fra=&til=kladde", "?fra=1&til=1"])
def test_a_question_that_makes_no_sense_is_answered_all_the_same(cast, version, login, query):
    assert login(cast.reader).get(page("version_compare", cast) + query).status_code == 200


@pytest.mark.guide("2F2")
def test_what_was_agreed_on_the_third_of_march_is_answered(client, cast, version, login):
    approve_all(client, version, datetime.date(2026, 2, 1))
    change(cast, target_group="6.a")
    second = send(Agreement.objects.get(), cast.editor)
    approve_all(client, second, datetime.date(2026, 3, 10))
    reader = login(cast.reader)

    def counted(day):
        return reader.get(page("version_list", cast), {"dag": day}).context["counted"]

    assert [counted(day) for day in ("2026-01-31", "2026-03-03", "2026-03-10", "2027-01-01")] == [
        None, version, second, second,
    ]  # fmt: skip
    text = reader.get(page("version_list", cast), {"dag": "2026-03-03"}).content.decode()
    assert "5.a og 5.b" in text


def test_a_version_one_side_has_not_approved_never_counted(client, cast, version):
    answer(client, version.approvals.first())
    assert counted_on(AgreementVersion.objects.all(), datetime.date(2100, 1, 1)) is None


def test_a_day_that_is_none_is_said_so(cast, version, login):
    response = login(cast.reader).get(page("version_list", cast), {"dag": "i går"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["dag"])


@pytest.mark.guide("2F2")
def test_a_reason_comes_along_by_link_and_goes_out_with_the_version(client, cast, version, login):
    approve_all(client, version)
    editor = login(cast.editor)
    url = page("agreement_edit", cast) + "?begrundelse=Vi+holder+to+gange+mindre"
    assert editor.get(url).context["form"]["change_reason"].value() == "Vi holder to gange mindre"
    posted(editor, url, hours_institution="28")
    form = editor.get(page("agreement_send", cast)).context["form"]
    assert form["message"].value() == "Vi holder to gange mindre"
    assert send(Agreement.objects.get(), cast.editor).reason == "Vi holder to gange mindre"


def test_the_first_version_needs_no_reason(cast, agreement, login):
    form = login(cast.editor).get(page("agreement_edit", cast) + "?begrundelse=x").context["form"]
    assert "change_reason" not in form.fields


@pytest.mark.guide("2F1")
def test_what_is_agreed_goes_on_in_a_new_period(client, cast, version, login, people):
    change(
        cast, certificate="needed", certificate_by="Museet", certificate_on=datetime.date(2026, 9, 1),
        milestones=[MilestoneRow("Emnet er valgt", datetime.date(2026, 10, 1))],
        lines=[LineRow("transport", 2400, "Bus", cast.party)],
    )  # fmt: skip
    people["backup"].left_on = datetime.date(2026, 11, 1)
    people["backup"].save()
    editor = login(cast.editor)
    initial = editor.get(page("agreement_renew", cast)).context["form"].initial
    assert (initial["starts_on"], initial["ends_on"]) == (datetime.date(2027, 8, 1), datetime.date(2028, 7, 31))
    response = editor.post(page("agreement_renew", cast), {key: str(day) for key, day in initial.items()})
    new = Collaboration.objects.get(renews=cast.collaboration)
    assert response["Location"] == reverse("agreements:agreement_edit", args=[new.pk])
    old = Agreement.objects.get(collaboration=cast.collaboration)
    carried = Agreement.objects.get(collaboration=new)
    assert (carried.content, carried.starts_on, carried.version) == (old.content, initial["starts_on"], 1)
    assert (carried.certificate, carried.certificate_on, carried.versions.count()) == ("needed", None, 0)
    assert [(each.text, each.signs.get().text) for each in carried.goals.all()] == [
        ("Eleverne stiller egne spørgsmål", "De skriver dem ned")
    ]
    assert carried.goals.get().pk != old.goals.get().pk
    task = carried.tasks.get()
    assert (task.responsible, task.backup) == (people["educator"], None)
    assert carried.milestones.get().due_on == datetime.date(2027, 9, 30)
    line = carried.economy_lines.get()
    assert (line.amount, line.paid_by.school, line.paid_by.collaboration) == (2400, cast.party.school, new)
    cast.collaboration.refresh_from_db()
    assert (cast.collaboration.status, new.phase, new.hours_agreed) == ("renewed", "agreement", 32)
    assert Event.objects.filter(verb__in=["agreement_renewed", "renewal_started"]).count() == 2


def test_renewing_twice_makes_one_new_period(cast, version, login):
    editor, days = login(cast.editor), {"starts_on": "2027-08-01", "ends_on": "2028-07-31"}
    answers = [editor.post(page("agreement_renew", cast), days)["Location"] for _ in range(2)]
    assert (len(set(answers)), Collaboration.objects.filter(renews=cast.collaboration).count()) == (1, 1)


def test_a_period_that_ends_before_it_begins_is_shown_again(cast, version, login):
    response = login(cast.editor).post(
        page("agreement_renew", cast), {"starts_on": "2028-01-01", "ends_on": "2027-01-01"}
    )
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["ends_on"])


def test_the_versions_cost_the_same_however_many(cast, version, login, django_assert_num_queries):
    client = login(cast.reader)
    client.get(page("version_list", cast))
    for number in range(2, 12):
        AgreementVersion.objects.create(
            agreement=version.agreement, number=number, content=version.content, content_hash="0" * 64,
            sent_by=cast.editor, status="replaced",
        )  # fmt: skip
    with django_assert_num_queries(6):
        client.get(page("version_list", cast), {"dag": "2026-03-03"})
