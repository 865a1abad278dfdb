"""Is this collaboration worth it, for both? The questions the guide asks, and what was decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import Decision, Driver, Worth
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import at_and_by_together, not_negative, valid_choice


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AssessmentQuerySet":
        if sees_everything(user):
            return self
        return self.filter(
            models.Q(collaboration__institution__in=institution_ids(user))
            | models.Q(inquiry__institution__in=institution_ids(user, "view_people"))
        )


class Assessment(models.Model):
    """One per collaboration; begun at the inquiry, where there was one. Money in whole kroner, hours in hours."""

    collaboration = models.OneToOneField(
        "samarbejde.Collaboration", models.CASCADE, null=True, blank=True, related_name="assessment"
    )
    inquiry = models.OneToOneField("contacts.Inquiry", models.CASCADE, null=True, blank=True, related_name="assessment")
    driver = models.CharField(_("who drives it"), max_length=12, choices=Driver, blank=True)
    people_behind = models.CharField(_("who else takes part"), max_length=200, blank=True)
    motivation = models.TextField(_("why do we want it"), blank=True)
    expected_gain = models.TextField(_("what can we get out of it"), blank=True)
    school_reason = models.TextField(_("why does the school come to us"), blank=True)
    expected_outcome = models.TextField(_("what does the school expect"), blank=True)
    school_understanding = models.TextField(
        _("what does the school mean by collaboration"), blank=True, default="", db_default=""
    )
    expected_hours = models.DecimalField(
        _("hours we expect to use"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    expected_money = models.PositiveIntegerField(_("our own money, kr."), null=True, blank=True)
    worth = models.CharField(
        _("is it worth the hours and the money"), max_length=8, choices=Worth, blank=True, default="", db_default=""
    )
    staff = models.ManyToManyField(
        "samarbejde.Person", blank=True, related_name="assessments", verbose_name=_("who of us takes part"),
        through="contacts.AssessmentStaff",
    )  # fmt: skip
    from_daily_work = models.CharField(_("does it take time from daily teaching"), max_length=200, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    decision_reason = models.TextField(_("why"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["pk"]
        constraints = [
            valid_choice("driver", Driver, blank=True),
            valid_choice("decision", Decision, blank=True),
            valid_choice("worth", Worth, blank=True),
            at_and_by_together("decided"),
            models.CheckConstraint(
                condition=models.Q(collaboration__isnull=False) | models.Q(inquiry__isnull=False),
                name="contacts_assessment_belongs",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at__isnull=True)
                | (~models.Q(decision="") & models.Q(decided_at__isnull=False)),
                name="contacts_assessment_decision_is_dated",
            ),
            *not_negative("expected_hours"),
        ]

    def __str__(self) -> str:
        return str(self.collaboration or self.inquiry)


class AssessmentStaff(models.Model):
    """One of us who could do it, with the hours it would take and what they know."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="staffing")
    person = models.ForeignKey("samarbejde.Person", models.CASCADE, related_name="+")
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=2, null=True, blank=True)
    knows = models.CharField(_("knows how to"), max_length=200, blank=True, default="", db_default="")

    class Meta:
        db_table = "contacts_assessment_staff"
        verbose_name = _("colleague in an assessment")
        verbose_name_plural = _("colleagues in assessments")
        ordering = ["pk"]
        unique_together = [("assessment", "person")]
        constraints = [*not_negative("hours")]

    def __str__(self) -> str:
        return str(self.person)
