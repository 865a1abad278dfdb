"""What an institution itself looks for in a school, beside what the register and the records say."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.functions import sort_key_of


class CriterionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CriterionQuerySet":
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user, "view_people"))


class Criterion(models.Model):
    """A criterion of the institution's own, such as ”The bus stops at the door”."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=60)
    name_key = sort_key_of("name")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion of our own")
        verbose_name_plural = _("criteria of our own")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint("institution", Lower("name"), name="contacts_criterion_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="contacts_criterion_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class CriterionSchool(models.Model):
    """How well one school meets one criterion: a little, some, or fully."""

    FULL = 3

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="schools")
    school = models.ForeignKey("samarbejde.School", models.PROTECT, related_name="criteria_met")
    points = models.PositiveSmallIntegerField(_("how well"), default=FULL)

    class Meta:
        verbose_name = _("school that meets a criterion")
        verbose_name_plural = _("schools that meet a criterion")
        ordering = ["criterion", "-points", "school"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "school"], name="contacts_criterionschool_once"),
            models.CheckConstraint(
                condition=models.Q(points__range=(1, 3)), name="contacts_criterionschool_one_to_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.school}"
