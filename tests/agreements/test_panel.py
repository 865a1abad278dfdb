import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.actions.agreements import start_agreement
from agreements.choices import Template
from agreements.models import Agreement
from agreements.panel import SENTENCES, AgreementPanel
from agreements.queries.facts import with_facts
from samarbejde.models import Collaboration
from samarbejde.phases import Phase
from tests.agreements.conftest import answer, page, send

PANEL = AgreementPanel()


def fresh(cast):
    return Collaboration.objects.get(pk=cast.collaboration.pk)


def step_texts(cast):
    return PANEL.step_text(fresh(cast))


def test_the_step_says_how_far_the_agreement_is(client, cast, people):
    said = [step_texts(cast)]
    agreement = start_agreement(collaboration=cast.collaboration, template=Template.LIGHT, by=cast.editor)
    said.append(step_texts(cast))
    agreement.content, agreement.target_group = "Vi mødes", "5.a"
    agreement.save()
    agreement.goals.create(text="Mål").signs.create(text="Tegn")
    version = send(agreement, cast.editor)
    said.append(step_texts(cast))
    for approval in version.approvals.all():
        answer(client, approval)
    said.append(step_texts(cast))
    answer(client, send(agreement, cast.editor).approvals.first(), answer="change", comment="Nej")
    said.append(step_texts(cast))
    assert said == ["", "udkast", "version 1, sendt", "version 1, godkendt", "version 2, ændring ønsket"]


@pytest.mark.guide("2F1")
def test_the_next_step_leads_on(client, cast, agreement):
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(phase=Phase.AGREEMENT)
    steps = [PANEL.next_steps(fresh(cast))[0].url]
    version = send(agreement, cast.editor)
    steps.append(str(PANEL.next_steps(fresh(cast))[0].detail))
    for approval in version.approvals.all():
        answer(client, approval)
    assert steps == [page("agreement_edit", cast), "Peter Skovgaard og Birgit Madsen mangler at svare"]
    assert PANEL.next_steps(fresh(cast)) == []


def test_what_is_open_before_the_phase_is_left(client, cast, agreement):
    before = [point.guide for point in PANEL.open_points(fresh(cast), Phase.AGREEMENT)]
    for approval in send(agreement, cast.editor).approvals.all():
        answer(client, approval)
    after = PANEL.open_points(fresh(cast), Phase.AGREEMENT)
    assert (before, after) == (["2F2"], [])


def test_the_day_of_renewal_stands_in_the_calendar(client, cast, agreement):
    day = datetime.date(2027, 4, 1)
    Agreement.objects.update(renewal_on=day)
    for approval in send(agreement, cast.editor).approvals.all():
        answer(client, approval)
    week = (day - datetime.timedelta(days=3), day + datetime.timedelta(days=3))
    assert [(each.date, each.detail) for each in PANEL.upcoming(cast.reader, *week)] == [(day, "Havet som klasserum")]
    assert [list(PANEL.upcoming(user, *week)) for user in (cast.other, cast.network)] == [[], []]


def test_a_list_costs_no_query_more(cast, agreement, django_assert_num_queries):
    with django_assert_num_queries(1):
        for row in with_facts(Collaboration.objects.all()):
            PANEL.summary(row)
            PANEL.step_text(row)
            PANEL.next_steps(row)


def test_every_event_has_a_sentence(client, cast, agreement):
    answer(client, send(agreement, cast.editor).approvals.first(), answer="change", comment="Nej")
    for approval in send(agreement, cast.editor).approvals.all():
        answer(client, approval)
    events = [event for event in cast.collaboration.events.all() if event.verb.startswith(("agreement", "approval"))]
    said = {str(SENTENCES[event.verb]) % event.data for event in events}
    assert "Tinghøjskolen godkendte version 2 af aftalen" in said


def test_the_tab_shows_each_state(client, cast, login, people):
    tab, staff = page("agreement_detail", cast), login(cast.editor)
    assert "Ingen skriftlig aftale" in staff.get(tab).content.decode()
    agreement = start_agreement(collaboration=cast.collaboration, template=Template.STANDARD, by=cast.editor)
    assert "Udkast" in staff.get(tab).content.decode()
    agreement.template, agreement.content, agreement.target_group = Template.LIGHT, "Vi mødes", "5.a"
    agreement.save()
    agreement.goals.create(text="Mål").signs.create(text="Tegn")
    version = send(agreement, cast.editor)
    assert "Send en påmindelse" in staff.get(tab).content.decode()
    for approval in version.approvals.all():
        answer(client, approval)
    staff = login(cast.editor)
    body = staff.get(tab).content.decode()
    assert ("Den aftale, der gælder" in body, "Ændringer, der ikke er sendt" in body) == (True, False)
    Agreement.objects.update(content="Noget nyt", updated_at=timezone.now())
    assert "Ændringer, der ikke er sendt" in staff.get(tab).content.decode()
    assert staff.get(page("agreement_version", cast, 1)).context["content"]["intro"] == "Vi mødes"
    assert staff.get(page("agreement_preview", cast)).context["content"]["intro"] == "Noget nyt"


def test_readers_are_offered_nothing_to_press(cast, login, agreement):
    body = login(cast.reader).get(page("agreement_detail", cast)).content.decode()
    assert reverse("agreements:agreement_send", args=[cast.collaboration.pk]) not in body
