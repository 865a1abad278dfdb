"""Everything that tells of one evaluation, to anybody, in any form: what is internal stands in none of it.

`test_canaries` asks every address for rows it makes itself; here the evaluation, its talk and our own experience are
those that are marked, it is closed, and enough have answered that nothing else is hidden either.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.actions.evaluations import open_evaluation
from evaluations.actions.invitations import invite_people, remind_people
from evaluations.actions.talks import share_talk
from evaluations.choices import Reader, Scale, Theme
from evaluations.cross.rows import BEHIND
from evaluations.models import Evaluation, EvaluationTalk
from evaluations.queries.talks import internal_words
from followup.actions.meetings import share_minutes
from followup.models import Meeting
from samarbejde.models import OutboxMessage
from tests import factories
from tests.trust.canaries import MARK, fill, marks_in

pytestmark = pytest.mark.django_db
KINDS = ("pdf", "docx", "xlsx", "csv")
INTERNAL = {"internalnote", "internalexperience"}
SHEETS = ("teachers", "pupils_older")


@pytest.fixture
def marked(cast):
    """Return our evaluation: seven of each group answered all there is, then every word of the world was marked."""
    fill(cast)
    evaluation = cast.collaboration.evaluations.get()
    for audience in SHEETS:
        sheet = evaluation.questionnaires.filter(audience=audience).first() or factories.QuestionnaireFactory(
            evaluation=evaluation, audience=audience
        )
        asked = factories.QuestionFactory(questionnaire=sheet, scale=Scale.AGREE, theme=Theme.LEARNING)
        words = factories.QuestionFactory(questionnaire=sheet, scale=Scale.TEXT, theme=Theme.WORDS)
        for response in factories.ResponseFactory.create_batch(7, questionnaire=sheet):
            factories.AnswerFactory(question=asked, response=response, value=5)
            factories.AnswerFactory(question=words, response=response, value=None, text="kan-our-answer.text.1")
    today = timezone.localdate()
    week = datetime.timedelta(days=7)
    Evaluation.objects.filter(pk=evaluation.pk).update(status="closed", opens_on=today, closes_on=today + week)
    evaluation.refresh_from_db()
    return evaluation


def addresses(collaboration, evaluation):
    """Yield the address of everything that may be shown or handed to others."""
    args = [collaboration.pk, evaluation.pk]
    yield reverse("evaluations:evaluation_detail", args=args[:1])
    yield reverse("evaluations:evaluation_results", args=args)
    yield from (reverse("evaluations:report_export", args=[*args, kind]) for kind in KINDS)
    for reader in Reader.values:
        yield reverse("evaluations:reader_report", args=[*args, reader])
        yield from (reverse("evaluations:reader_export", args=[*args, reader, kind]) for kind in KINDS)
    for sheet in evaluation.questionnaires.all():
        yield reverse("evaluations:questionnaire_preview", args=[*args, sheet.pk])
        if sheet.is_for_pupils:
            yield reverse("evaluations:class_talk", args=[*args, sheet.pk])
    yield reverse("evaluations:report_list")
    yield from (reverse("evaluations:report_rows", args=[figure]) for figure in BEHIND)
    yield from (reverse("evaluations:cross_export", args=[kind]) for kind in KINDS)


@pytest.mark.guide("4C7")
@pytest.mark.parametrize("actor", ["coordinator", "editor"])
def test_what_is_internal_is_in_no_report_to_anybody_in_any_form(cast, login, marked, actor):
    """The coordinator's own report too: the experience is read on its own page, and never leaves in a file."""
    client, seen, leaks = login(getattr(cast, actor)), {}, set()
    for url in addresses(cast.collaboration, marked):
        answer = client.get(url)
        assert (url, answer.status_code) == (url, 200)
        seen[url] = {(model, field) for _side, model, field in marks_in(answer)}
        leaks |= {(url, *mark) for mark in seen[url] if mark[0] in INTERNAL}
    assert leaks == set()
    assert len(seen) > 40
    for kind in ("pdf", "docx", "xlsx"):  # the sweep would see them: other words of the same rows are there
        whole = seen[reverse("evaluations:report_export", args=[cast.collaboration.pk, marked.pk, kind])]
        assert {("answer", "text"), ("evaluationtalk", "keep"), ("evaluation", "conclusion")} <= whole
    assert internal_words(getattr(cast, actor), marked).startswith("kan-our-internalexperience")


@pytest.mark.guide("4C7")
def test_what_is_internal_is_on_no_page_behind_the_links(cast, client, marked):
    Evaluation.objects.filter(pk=marked.pk).update(status="open")
    marked.refresh_from_db()
    for token in open_evaluation(evaluation=marked, by=cast.editor).values():
        page = client.get(reverse("evaluations:questionnaire_exchange", args=[token]), follow=True)
        path = page.request["PATH_INFO"]
        for query in ("", "?sprog=en", "?klasse", "?tak"):
            answer = client.get(path + query)
            assert (answer.status_code, {m for _side, m, _field in marks_in(answer)} & INTERNAL) == (200, set())


@pytest.mark.guide("4C7")
def test_what_is_internal_is_in_no_mail(cast, marked):
    OutboxMessage.objects.all().delete()
    Evaluation.objects.filter(pk=marked.pk).update(status="open")
    marked.refresh_from_db()
    person = factories.PersonFactory(institution=cast.institution, email="inger@skole.example")
    invite_people(
        evaluation=marked, chosen={marked.questionnaires.get(audience="teachers").pk: [person]}, by=cast.editor
    )
    OutboxMessage.objects.update(status="sent", sent_on=timezone.now() - datetime.timedelta(days=9))
    remind_people(evaluation=marked, by=cast.editor)
    share_talk(talk=EvaluationTalk.objects.get(evaluation=marked), people=[person], by=cast.editor)
    meeting = Meeting.objects.filter(collaboration=cast.collaboration).first()
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    share_minutes(meeting=Meeting.objects.get(pk=meeting.pk), people=[person], by=cast.editor)
    mails = [f"{mail.subject}\n{mail.body}" for mail in OutboxMessage.objects.all()]
    marks = [{(model.lower(), field.lower()) for _side, model, field in MARK.findall(mail)} for mail in mails]
    assert len(mails) == 4
    assert {model for found in marks for model, _field in found} & INTERNAL == set()
    assert {("evaluationtalk", "keep"), ("meeting", "minutes")} <= set.union(*marks)
