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
