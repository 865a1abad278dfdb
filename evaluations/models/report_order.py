"""A long report that is made while one does something else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluations.choices import OrderStatus, ReportKind
from samarbejde.lib.constraints import valid_choice
from samarbejde.models.files import storage_name


class ReportOrderQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReportOrderQuerySet":
        """A report is for the one who asked for it: it holds what they may see."""
        return self.filter(owner=user.pk)


class ReportOrder(models.Model):
    """``query`` is the report's address after the question mark; ``institutions`` are those it tells of."""

    owner = models.ForeignKey("samarbejde.User", models.CASCADE, related_name="report_orders")
    query = models.CharField(max_length=800, editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=ReportKind)
    language = models.CharField(max_length=8, editable=False)
    status = models.CharField(_("status"), max_length=8, choices=OrderStatus, default=OrderStatus.WAITING)
    progress = models.PositiveSmallIntegerField(_("per cent done"), default=0, db_default=0)
    institutions = models.JSONField(default=list, editable=False)
    file = models.FileField(_("file"), upload_to=storage_name, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReportOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("report in the making")
        verbose_name_plural = _("reports in the making")
        ordering = ["-created_at", "-pk"]
        constraints = [valid_choice("kind", ReportKind), valid_choice("status", OrderStatus)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d}"

    @property
    def is_over(self) -> bool:
        return self.status in {OrderStatus.READY, OrderStatus.FAILED}
