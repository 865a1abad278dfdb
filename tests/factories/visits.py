import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from contacts import models
from contacts.choices import ImportKind, MatchedBy
from tests.factories.samarbejde import InstitutionFactory, SchoolFactory, UserFactory


class ImportSourceFactory(DjangoModelFactory):
    class Meta:
        model = models.ImportSource

    institution = factory.SubFactory(InstitutionFactory)
    kind = ImportKind.VISITS
    name = "BookMuseet"
    header = "dato | skole"
    header_hash = factory.Sequence(lambda n: f"{n:064x}")


class VisitImportFactory(DjangoModelFactory):
    class Meta:
        model = models.VisitImport

    institution = factory.SubFactory(InstitutionFactory)
    file_name = "bookinger.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    created_by = factory.SubFactory(UserFactory)


class VisitRowFactory(DjangoModelFactory):
    class Meta:
        model = models.VisitRow

    visit_import = factory.SubFactory(VisitImportFactory)
    line = factory.Sequence(lambda n: n + 2)
    school_text = "Tinghøjskolen"
    group = factory.Sequence(lambda n: f"{n:064x}")


class VisitFactory(DjangoModelFactory):
    """A visit of one school, confirmed by its name."""

    class Meta:
        model = models.Visit

    visit_import = factory.SubFactory(VisitImportFactory)
    institution = factory.SelfAttribute("visit_import.institution")
    school = factory.SubFactory(SchoolFactory)
    matched_by = MatchedBy.NAME
    visited_on = factory.LazyFunction(timezone.localdate)
    pupils = 24
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
