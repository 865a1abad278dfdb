import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from knowledge import models
from knowledge.choices import EndReason, RecordKey, SharedKind
from tests.factories.samarbejde import CollaborationFactory, InstitutionFactory, NetworkFactory, UserFactory


class ClosureFactory(DjangoModelFactory):
    class Meta:
        model = models.Closure

    collaboration = factory.SubFactory(CollaborationFactory)
    ended_on = factory.LazyFunction(timezone.localdate)
    reason = EndReason.AS_AGREED
    closed_by = factory.SubFactory(UserFactory)


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = models.Lesson

    collaboration = factory.SubFactory(CollaborationFactory)
    headline = "Bestil bussen, før I aftaler datoen"
    written_by = factory.SubFactory(UserFactory)


class LessonUseFactory(DjangoModelFactory):
    class Meta:
        model = models.LessonUse

    lesson = factory.SubFactory(LessonFactory)
    collaboration = factory.SubFactory(CollaborationFactory)
    used_by = factory.SubFactory(UserFactory)


class LessonDismissalFactory(DjangoModelFactory):
    class Meta:
        model = models.LessonDismissal

    lesson = factory.SubFactory(LessonFactory)
    collaboration = factory.SubFactory(CollaborationFactory)
    dismissed_by = factory.SubFactory(UserFactory)


class SharedItemFactory(DjangoModelFactory):
    class Meta:
        model = models.SharedItem

    institution = factory.SubFactory(InstitutionFactory)
    network = factory.SubFactory(NetworkFactory)
    kind = SharedKind.LESSON
    lesson = factory.SubFactory(LessonFactory, collaboration__institution=factory.SelfAttribute("...institution"))
    title = "Bestil bussen først"
    text = "Ring, før I booker."
    shared_by = factory.SubFactory(UserFactory)


class SharedUseFactory(DjangoModelFactory):
    class Meta:
        model = models.SharedUse

    item = factory.SubFactory(SharedItemFactory)
    institution = factory.SubFactory(InstitutionFactory)
    used_by = factory.SubFactory(UserFactory)


class RecordPartFactory(DjangoModelFactory):
    class Meta:
        model = models.RecordPart
        django_get_or_create = ("collaboration", "key")

    collaboration = factory.SubFactory(CollaborationFactory)
    key = RecordKey.ENDING
    text = "Det sluttede, som vi havde aftalt."
    source = "Hvornår: 1. marts"
    edited_by = factory.SubFactory(UserFactory)
