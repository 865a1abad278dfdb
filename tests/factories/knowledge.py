import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from knowledge import models
from knowledge.choices import EndReason
from tests.factories.samarbejde import CollaborationFactory, UserFactory


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
