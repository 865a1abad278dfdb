import datetime

import pytest
from django.db import connection
from django.utils import timezone

from agreements.actions.agreements import start_agreement, update_agreement
from agreements.choices import Template
from agreements.models import Agreement, AgreementVersion
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.phases import change_phase, change_status
from samarbejde.models import AttentionSignal
from samarbejde.panels import attention_rules
from samarbejde.phases import Phase, Status
from tests.agreements.conftest import answer, page, send
from tests.agreements.test_editor import posted

OURS = {
    "agreement_refused",
    "agreement_unanswered", "agreement_overdue", "agreement_change_wanted", "task_without_backup", "teacher_role_open",
    "renewal_near", "certificate_open", "decision_open",
}  # fmt: skip


def signals(cast, today=None) -> set[str]:
    refresh_attention(collaborations=[cast.collaboration.pk], today=today)
    return set(AttentionSignal.objects.filter(collaboration=cast.collaboration).values_list("code", flat=True)) & OURS


def ago(days):
    """Move the sending back in time, which the database otherwise refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        AgreementVersion.objects.update(sent_at=timezone.now() - datetime.timedelta(days=days))
        cursor.execute("SET LOCAL session_replication_role = origin")


def begin_work(cast):
    return change_phase(collaboration=cast.collaboration, target=Phase.ACTIVE, reason="Vi er i gang", by=cast.editor)


@pytest.mark.guide("2F2")
def test_an_agreement_nobody_answers_is_noticed_and_then_urgent(client, cast, version):
    assert signals(cast) == set()
    ago(4)
    assert signals(cast) == {"agreement_unanswered"}
    ago(14)
    assert signals(cast) == {"agreement_overdue"}
    for approval in version.approvals.all():
        answer(client, approval)
    assert signals(cast) == set()


@pytest.mark.guide("2F2")
def test_a_wish_for_a_change_is_noticed_until_a_new_version_goes_out(client, cast, agreement, version):
    answer(client, version.approvals.first(), answer="change", comment="En anden dag")
    assert signals(cast) == {"agreement_change_wanted"}
    send(agreement, cast.editor)
    assert signals(cast) == set()


@pytest.mark.guide("3B1")
def test_a_task_that_rests_on_one_person_is_noticed(cast, people, login, agreement):
    client, url = login(cast.editor), page("agreement_edit", cast)
    posted(client, url, **{"tasks-0-backup": ""})
    assert signals(cast) == {"task_without_backup"}
    posted(client, url, **{"tasks-0-backup": people["leader"].pk})
    assert signals(cast) == set()
    people["leader"].left_on = timezone.localdate()
    people["leader"].save()
    assert signals(cast) == {"task_without_backup"}


@pytest.mark.guide("3A2")
def test_the_teachers_role_is_asked_for_once_the_work_has_begun(cast, login, agreement):
    client, url = login(cast.editor), page("agreement_edit", cast)
    posted(client, url, teacher_role="")
    assert signals(cast) == set()
    begin_work(cast)
    assert signals(cast) == {"teacher_role_open"}
    posted(client, url, teacher_role="Læreren er med")
    assert signals(cast) == set()


@pytest.mark.guide("3A2")
def test_work_without_a_written_agreement_is_asked_too(cast):
    begin_work(cast)
    assert signals(cast) == {"teacher_role_open"}


@pytest.mark.guide("2F1")
def test_the_day_to_decide_about_renewal_is_noticed_a_month_before(client, cast, version):
    day = datetime.date(2027, 4, 1)
    update_agreement(
        agreement=version.agreement,
        version=Agreement.objects.get().version,
        renewal_on=day,
        goals=[],
        tasks=[],
        by=cast.editor,
    )
    for approval in version.approvals.all():
        answer(client, approval)
    assert signals(cast, day - datetime.timedelta(days=31)) == set()
    assert signals(cast, day - datetime.timedelta(days=30)) == {"renewal_near"}
    change_status(collaboration=cast.collaboration, target=Status.RENEWED, reason="Vi fortsætter", by=cast.editor)
    assert signals(cast, day) == set()


def test_every_sentence_can_be_said(client, cast, agreement):
    data = {"on": "2026-03-03", "number": 2, "waiting": 1, "who": "Peter", "words": "Nej"}
    data |= {"task": "Undervise", "tasks": 1}
    rules = [attention_rules()[code] for code in sorted(OURS)]
    said = [(rule.sentence(data), rule.reason(data), str(rule.short), str(rule.action)) for rule in rules]
    assert [text for texts in said for text in texts if "%" in text or not text] == []
    assert (
        attention_rules()["renewal_near"].sentence(data) == "Beslut, om I fortsætter: senest tirsdag 3. marts (uge 10)"
    )


def test_thirty_cost_what_one_costs(cast, django_assert_max_num_queries):
    start_agreement(collaboration=cast.foreign, template=Template.LIGHT, by=cast.other)
    with django_assert_max_num_queries(46):
        refresh_attention(collaborations=[cast.collaboration.pk, cast.foreign.pk])
