import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from followup import models
from tests.factories.samarbejde import CollaborationFactory, LinkFactory, UserFactory


class FollowedMilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.FollowedMilestone

    collaboration = factory.SubFactory(CollaborationFactory)
    text = "Klassen har valgt sin genstand"
    planned_on = factory.LazyFunction(timezone.localdate)
    due_on = factory.SelfAttribute("planned_on")
    created_by = factory.SubFactory(UserFactory)


class MilestoneMoveFactory(DjangoModelFactory):
    class Meta:
        model = models.MilestoneMove

    milestone = factory.SubFactory(FollowedMilestoneFactory)
    from_on = factory.LazyFunction(timezone.localdate)
    to_on = factory.LazyFunction(timezone.localdate)
    why = "Bussen kunne ikke den dag"
    moved_by = factory.SubFactory(UserFactory)


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = models.CalendarFeed

    link = factory.SubFactory(LinkFactory, purpose="calendar")


class DigestSettingFactory(DjangoModelFactory):
    class Meta:
        model = models.DigestSetting

    user = factory.SubFactory(UserFactory)
