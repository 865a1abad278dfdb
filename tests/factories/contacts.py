import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from contacts import models
from contacts.choices import ChangeKind, Outcome
from samarbejde.choices import Channel
from tests.factories.samarbejde import CollaborationFactory, InstitutionFactory, SchoolFactory, UserFactory


class ContactAttemptFactory(DjangoModelFactory):
    class Meta:
        model = models.ContactAttempt

    collaboration = factory.SubFactory(CollaborationFactory)
    institution = factory.SelfAttribute("collaboration.institution")
    school = factory.SubFactory(SchoolFactory)
    channel = Channel.PHONE
    outcome = Outcome.TALKED
    happened_on = factory.LazyFunction(timezone.localdate)
    created_by = factory.SubFactory(UserFactory)


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Assessment

    collaboration = factory.SubFactory(CollaborationFactory)


class RegisterImportFactory(DjangoModelFactory):
    class Meta:
        model = models.RegisterImport

    file_name = "register.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    created_by = factory.SubFactory(UserFactory)


class RegisterChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.RegisterChange

    register_import = factory.SubFactory(RegisterImportFactory)
    number = factory.Sequence(lambda n: f"{100000 + n}")
    name = "Tinghøjskolen"
    kind = ChangeKind.NEW


class ValuePropositionFactory(DjangoModelFactory):
    class Meta:
        model = models.ValueProposition

    institution = factory.SubFactory(InstitutionFactory)
    title = factory.Sequence(lambda n: f"Ude i naturen {n}")
    text = "Klassen får en dag, de kan arbejde videre med."
    created_by = factory.SubFactory(UserFactory)


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = models.Campaign

    institution = factory.SubFactory(InstitutionFactory)
    title = "Åbne dage i maj"
    subject = "Vil {skole} med ud?"
    text = "Kære {navn}\n\n{udbytte}\n\nHilsen {afsender}"
    created_by = factory.SubFactory(UserFactory)


class CampaignRecipientFactory(DjangoModelFactory):
    class Meta:
        model = models.CampaignRecipient

    campaign = factory.SubFactory(CampaignFactory)
    school = factory.SubFactory(SchoolFactory)
    email = factory.Sequence(lambda n: f"kontor{n}@skole.example")


class UnsubscriptionFactory(DjangoModelFactory):
    class Meta:
        model = models.Unsubscription

    institution = factory.SubFactory(InstitutionFactory)
    email = factory.Sequence(lambda n: f"nej{n}@skole.example")


class ShortlistEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.ShortlistEntry
        django_get_or_create = ("institution", "school")

    institution = factory.SubFactory(InstitutionFactory)
    school = factory.SubFactory(SchoolFactory)
    added_by = factory.SubFactory(UserFactory)


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = models.Criterion

    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda n: f"Bussen holder ved døren {n}")
    created_by = factory.SubFactory(UserFactory)


class CriterionSchoolFactory(DjangoModelFactory):
    class Meta:
        model = models.CriterionSchool

    criterion = factory.SubFactory(CriterionFactory)
    school = factory.SubFactory(SchoolFactory)
