"""Every signal of the first two phases goes on, and off again, by what a user does through the pages."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.attention import RULES
from contacts.attention import RULES as CONTACT_RULES
from contacts.models import ExpectationAlignment
from samarbejde.models import Participant
from tests.contacts.test_expectations import TEXT, answer_as_school, open_link
from tests.walks import Walk, Walks, prove

WALKS = Walks()
walk = WALKS.of


def test_every_signal_has_its_walk():
    assert sorted(WALKS) == sorted(rule.code for rule in (*RULES, *CONTACT_RULES))


@walk("3A2")
def teacher_role_open(user):
    user.agree(teacher_role="")
    yield False, None
    user.begin()
    yield True, None
    mend = user.url("agreements:agreement_edit")
    user.agree(teacher_role="Læreren deler klassen i hold")
    yield False, mend


@walk("3B1")
def task_without_backup(user):
    jonas, sofie = user.add("Jonas Brandt"), user.add("Sofie Lund")
    user.agree(**{"tasks-TOTAL_FORMS": "1", "tasks-0-title": "Undervise", "tasks-0-responsible": jonas.pk,
                  "tasks-0-backup": ""})  # fmt: skip
    yield True, None
    user.agree(**{"tasks-0-backup": sofie.pk})
    yield False, user.url("agreements:agreement_edit")


@walk("2F1")
def certificate_open(user):
    user.agree(certificate="needed", certificate_by="Museet")
    yield False, None
    user.begin()
    yield True, None
    user.agree(certificate_on=user.day(0))
    yield False, user.url("agreements:agreement_edit")


@walk("2F1")
def decision_open(user):
    user.agree(teacher_present="partly")
    yield False, None
    user.begin()
    yield True, None
    user.agree(decision_note="Jonas underviser to gange, to timer hver gang")
    yield False, user.url("agreements:agreement_edit")


@walk("1B1")
def school_rests_on_one(user):
    user.add("Inger Bech", user.cast.party, "teacher", "contact")
    yield True, None
    user.add("Bo Lund", user.cast.party, "teacher", "contact")
    yield False, user.url("samarbejde:participant_add")
    last = Participant.objects.get(person__name="Bo Lund")
    user.post(user.url("samarbejde:participant_end", last.pk), ended_on=user.day(0))
    yield True, None


@walk("3B1")
def we_rest_on_one(user):
    lead = user.add(user.cast.editor.name)
    yield True, None
    user.add("Sofie Lund")
    yield False, user.url("samarbejde:participant_add")
    user.post(reverse("samarbejde:person_leave", args=[lead.pk]), left_on=user.day(0))
    yield False, None


@walk("1A3")
def no_next_step(user):
    yield True, None
    mend = user.url("contacts:attempt_create")
    user.post(mend, direction="out", channel="phone", outcome="talked", happened_on=user.day(0), next_step="Mødes",
              when="week")  # fmt: skip
    yield False, mend


@walk("1A3")
def next_step_overdue(user):
    user.post(user.url("samarbejde:next_step_edit"), text="Ring til Inger", on=user.day(2))
    yield False, None
    user.wait(3)
    yield True, None
    mend = user.url("contacts:attempt_create")
    user.post(mend, direction="out", channel="phone", outcome="talked", happened_on=user.day(0), next_step="Mødes",
              when="week")  # fmt: skip
    yield False, mend


@walk("1A4")
def no_school_leader(user):
    yield True, None
    user.add("Lone Agerskov", user.cast.party, "school_leader", "leader")
    yield False, user.url("samarbejde:participant_add")


@walk("1A5")
def understanding_not_written(user):
    yield True, None
    user.understand("Tre gange om året, begge steder")
    yield False, user.url("samarbejde:collaboration_edit")


@walk("1A5")
def understanding_not_confirmed(user):
    guest, ask = Client(), user.url("contacts:expectations_ask", user.cast.party.pk)
    user.understand("Som vi plejer")
    user.client.force_login(user.cast.coordinator)  # who may say yes for the place
    user.post(user.url("samarbejde:collaboration_phase"), target="agreement", reason="Nu aftaler vi")
    yield True, None
    user.post(ask, name="Birgit Holm", email="birgit@skole.example")
    answer_as_school(guest)
    user.post(user.url("contacts:expectations_text"), version="0", text=TEXT)
    mark = ExpectationAlignment.objects.get().text_hash
    user.post(user.url("contacts:expectations_confirm"), text_hash=mark)
    yield True, None
    user.post(ask, name="Birgit Holm", email="birgit@skole.example")
    guest.post(open_link(guest), {"typed_name": "Birgit Holm", "agree": "on", "text_hash": mark})
    yield False, ask


@walk("4C2")
def contact_unconfirmed(user):
    inger = user.add("Inger Bech", user.cast.party, "teacher", "contact")
    user.wait(360)
    yield False, None
    user.wait(10)
    yield True, None
    user.post(reverse("samarbejde:person_confirm", args=[inger.pk]))
    yield False, inger.get_absolute_url()


@walk("2F2")
def agreement_unanswered(user):
    user.agree_on_all()
    sent = user.send()
    yield False, None
    user.wait(5)
    yield True, None
    for approval in sent:
        user.answer(approval)
    yield False, user.url("agreements:approval_remind", sent[0].pk)


@walk("2F2")
def agreement_overdue(user):
    user.agree_on_all()
    sent = user.send()
    user.wait(5)
    yield False, None
    user.wait(10)
    yield True, None
    for approval in sent:
        user.answer(approval)
    yield False, user.url("agreements:approval_remind", sent[0].pk)


@walk("2F2")
def agreement_change_wanted(user):
    user.agree_on_all()
    sent = user.send()
    yield False, None
    user.answer(sent[0], "change", comment="Vi kan ikke i uge 42")
    yield True, None
    user.agree(content="Vi undersøger fjorden i uge 43")
    user.send()
    yield False, user.url("agreements:agreement_edit")


@walk("2F2")
def agreement_refused(user):
    user.agree_on_all()
    sent = user.send()
    yield False, None
    user.answer(sent[0], "refuse", reason="Vi har ikke lærere nok")
    yield True, None
    user.agree(content="Vi undersøger fjorden med én lærer")
    user.send()
    yield False, user.url("agreements:agreement_edit")


@walk("2F1")
def renewal_near(user):
    user.agree_on_all(renewal_on=user.day(40))
    user.get_approved()
    user.wait(9)
    yield False, None
    user.wait(2)
    yield True, None
    mend = user.url("agreements:agreement_renew")
    user.post(mend, starts_on=user.day(200), ends_on=user.day(500))
    yield False, mend


@pytest.mark.parametrize("steps", WALKS.values())
def test_the_signal_goes_on_and_off_by_what_a_user_does(cast, login, monkeypatch, steps):
    prove(steps, Walk(cast, login(cast.editor), monkeypatch))
