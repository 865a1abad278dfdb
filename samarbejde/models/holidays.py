"""When the schools are closed: of the whole country as it usually is, and of a municipality as it has decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import HolidayKind
from samarbejde.lib.constraints import starts_before_ends, valid_choice, within_calendar


class SchoolHoliday(models.Model):
    """A municipality's own takes the place of the country's of the same kind in the same school year."""

    # Those that come with the program have one; what an administrator has corrected is then left alone.
    code = models.SlugField(_("code"), max_length=40, blank=True, default="", db_default="", editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=HolidayKind)
    name = models.CharField(_("name"), max_length=80)
    municipality = models.ForeignKey(
        "samarbejde.Municipality", models.CASCADE, null=True, blank=True, related_name="holidays",
        verbose_name=_("municipality"), help_text=_("Leave it empty for the whole country."),
    )  # fmt: skip
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    source = models.CharField(
        _("source"), max_length=200, help_text=_("Where it is written, such as the municipality's website.")
    )

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["last_day", "first_day"], name="samarbejde_schoolholiday_days")]
        constraints = [
            valid_choice("kind", HolidayKind),
            starts_before_ends("first_day", "last_day"),
            within_calendar("first_day", "last_day"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="samarbejde_schoolholiday_code_once"),
            models.UniqueConstraint(
                fields=["municipality", "kind", "first_day"], nulls_distinct=False,
                name="samarbejde_schoolholiday_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
