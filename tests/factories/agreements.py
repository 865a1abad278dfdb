import hashlib

import factory
from factory.django import DjangoModelFactory

from agreements import models
from tests.factories.samarbejde import CollaborationFactory, LinkFactory, PartyFactory, UserFactory


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = models.Agreement

    collaboration = factory.SubFactory(CollaborationFactory)
    updated_by = factory.SubFactory(UserFactory)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = models.Goal

    agreement = factory.SubFactory(AgreementFactory)
    text = "Eleverne stiller selv spørgsmål, de kan undersøge"


class SignFactory(DjangoModelFactory):
    class Meta:
        model = models.Sign

    goal = factory.SubFactory(GoalFactory)
    text = "De skriver deres eget spørgsmål ned"


class TaskFactory(DjangoModelFactory):
    class Meta:
        model = models.Task

    agreement = factory.SubFactory(AgreementFactory)
    title = "Undervise ved fjorden"


class AgreementVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.AgreementVersion

    agreement = factory.SubFactory(AgreementFactory)
    number = factory.Sequence(lambda n: n + 1)
    content = factory.LazyFunction(lambda: {"title": "Havet som klasserum"})
    content_hash = factory.LazyAttribute(lambda v: hashlib.sha256(repr(v.content).encode()).hexdigest())
    sent_by = factory.SubFactory(UserFactory)


class ApprovalFactory(DjangoModelFactory):
    class Meta:
        model = models.Approval

    version = factory.SubFactory(AgreementVersionFactory)
    party = factory.SubFactory(PartyFactory, collaboration=factory.SelfAttribute("..version.agreement.collaboration"))
    name = "Lone Agerskov"
    email = "lone@skole.example"
    link = factory.SubFactory(LinkFactory, collaboration=factory.SelfAttribute("..version.agreement.collaboration"))
