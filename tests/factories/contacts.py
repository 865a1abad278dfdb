import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from contacts import models
from contacts.choices import ChangeKind, Driver, Outcome
from samarbejde.choices import Channel
from tests.factories.samarbejde import (
    CollaborationFactory,
    InstitutionFactory,
    PartyFactory,
    PersonFactory,
    SchoolFactory,
    UserFactory,
)


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


class AssessmentStaffFactory(DjangoModelFactory):
    class Meta:
        model = models.AssessmentStaff

    assessment = factory.SubFactory(AssessmentFactory)
    person = factory.SubFactory(PersonFactory)


class InquiryFactory(DjangoModelFactory):
    class Meta:
        model = models.Inquiry

    institution = factory.SubFactory(InstitutionFactory)
    school = factory.SubFactory(SchoolFactory)
    place_name = factory.LazyAttribute(lambda row: str(row.school or "Skolen på hjørnet"))
    name = "Inger Bech"
    email = factory.Sequence(lambda n: f"inger{n}@skole.example")
    wish = "Vi vil gerne ud til vandet med 5. årgang."
    driver = Driver.TEAM
    people_behind = "Teamet på 5. årgang"
    form_key = factory.LazyFunction(uuid.uuid4)


class InquiryPageFactory(DjangoModelFactory):
    class Meta:
        model = models.InquiryPage

    institution = factory.SubFactory(InstitutionFactory)
    welcome = "Skriv til os, så finder vi ud af det sammen."


class ExpectationAlignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.ExpectationAlignment

    collaboration = factory.SubFactory(CollaborationFactory)


class ExpectationAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.ExpectationAnswer

    alignment = factory.SubFactory(ExpectationAlignmentFactory)
    party = factory.SubFactory(PartyFactory, collaboration=factory.SelfAttribute("..alignment.collaboration"))


class ExpectationConfirmationFactory(DjangoModelFactory):
    class Meta:
        model = models.ExpectationConfirmation

    alignment = factory.SubFactory(ExpectationAlignmentFactory)
    party = factory.SubFactory(PartyFactory, collaboration=factory.SelfAttribute("..alignment.collaboration"))
    typed_name = "Birgit Holm"
    text_hash = "a" * 64
    confirmed = factory.LazyFunction(timezone.now)


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
