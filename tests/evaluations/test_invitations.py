"""Asked by name: drafts first, reminders within limits, never pupils; and nobody can join an answer to a person."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.actions.evaluations import close_evaluation
from evaluations.actions.invitations import invite_people, outbox_kind, remind_by_itself, remind_people
from evaluations.models import Answer, HandCount, Invitation, Response
from evaluations.queries.invitations import invited
from samarbejde.actions.erasure import Scrubber
from samarbejde.actions.outbox import release_drafts
from samarbejde.choices import MessageStatus
from samarbejde.models import Event, OutboxMessage
from samarbejde.panels import get_panel
from tests.factories import InvitationFactory, ParticipantFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teachers(cast):
    """Return two of the school's teachers, who take part and have an e-mail and a phone."""
    people = [
        PersonFactory(name=name, email=f"{name.split()[0].lower()}@skole.example", phone="12 34 56 78",
                      institution=cast.institution)
        for name in ("Bodil Krag", "Inger Sørensen")
    ]  # fmt: skip
    for person in people:
        ParticipantFactory(party=cast.party, collaboration=cast.collaboration, person=person)
    return people


@pytest.fixture
def sheet(evaluation, tokens):
    evaluation.refresh_from_db()
    return evaluation.questionnaires.get(audience="teachers")


@pytest.fixture
def asked(cast, evaluation, sheet, teachers):
    """Ask both teachers by name, and let the mails leave."""
    invite_people(evaluation=evaluation, chosen={sheet.pk: teachers}, by=cast.editor)
    leave(evaluation)
    return evaluation


def leave(evaluation, days_ago=0):
    """Let every draft of the evaluation be sent."""
    OutboxMessage.objects.filter(kind=outbox_kind(evaluation), status=MessageStatus.DRAFT).update(
        status=MessageStatus.SENT, sent_on=timezone.now() - datetime.timedelta(days=days_ago)
    )


def token_in(mail):
    return mail.body.split("/svar/k/")[1].split("/")[0]


def page_of(cast, evaluation, name="invitation_list"):
    return reverse(f"evaluations:{name}", args=[cast.collaboration.pk, evaluation.pk])


@pytest.mark.guide("4B3")
def test_a_user_asks_the_teachers_and_looks_at_the_mails_first(cast, login, evaluation, sheet, teachers):
    client = login(cast.coordinator)
    page = client.get(page_of(cast, evaluation))
    boxes = page.context["form"][f"people_{sheet.pk}"]
    assert boxes.value() == [person.pk for person in teachers]
    client.post(page_of(cast, evaluation), {boxes.html_name: [teachers[1].pk], "message": "Tak for turen til fjorden"})
    mail = OutboxMessage.objects.get(kind=outbox_kind(evaluation))
    assert (mail.status, mail.to_email, mail.reply_to) == ("draft", "inger@skole.example", cast.coordinator.email)
    assert "Tak for turen til fjorden" in mail.body
    assert "Vi kan se, om du har svaret, men ikke hvad du svarede." in mail.body
    outbox = client.get(reverse("samarbejde:outbox"), {"status": "draft", "slags": outbox_kind(evaluation)})
    assert mail.subject in outbox.content.decode()
    assert release_drafts(kind=outbox_kind(evaluation), institution=cast.institution, by=cast.coordinator) == 1


def test_nobody_is_asked_twice(cast, evaluation, sheet, teachers):
    written = [invite_people(evaluation=evaluation, chosen={sheet.pk: teachers}, by=cast.editor) for _round in range(2)]
    assert (written, OutboxMessage.objects.count()) == ([2, 0], 2)


def test_somebody_must_be_chosen(cast, login, evaluation, sheet, teachers):
    page = login(cast.editor).post(page_of(cast, evaluation), {"message": "Kære alle"})
    assert "Vælg mindst én" in page.content.decode()
    assert "Kære alle" in page.content.decode()


def test_pupils_are_never_asked_by_name(cast, login, evaluation, tokens, teachers):
    pupils = evaluation.questionnaires.get(audience="pupils_older")
    evaluation.refresh_from_db()
    with pytest.raises(ValidationError):
        invite_people(evaluation=evaluation, chosen={pupils.pk: teachers}, by=cast.editor)
    assert f"people_{pupils.pk}" not in login(cast.editor).get(page_of(cast, evaluation)).context["form"].fields


def test_nobody_is_asked_before_it_opens(cast, evaluation, teachers):
    sheet = evaluation.questionnaires.get(audience="teachers")
    with pytest.raises(ValidationError):
        invite_people(evaluation=evaluation, chosen={sheet.pk: teachers}, by=cast.editor)


@pytest.mark.guide("4B3")
def test_reminders_keep_their_distance_and_their_number(cast, asked, teachers):
    today = timezone.localdate()

    def remind(day):
        written = remind_people(evaluation=asked, today=today + datetime.timedelta(days=day), by=cast.editor)
        leave(asked, -day)
        return written

    assert [remind(day) for day in (0, 4, 5, 9, 10, 15, 30)] == [0, 0, 2, 0, 2, 0, 0]


def test_a_reminder_that_waits_is_not_written_again_and_the_first_link_still_works(cast, client, asked, answer):
    later = timezone.localdate() + datetime.timedelta(days=6)
    first = OutboxMessage.objects.filter(to_email="inger@skole.example").get()
    assert [remind_people(evaluation=asked, today=later, by=cast.editor) for _round in range(2)] == [2, 0]
    assert "tak" in answer(token_in(first))["Location"]


def test_who_has_answered_is_not_reminded(cast, asked, answer):
    answer(token_in(OutboxMessage.objects.get(to_email="inger@skole.example")))
    later = timezone.localdate() + datetime.timedelta(days=6)
    assert remind_people(evaluation=asked, today=later, by=cast.editor) == 1
    assert [(row.invitation.name, row.state) for row in invited(asked)] == [
        ("Bodil Krag", "waiting"), ("Inger Sørensen", "answered"),
    ]  # fmt: skip


def test_reminders_lie_ready_by_themselves_after_a_week(cast, asked):
    today = timezone.localdate()
    days = [datetime.timedelta(days=number) for number in (6, 7, 8)]
    assert [remind_by_itself(today=today + day) for day in days] == [0, 2, 0]
    assert OutboxMessage.objects.filter(status=MessageStatus.DRAFT).count() == 2


def test_closing_stops_what_has_not_left(cast, evaluation, sheet, teachers):
    invite_people(evaluation=evaluation, chosen={sheet.pk: teachers}, by=cast.editor)
    close_evaluation(evaluation=evaluation, by=cast.editor)
    assert {mail.status for mail in OutboxMessage.objects.all()} == {MessageStatus.CANCELLED}


def test_a_named_link_answers_once(client, asked, answer):
    token = token_in(OutboxMessage.objects.get(to_email="inger@skole.example"))
    answer(token)
    page = client.get(reverse("evaluations:questionnaire_exchange", args=[token]), follow=True)
    assert page.templates[0].name == "evaluations/questionnaire_thanks.html"
    assert "form" not in page.context
    assert Response.objects.count() == 1


@pytest.mark.guide("4B3")
def test_who_is_silent_can_be_called_with_something_to_say(cast, login, asked, answer):
    answer(token_in(OutboxMessage.objects.get(to_email="inger@skole.example")))
    html = login(cast.editor).get(page_of(cast, asked)).content.decode()
    assert html.count('href="tel:12345678"') == 1
    assert "Det tager to minutter" in html


def test_no_field_leads_from_an_answer_to_a_person():
    """No person, no link, no invitation, no time of day, no address; keys are random."""
    fields = {
        model: {field.name: field.get_internal_type() for field in model._meta.concrete_fields}
        for model in (Response, Answer, HandCount)
    }
    assert fields[Response] == {
        "id": "UUIDField", "questionnaire": "ForeignKey", "answered_on": "DateField", "form_key": "UUIDField",
        "size": "PositiveSmallIntegerField",
    }  # fmt: skip
    assert fields[Answer] == {
        "id": "UUIDField", "response": "ForeignKey", "question": "ForeignKey", "value": "PositiveSmallIntegerField",
        "text": "TextField",
    }  # fmt: skip
    assert set(fields[HandCount]) == {"id", "response", "question", "value", "count"}
    dates = {"DateField", "DateTimeField"}
    assert {f.name for f in Invitation._meta.concrete_fields if f.get_internal_type() in dates} == {"created_at"}


def written(queries, table):
    """Return the keys of the last rows written to ``table``, in the order in which they were written."""
    asked = [each["sql"] for each in queries if f'"evaluations_{table}"' in each["sql"].partition(" SET ")[0]]
    if table == "invitation":
        rows = [sql for sql in asked if sql.startswith("UPDATE") and "= true" not in sql.lower()]
        return [int(sql.rpartition("=")[2]) for sql in rows]
    [*_before, last] = [sql for sql in asked if sql.startswith("INSERT")]
    first_column = last.partition("ARRAY[")[2].partition("]")[0]
    return re.findall(r"[0-9a-f-]{36}", first_column)


@pytest.mark.guide("4A1")
@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (3, 0, 4, 2, 1), (4, 3, 2, 1, 0)])
def test_rows_do_not_lie_in_the_order_in_which_people_answered(cast, sheet, evaluation, answer, order):
    """Else the third of those who were asked and the third answer belong together."""
    people = [PersonFactory(email=f"nr{n}@skole.example", institution=cast.institution) for n in range(5)]
    invite_people(evaluation=evaluation, chosen={sheet.pk: people}, by=cast.editor)
    for number in order:
        with CaptureQueriesContext(connection) as queries:
            answer(token_in(OutboxMessage.objects.get(to_email=f"nr{number}@skole.example")), words=f"Ord {number}")
        last = list(queries)
    for model in (Response, Answer, Invitation):
        keys = [str(key) for key in sorted(model.objects.values_list("pk", flat=True))]
        assert [str(key) for key in written(last, model._meta.model_name)] == keys
    assert Answer.objects.exclude(text="").count() == 5 * sheet.questions.filter(scale="text").count() > 0


@pytest.mark.guide("4A1")
def test_closing_forgets_the_order_in_which_pupils_answered(cast, evaluation, tokens, answer):
    for number in range(6):
        answer(tokens["pupils_older"], value=1 + number % 5, words=f"Ord {number}")
    before = sorted(Answer.objects.values_list("pk", "response", "question", "value", "text"))
    with CaptureQueriesContext(connection) as queries:
        close_evaluation(evaluation=evaluation, by=cast.editor)
    for model in (Response, Answer):
        keys = [str(key) for key in sorted(model.objects.values_list("pk", flat=True))]
        assert written(queries, model._meta.model_name) == keys
    assert sorted(Answer.objects.values_list("pk", "response", "question", "value", "text")) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM evaluations_response")
        assert cursor.fetchone()[0] == 1


def test_the_database_remembers_no_common_transaction(cast, asked, answer):
    """PostgreSQL notes which transaction wrote a row: after the second answer all rows bear the same."""
    for mail in OutboxMessage.objects.order_by("pk"):
        answer(token_in(mail))
    with connection.cursor() as cursor:
        for table in ("evaluations_response", "evaluations_answer", "evaluations_invitation"):
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
            assert (table, cursor.fetchone()[0]) == (table, 1)


def test_answering_writes_no_event_and_leaves_the_link_as_it_was(asked, answer):
    before = Event.objects.count()
    answer(token_in(OutboxMessage.objects.get(to_email="inger@skole.example")))
    assert Event.objects.count() == before
    assert not asked.questionnaires.filter(invitations__links__first_opened__isnull=False).exists()


def test_a_person_is_given_and_forgotten(cast, asked, teachers):
    panel = get_panel("evaluation")
    assert [record.text for record in panel.person_records(teachers[1])] == ["Forårets evaluering: ikke svaret"]
    panel.forget_person(teachers[1], Scrubber(teachers[1]))
    gone = Invitation.objects.get(person=teachers[1])
    assert (gone.name, gone.email) == ("Slettet person", "slettet@example.invalid")


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_whoever_was_asked(cast, login, sheet, number, django_assert_num_queries):
    InvitationFactory.create_batch(number, questionnaire=sheet, created_by=cast.editor)
    client = login(cast.editor)
    client.get(page_of(cast, sheet.evaluation))
    with django_assert_num_queries(9):
        client.get(page_of(cast, sheet.evaluation))
