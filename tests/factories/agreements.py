import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from agreements import models
from agreements.queries.content import hash_content
from tests.factories.samarbejde import CollaborationFactory, InstitutionFactory, LinkFactory, PartyFactory, UserFactory


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


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.Milestone

    agreement = factory.SubFactory(AgreementFactory)
    title = "Klassen har valgt sit emne"


class EconomyLineFactory(DjangoModelFactory):
    class Meta:
        model = models.EconomyLine

    agreement = factory.SubFactory(AgreementFactory)
    text = "Bus"
    amount = 2400


class StandardClauseFactory(DjangoModelFactory):
    class Meta:
        model = models.StandardClause

    institution = factory.SubFactory(InstitutionFactory)
    template = "light"
    field = "economy"
    text = "Det er gratis."
    updated_by = factory.SubFactory(UserFactory)


class AgreementVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.AgreementVersion

    agreement = factory.SubFactory(AgreementFactory)
    number = factory.Sequence(lambda n: n + 1)
    content = factory.LazyFunction(
        lambda: {
            "format": 1, "title": "Havet som klasserum", "template": "Let aftale",
            "institution": "Kystmuseet Isfjorden",
            "parties": ["Tinghøjskolen", "Kystmuseet Isfjorden"], "intro": "Vi mødes ved fjorden.",
            "starts_on": "2026-08-01", "ends_on": "2027-07-31", "renewal_on": "2027-04-01",
            "hours_institution": "32.00", "hours_school": "",
            "terms": [["Hvem", "5.a"]],
            "sections": [
                {"key": "content", "title": "Hvad, hvem og hvor",
                 "blocks": [{"kind": "text", "key": "content", "label": "Indhold", "text": "Vi mødes ved fjorden."}]}
            ],
        }
    )  # fmt: skip
    content_hash = factory.LazyAttribute(lambda v: hash_content(v.content))
    sent_by = factory.SubFactory(UserFactory)


class SharedPageFactory(DjangoModelFactory):
    class Meta:
        model = models.SharedPage

    party = factory.SubFactory(PartyFactory)
    link = factory.SubFactory(
        LinkFactory, purpose="shared_page", collaboration=factory.SelfAttribute("..party.collaboration")
    )


class ApprovalFactory(DjangoModelFactory):
    class Meta:
        model = models.Approval

    version = factory.SubFactory(AgreementVersionFactory)
    party = factory.SubFactory(PartyFactory, collaboration=factory.SelfAttribute("..version.agreement.collaboration"))
    name = "Lone Agerskov"
    email = "lone@skole.example"
    link = factory.SubFactory(LinkFactory, collaboration=factory.SelfAttribute("..version.agreement.collaboration"))
    asked = factory.LazyFunction(timezone.now)
