"""The classes one meets again, and the punch card one counts down."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import starts_before_ends, within_calendar
from samarbejde.lib.weeks import school_year

LAST_GRADE = 10


class ClassGroup(models.Model):
    """A class that is followed over the years. ``cohort`` is the school year in which it was grade 0.

    So 3.b becomes 4.b on 1 August without anybody writing it.
    """

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="class_groups")
    cohort = models.PositiveSmallIntegerField(_("began in grade 0"))
    letter = models.CharField(_("letter"), max_length=8, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    ended_on = models.DateField(_("no longer takes part from"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("class group")
        verbose_name_plural = _("class groups")
        ordering = ["-cohort", "letter", "pk"]
        constraints = [
            within_calendar("ended_on"),
            models.CheckConstraint(condition=Q(cohort__range=(1900, 2100)), name="followup_classgroup_cohort_year"),
            models.UniqueConstraint(
                fields=["collaboration", "cohort", "letter"], name="followup_classgroup_once_per_collaboration"
            ),
        ]

    def __str__(self) -> str:
        return self.name_on(datetime.date(self.cohort, 8, 1))

    def grade_on(self, day: datetime.date) -> int:
        """Return the grade the class is in on ``day``; it moves up on 1 August."""
        return school_year(day) - self.cohort

    def name_on(self, day: datetime.date) -> str:
        """Return "4.b"; once it has left the school, the name it ended with."""
        return f"{min(max(self.grade_on(day), 0), LAST_GRADE)}.{self.letter}"

    def has_left_school(self, day: datetime.date) -> bool:
        return self.grade_on(day) > LAST_GRADE


class PunchCard(models.Model):
    """So many visits are paid for. Each session held between the days uses one."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="punch_card")
    visits = models.PositiveSmallIntegerField(_("visits on the card"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("punch card")
        verbose_name_plural = _("punch cards")
        ordering = ["pk"]
        constraints = [
            within_calendar("starts_on", "ends_on"),
            starts_before_ends("starts_on", "ends_on"),
            models.CheckConstraint(condition=Q(visits__gt=0), name="followup_punchcard_has_visits"),
        ]

    def __str__(self) -> str:
        return str(self.visits)
