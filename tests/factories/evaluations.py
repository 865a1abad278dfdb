import datetime
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from evaluations import models
from evaluations.choices import Audience, Scale, Theme
from tests.factories.samarbejde import CollaborationFactory, UserFactory


class QuestionSetFactory(DjangoModelFactory):
    class Meta:
        model = models.QuestionSet

    code = factory.Sequence(lambda n: f"set-{n}")
    name = "Lærere, let"
    audience = Audience.TEACHERS


class SetQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.SetQuestion

    question_set = factory.SubFactory(QuestionSetFactory)
    text = "I hvor høj grad lærte eleverne noget nyt?"
    theme = Theme.LEARNING
    scale = Scale.DEGREE


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = models.Evaluation

    collaboration = factory.SubFactory(CollaborationFactory)
    title = "Evaluering"
    opens_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda e: e.opens_on + datetime.timedelta(days=14))
    created_by = factory.SubFactory(UserFactory)


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = models.Questionnaire

    evaluation = factory.SubFactory(EvaluationFactory)
    audience = Audience.TEACHERS


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.Question

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    text = "I hvor høj grad lærte eleverne noget nyt?"
    theme = Theme.LEARNING
    scale = Scale.DEGREE


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = models.Response

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    answered_on = factory.LazyFunction(timezone.localdate)
    form_key = factory.LazyFunction(uuid.uuid4)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.Answer

    question = factory.SubFactory(QuestionFactory)
    response = factory.SubFactory(ResponseFactory, questionnaire=factory.SelfAttribute("..question.questionnaire"))
    value = 4


class HandCountFactory(DjangoModelFactory):
    class Meta:
        model = models.HandCount

    question = factory.SubFactory(QuestionFactory)
    response = factory.SubFactory(
        ResponseFactory, questionnaire=factory.SelfAttribute("..question.questionnaire"), size=20
    )
    value = 4
    count = 12


class EvaluationTalkFactory(DjangoModelFactory):
    class Meta:
        model = models.EvaluationTalk

    evaluation = factory.SubFactory(EvaluationFactory)
    talked_on = factory.LazyFunction(timezone.localdate)
    keep = "Workshoppen ved stranden"
    created_by = factory.SubFactory(UserFactory)


class InternalExperienceFactory(DjangoModelFactory):
    class Meta:
        model = models.InternalExperience

    evaluation = factory.SubFactory(EvaluationFactory)
    text = "Vi manglede en ekstra underviser"
    updated_by = factory.SubFactory(UserFactory)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = models.Invitation

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    name = "Inger Sørensen"
    email = factory.Sequence(lambda n: f"inger{n}@skole.example")
    created_by = factory.SubFactory(UserFactory)


class ReaderReportFactory(DjangoModelFactory):
    class Meta:
        model = models.ReaderReport

    evaluation = factory.SubFactory(EvaluationFactory)
    reader = "leader"
    sections = factory.LazyFunction(lambda: ["conclusion", "figures"])
    updated_by = factory.SubFactory(UserFactory)


class ReportOrderFactory(DjangoModelFactory):
    class Meta:
        model = models.ReportOrder

    owner = factory.SubFactory(UserFactory)
    query = "skoleaar=2026"
    kind = "csv"
    language = "da"
