import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from samarbejde import models
from samarbejde.choices import (
    DocumentKind,
    FormatGroup,
    Function,
    GradePhase,
    HolidayKind,
    InstitutionKind,
    LinkPurpose,
    ParticipantRole,
    PartyKind,
    Role,
    SavedList,
    Severity,
    Situation,
    SubjectKind,
)  # fmt: skip
from samarbejde.phases import Phase

PASSWORD = "en lang og god sætning"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"bruger{n}@kystmuseet.example")
    name = factory.Sequence(lambda n: f"Bruger {n}")
    password = factory.django.Password(PASSWORD)


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True


class NetworkFactory(DjangoModelFactory):
    class Meta:
        model = models.Network

    name = factory.Sequence(lambda n: f"Netværk {n}")


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = models.Region
        django_get_or_create = ("code",)

    code = "1085"
    name = "Region Sjælland"


class MunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = models.Municipality
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{1000 + n % 8999}")
    name = factory.Sequence(lambda n: f"Kommune {n}")
    region = factory.SubFactory(RegionFactory)


class MunicipalityAliasFactory(DjangoModelFactory):
    class Meta:
        model = models.MunicipalityAlias

    municipality = factory.SubFactory(MunicipalityFactory)
    alias = factory.Sequence(lambda n: f"Kommunen {n}")


class SchoolTypeFactory(DjangoModelFactory):
    class Meta:
        model = models.SchoolType
        django_get_or_create = ("code",)

    code = "1012"
    name = "Folkeskoler"


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = models.School

    number = factory.Sequence(lambda n: f"{200000 + n}")
    name = factory.Sequence(lambda n: f"Tinghøjskolen {n}")
    type = factory.SubFactory(SchoolTypeFactory)
    municipality = factory.SubFactory(MunicipalityFactory)


class SchoolFormerNameFactory(DjangoModelFactory):
    class Meta:
        model = models.SchoolFormerName

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"Gamle Skole {n}")


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = models.Institution

    name = factory.Sequence(lambda n: f"Museum {n}")
    slug = factory.Sequence(lambda n: f"museum-{n}")
    kind = InstitutionKind.MUSEUM
    email = factory.LazyAttribute(lambda i: f"skoler@{i.slug}.example")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)
    role = Role.EDITOR
    created_by = factory.SelfAttribute("user")


class GradeFactory(DjangoModelFactory):
    class Meta:
        model = models.Grade
        django_get_or_create = ("code",)

    code = "5"
    name = factory.LazyAttribute(lambda g: f"{g.code}. klasse")
    order = factory.LazyAttribute(lambda g: int(g.code))
    phase = GradePhase.MIDDLE


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = models.Subject
        django_get_or_create = ("code",)

    code = "biologi"
    name = "Biologi"
    kind = SubjectKind.SUBJECT


class AdviceFactory(DjangoModelFactory):
    class Meta:
        model = models.Advice

    code = factory.Sequence(lambda n: f"raad-{n}")
    phase = Phase.CONTACT
    situation = Situation.REACH_OUT
    text = "Sig, hvad skolen får ud af det"


class SchoolHolidayFactory(DjangoModelFactory):
    class Meta:
        model = models.SchoolHoliday

    kind = HolidayKind.AUTUMN
    name = "Efterårsferie"
    first_day = datetime.date(2026, 10, 12)
    last_day = datetime.date(2026, 10, 18)
    source = "Uge 42, som kommunerne plejer at holde den."


class FormatFactory(DjangoModelFactory):
    class Meta:
        model = models.Format

    code = factory.Sequence(lambda n: f"format-{n}")
    group = FormatGroup.TIES
    name = factory.Sequence(lambda n: f"Venskabsklasse {n}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = models.Tag

    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda n: f"mærke {n}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda n: f"Inger Bech {n}")
    email = factory.Sequence(lambda n: f"inger{n}@skole.example")
    created_by = factory.SubFactory(UserFactory)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = models.Post

    person = factory.SubFactory(PersonFactory)
    function = Function.TEACHER
    school = factory.SubFactory(SchoolFactory)


class PersonMergeFactory(DjangoModelFactory):
    class Meta:
        model = models.PersonMerge

    kept = factory.SubFactory(PersonFactory)
    other_number = factory.Sequence(lambda n: 900_000 + n)
    other = factory.LazyAttribute(lambda m: {"name": "Inger B."})
    made_at = factory.LazyFunction(timezone.now)
    made_by = factory.SelfAttribute("kept.created_by")


class PersonPairFactory(DjangoModelFactory):
    class Meta:
        model = models.PersonPair

    first = factory.SubFactory(PersonFactory)
    second = factory.SubFactory(PersonFactory)
    created_by = factory.SelfAttribute("first.created_by")


class CollaborationFactory(DjangoModelFactory):
    class Meta:
        model = models.Collaboration

    institution = factory.SubFactory(InstitutionFactory)
    title = factory.Sequence(lambda n: f"Havet som klasserum {n}")
    created_by = factory.SubFactory(UserFactory)


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = models.Party

    collaboration = factory.SubFactory(CollaborationFactory)
    kind = PartyKind.SCHOOL
    school = factory.SubFactory(SchoolFactory)


class OwnPartyFactory(PartyFactory):
    kind = PartyKind.INSTITUTION
    school = None
    institution = factory.SelfAttribute("collaboration.institution")


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = models.Participant

    party = factory.SubFactory(PartyFactory)
    collaboration = factory.SelfAttribute("party.collaboration")
    person = factory.SubFactory(PersonFactory, institution=factory.SelfAttribute("..collaboration.institution"))
    role = ParticipantRole.CONTACT


class AttentionSignalFactory(DjangoModelFactory):
    class Meta:
        model = models.AttentionSignal

    collaboration = factory.SubFactory(CollaborationFactory)
    code = factory.Sequence(lambda n: f"rule-{n}")
    severity = Severity.LOOK
    since = factory.LazyFunction(timezone.localdate)


class EventFactory(DjangoModelFactory):
    class Meta:
        model = models.Event

    verb = "collaboration_created"
    collaboration = factory.SubFactory(CollaborationFactory)
    institution = factory.SelfAttribute("collaboration.institution")


class StoredFileFactory(DjangoModelFactory):
    class Meta:
        model = models.StoredFile

    collaboration = factory.SubFactory(CollaborationFactory)
    name = "aftale.pdf"
    file = factory.django.FileField(data=b"%PDF-1.7 test")
    size = 13
    content_type = "application/pdf"
    sha256 = "0" * 64
    uploaded_by = factory.SubFactory(UserFactory)


class InternalNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.InternalNote

    collaboration = factory.SubFactory(CollaborationFactory)
    text = "Kun for os selv"
    created_by = factory.SubFactory(UserFactory)


class OutboxMessageFactory(DjangoModelFactory):
    class Meta:
        model = models.OutboxMessage

    key = factory.Sequence(lambda n: f"prøve:{n}")
    kind = "test"
    to_email = "inger@skole.example"
    subject = "En besked"
    body = "Kære Inger"


class OutboxAttachmentFactory(DjangoModelFactory):
    class Meta:
        model = models.OutboxAttachment

    message = factory.SubFactory(OutboxMessageFactory)
    name = "program.txt"
    content_type = "text/plain; charset=utf-8"
    content = "Kl. 9: bussen kører".encode()


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = models.Link

    purpose = LinkPurpose.APPROVAL
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    collaboration = factory.SubFactory(CollaborationFactory)
    expires = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=30))
    created_by = factory.SubFactory(UserFactory)


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = models.SavedView

    list_name = SavedList.COLLABORATIONS
    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Visning {n}")
    slug = factory.Sequence(lambda n: f"visning-{n}")


class SearchDocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.SearchDocument

    kind = DocumentKind.LESSON
    object_id = factory.Sequence(lambda n: n + 1)
    institution = factory.SubFactory(InstitutionFactory)
    title = "Bestil bussen først"
    url = "/viden/"
