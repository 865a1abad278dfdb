"""Each rule goes on and off by doing what a user does."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.attention import RULES
from samarbejde.actions.attention import refresh_attention
from samarbejde.choices import Function
from samarbejde.models import AttentionSignal, Collaboration, Participant, Person
from samarbejde.panels import attention_rules
from samarbejde.phases import Phase
from tests.factories import (
    CollaborationFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PartyFactory,
    PersonFactory,
    PostFactory,
)

MINE = [rule.code for rule in RULES]


def signals(cast, *codes):
    """Return which of ``codes`` stand now."""
    found = AttentionSignal.objects.filter(collaboration=cast.collaboration, code__in=codes, answered_at__isnull=True)
    return sorted(found.values_list("code", flat=True))


def change(cast, **fields):
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(**fields)
    refresh_attention(collaborations=[cast.collaboration.pk])


def add_new(client, cast, party, name, function):
    """Add somebody who is not in the address book yet, on the collaboration's people page."""
    url = reverse("samarbejde:participant_add", args=[cast.collaboration.pk])
    response = client.post(
        f"{url}?part={party.pk}",
        {"party": party.pk, "who": "new", "role": "contact", "name": name, "function": function},
    )
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.guide("1A4")
def test_no_leader_warns_until_one_takes_part(cast, login):
    refresh_attention(collaborations=[cast.collaboration.pk])
    client = login(cast.editor)
    assert signals(cast, "no_school_leader") == ["no_school_leader"]
    add_new(client, cast, cast.party, "Inger Bech", "teacher")
    assert signals(cast, "no_school_leader") == ["no_school_leader"]
    add_new(client, cast, cast.party, "Lone Agerskov", "school_leader")
    assert signals(cast, "no_school_leader") == []


@pytest.mark.guide("1A4")
def test_the_leader_warning_comes_back_when_the_leader_leaves(cast, login):
    client = login(cast.editor)
    add_new(client, cast, cast.party, "Lone Agerskov", "school_leader")
    lone = Person.objects.get(name="Lone Agerskov")
    client.post(reverse("samarbejde:person_leave", args=[lone.pk]), {"left_on": timezone.localdate().isoformat()})
    assert signals(cast, "no_school_leader") == ["no_school_leader"]


@pytest.mark.guide("1A4")
def test_the_leader_warning_can_be_answered_with_a_reason(cast, login):
    refresh_attention(collaborations=[cast.collaboration.pk])
    signal = AttentionSignal.objects.get(collaboration=cast.collaboration, code="no_school_leader")
    url = reverse("samarbejde:signal_answer", args=[signal.pk])
    login(cast.editor).post(url, {"answer": "Lederen er på barsel"})
    assert signals(cast, "no_school_leader") == []


@pytest.mark.guide("1B1")
def test_one_person_at_the_school_is_flagged_until_there_are_two(cast, login):
    client = login(cast.editor)
    add_new(client, cast, cast.party, "Inger Bech", "teacher")
    assert signals(cast, "school_rests_on_one") == ["school_rests_on_one"]
    add_new(client, cast, cast.party, "Bo Lund", "teacher")
    assert signals(cast, "school_rests_on_one") == []


@pytest.mark.guide("1B1")
def test_two_roles_of_one_person_are_still_one_person(cast):
    first = ParticipantFactory(party=cast.party)
    ParticipantFactory(party=cast.party, person=first.person, role="teaching")
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "school_rests_on_one") == ["school_rests_on_one"]


def test_our_own_side_counts_the_lead_unless_the_lead_is_that_person(cast, login):
    lead = PersonFactory(institution=cast.institution, name=cast.editor.name, user=cast.editor)
    ParticipantFactory(party=cast.own_party, person=lead)
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "we_rest_on_one") == ["we_rest_on_one"]
    add_new(login(cast.editor), cast, cast.own_party, "Sofie Nørgaard", "educator")
    assert signals(cast, "we_rest_on_one") == []


def test_a_colleague_beside_the_lead_makes_two(cast):
    ParticipantFactory(party=cast.own_party, person=PersonFactory(institution=cast.institution, name="Sofie Nørgaard"))
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "we_rest_on_one") == []


@pytest.mark.guide("1A5", "1B7")
def test_the_shared_understanding_is_asked_for_until_it_is_written(cast, login):
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "understanding_not_written") == ["understanding_not_written"]
    client = login(cast.editor)
    url = reverse("samarbejde:collaboration_edit", args=[cast.collaboration.pk])
    shown = client.get(url).context["form"]
    typed = {name: value for name in shown.fields if (value := shown[name].value())}
    typed["understanding"] = "Tre gange om året, begge steder"
    response = client.post(url, typed)
    assert response.status_code == 302, response.context["form"].errors
    assert signals(cast, "understanding_not_written") == []


@pytest.mark.guide("1A3")
def test_a_missing_and_a_late_next_step_are_flagged_until_a_new_one_is_planned(cast, login):
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "no_next_step", "next_step_overdue") == ["no_next_step"]
    change(cast, next_step="Ring", next_step_on=timezone.localdate() - datetime.timedelta(days=1))
    assert signals(cast, "no_next_step", "next_step_overdue") == ["next_step_overdue"]
    login(cast.editor).post(
        reverse("contacts:attempt_create", args=[cast.collaboration.pk]),
        {
            "direction": "out", "channel": "phone", "outcome": "talked",
            "happened_on": timezone.localdate().isoformat(),
            "next_step": "Mødes", "when": "week",
        },
    )  # fmt: skip
    assert signals(cast, "no_next_step", "next_step_overdue") == []


def test_a_late_step_is_urgent_and_says_which_day(cast):
    day = timezone.localdate() - datetime.timedelta(days=3)
    change(cast, next_step="Ring til Inger", next_step_on=day)
    signal = AttentionSignal.objects.get(code="next_step_overdue")
    rule = attention_rules()["next_step_overdue"]
    assert (signal.severity, signal.since) == ("urgent", day)
    assert rule.sentence(signal.data) == "Næste skridt er forsinket: Ring til Inger"


def test_contact_data_unconfirmed_for_a_year_are_flagged_until_confirmed(cast, login):
    person = PersonFactory(
        institution=cast.institution, confirmed_on=timezone.localdate() - datetime.timedelta(days=400)
    )
    ParticipantFactory(party=cast.party, person=person)
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "contact_unconfirmed") == ["contact_unconfirmed"]
    login(cast.editor).post(reverse("samarbejde:person_confirm", args=[person.pk]))
    assert signals(cast, "contact_unconfirmed") == []


def test_a_closed_collaboration_is_left_in_peace(cast):
    change(cast, phase=Phase.CLOSED, next_step="Ring", next_step_on=datetime.date(2020, 1, 1))
    assert signals(cast, *MINE) == []


def test_no_signal_holds_a_persons_name(cast):
    person = PersonFactory(
        institution=cast.institution, name="Kanarie Fuglsang", confirmed_on=datetime.date(2020, 1, 1)
    )
    ParticipantFactory(party=cast.party, person=person)
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert [s.code for s in AttentionSignal.objects.all() if "Kanarie" in str(s.data)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_rule_costs_the_same_for_one_and_for_thirty(cast, django_assert_max_num_queries, rule, rows):
    for _number in range(rows):
        collaboration = CollaborationFactory(institution=cast.institution)
        ParticipantFactory(party=PartyFactory(collaboration=collaboration, school=cast.school))
        PostFactory(person=ParticipantFactory(party=OwnPartyFactory(collaboration=collaboration)).person)
    with django_assert_max_num_queries(2):
        list(rule.find(Collaboration.objects.all(), timezone.localdate()))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_why_and_what_to_do(cast, rule):
    data = {"place": "Tinghøjskolen", "step": "Ring", "on": "2026-03-03", "count": 2}
    texts = [rule.sentence(data), rule.reason(data), str(rule.short), str(rule.action), rule.guide]
    assert [text for text in texts if not text or "%(" in text] == []
    assert str(cast.collaboration.pk) in rule.action_url(cast.collaboration.pk)


def test_an_empty_place_is_nobody(cast):
    Participant.objects.create(collaboration=cast.collaboration, party=cast.party, role="contact")
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "school_rests_on_one", "no_school_leader") == ["no_school_leader"]


def test_a_teachers_former_leader_post_does_not_count(cast):
    person = PersonFactory(institution=cast.institution)
    PostFactory(person=person, school=cast.school, function=Function.SCHOOL_LEADER, ended_on=datetime.date(2025, 7, 31))
    ParticipantFactory(party=cast.party, person=person)
    refresh_attention(collaborations=[cast.collaboration.pk])
    assert signals(cast, "no_school_leader") == ["no_school_leader"]
