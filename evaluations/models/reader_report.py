"""The evaluation as one kind of reader gets it: which parts, in which order, and the words around them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluations.choices import Reader
from samarbejde.lib.constraints import valid_choice


class ReaderReport(models.Model):
    """Stored when somebody changes what is proposed; ``sections`` are keys of `evaluations.readers.SECTIONS`."""

    evaluation = models.ForeignKey("evaluations.Evaluation", models.CASCADE, related_name="reader_reports")
    reader = models.CharField(_("for"), max_length=12, choices=Reader)
    sections = models.JSONField(_("parts"), default=list)
    intro = models.TextField(_("first words"), blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    closing = models.TextField(_("last words"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = _("report for one kind of reader")
        verbose_name_plural = _("reports for one kind of reader")
        ordering = ["pk"]
        constraints = [
            valid_choice("reader", Reader),
            models.UniqueConstraint(fields=["evaluation", "reader"], name="evaluations_readerreport_once"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.get_reader_display()}"
