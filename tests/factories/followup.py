import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from followup import models
from followup.choices import GoalStatus
from tests.factories.agreements import GoalFactory, SharedPageFactory
from tests.factories.samarbejde import CollaborationFactory, PersonFactory, UserFactory


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = models.Session

    collaboration = factory.SubFactory(CollaborationFactory)
    date = factory.LazyFunction(timezone.localdate)
    class_name = "5.a"
    recorded_by = factory.SubFactory(UserFactory)


class GoalReviewFactory(DjangoModelFactory):
    class Meta:
        model = models.GoalReview

    goal = factory.SubFactory(GoalFactory)
    collaboration = factory.SelfAttribute("goal.agreement.collaboration")
    status = GoalStatus.ON_WAY
    reviewed_by = factory.SubFactory(UserFactory)


class SignObservationFactory(DjangoModelFactory):
    class Meta:
        model = models.SignObservation

    review = factory.SubFactory(GoalReviewFactory)
    text = "Eleverne stiller selv spørgsmål"
    seen = "partly"


class ClassGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.ClassGroup

    collaboration = factory.SubFactory(CollaborationFactory)
    cohort = factory.Sequence(lambda n: 2000 + n % 90)
    letter = "b"


class PunchCardFactory(DjangoModelFactory):
    class Meta:
        model = models.PunchCard

    collaboration = factory.SubFactory(CollaborationFactory)
    visits = 10
    starts_on = factory.LazyFunction(timezone.localdate)


class StaffProfileFactory(DjangoModelFactory):
    class Meta:
        model = models.StaffProfile

    person = factory.SubFactory(PersonFactory)


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = models.Absence

    person = factory.SubFactory(PersonFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    created_by = factory.SubFactory(UserFactory)


class BriefingFactory(DjangoModelFactory):
    class Meta:
        model = models.Briefing

    collaboration = factory.SubFactory(CollaborationFactory)
    text = "Nøglen til skuret hænger ved køkkendøren."
    updated_by = factory.SubFactory(UserFactory)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    collaboration = factory.SubFactory(CollaborationFactory)
    date = factory.LazyFunction(timezone.localdate)
    created_by = factory.SubFactory(UserFactory)


class MeetingInvitationFactory(DjangoModelFactory):
    class Meta:
        model = models.MeetingInvitation

    meeting = factory.SubFactory(MeetingFactory)
    name = "Inger Holm"
    email = factory.Sequence(lambda n: f"inger{n}@skole.example")


class CheckInFactory(DjangoModelFactory):
    class Meta:
        model = models.CheckIn

    collaboration = factory.SubFactory(CollaborationFactory)
    date = factory.LazyFunction(timezone.localdate)
    created_by = factory.SubFactory(UserFactory)


class CheckInPointFactory(DjangoModelFactory):
    class Meta:
        model = models.CheckInPoint

    check_in = factory.SubFactory(CheckInFactory)
    focus = "goals"
    state = "watch"
    theirs = "Rollen er blevet uklar"
    ours = "Vi skriver den ned"


class ActionPointFactory(DjangoModelFactory):
    class Meta:
        model = models.ActionPoint

    collaboration = factory.SubFactory(CollaborationFactory)
    text = "Bestil bussen"
    due_on = factory.LazyFunction(timezone.localdate)
    created_by = factory.SubFactory(UserFactory)


class DriftAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.DriftAnswer

    collaboration = factory.SubFactory(CollaborationFactory)
    key = "hours"
    agreed = "10 t"
    actual = "ca. 120 % brugt"
    answer = "keep"
    why = "Det var det værd"
    answered_by = factory.SubFactory(UserFactory)


class HoursEntryFactory(DjangoModelFactory):
    class Meta:
        model = models.HoursEntry

    collaboration = factory.SubFactory(CollaborationFactory)
    date = factory.LazyFunction(timezone.localdate)
    hours = 1
    created_by = factory.SubFactory(UserFactory)


class SpendingFactory(DjangoModelFactory):
    class Meta:
        model = models.Spending

    collaboration = factory.SubFactory(CollaborationFactory)
    date = factory.LazyFunction(timezone.localdate)
    what = "Bus"
    payer = "Tinghøjskolen"
    amount = 1200
    created_by = factory.SubFactory(UserFactory)


class SchoolHoursFactory(DjangoModelFactory):
    class Meta:
        model = models.SchoolHours

    class Params:
        page = factory.SubFactory(SharedPageFactory)

    party = factory.SelfAttribute("page.party")
    link = factory.SelfAttribute("page.link")
    date = factory.LazyFunction(timezone.localdate)
    hours = 1
