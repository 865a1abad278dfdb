"""What a collaboration can be about: subjects, grades, formats, tags. Dated where law can change it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import FormatGroup, GradePhase, SubjectKind
from samarbejde.lib.constraints import starts_before_ends, valid_choice, within_calendar
from samarbejde.lib.functions import sort_key_of


class Grade(models.Model):
    """A klassetrin. Phases of school are derived from it (0-3, 4-6, 7-10), never stored on their own."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60)
    order = models.SmallIntegerField(_("order"))
    phase = models.CharField(_("phase of school"), max_length=10, choices=GradePhase)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["order", "pk"]
        constraints = [
            valid_choice("phase", GradePhase),
            starts_before_ends("valid_from", "valid_to"),
            within_calendar("valid_from", "valid_to"),
        ]

    def __str__(self) -> str:
        return self.name


class Subject(models.Model):
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=SubjectKind)
    first_grade = models.ForeignKey(Grade, models.PROTECT, null=True, blank=True, related_name="+")
    last_grade = models.ForeignKey(Grade, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    name_key = sort_key_of("name")

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name_key", "pk"]
        constraints = [
            valid_choice("kind", SubjectKind),
            starts_before_ends("valid_from", "valid_to"),
            within_calendar("valid_from", "valid_to"),
        ]

    def __str__(self) -> str:
        return self.name


class FormatQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FormatQuerySet":
        """Everybody's, and those of the user's own places."""
        if sees_everything(user):
            return self
        return self.filter(Q(institution=None) | Q(institution__in=institution_ids(user)))

    def offered_at(self, institution_id: int) -> "FormatQuerySet":
        """Everybody's and the institution's own, without those that are no longer offered."""
        return self.filter(Q(institution=None) | Q(institution=institution_id), retired_on=None)


class Format(models.Model):
    """A form of collaboration: the guide's 23, and those an institution adds."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    group = models.CharField(_("group"), max_length=2, choices=FormatGroup)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    typical_size = models.CharField(_("typical size"), max_length=200, blank=True)
    needs = models.TextField(_("what it takes"), blank=True, db_default="")
    # Where it fits best: a hint for suggestions, never a rule.
    grade_from = models.PositiveSmallIntegerField(_("from grade"), null=True, blank=True)
    grade_to = models.PositiveSmallIntegerField(_("to grade"), null=True, blank=True)
    hours_from = models.PositiveSmallIntegerField(_("hours, from"), null=True, blank=True)
    hours_to = models.PositiveSmallIntegerField(_("hours, to"), null=True, blank=True)
    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="formats",
        verbose_name=_("only at"),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    # No longer offered; the collaborations that have it keep it.
    retired_on = models.DateField(_("no longer offered since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = FormatQuerySet.as_manager()

    class Meta:
        verbose_name = _("form of collaboration")
        verbose_name_plural = _("forms of collaboration")
        ordering = ["group", "order", "pk"]
        constraints = [
            valid_choice("group", FormatGroup),
            starts_before_ends("grade_from", "grade_to"),
            starts_before_ends("hours_from", "hours_to"),
            within_calendar("retired_on"),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A word of an institution's own, for sorting its collaborations."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="tags")
    name = models.CharField(_("tag"), max_length=40)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="samarbejde_tag_once"),
            models.CheckConstraint(condition=~Q(name=""), name="samarbejde_tag_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
