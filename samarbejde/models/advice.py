"""The guide's advice in our own words, shown beside the work. An admin's words stand over the file's."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Situation
from samarbejde.lib.constraints import valid_choice
from samarbejde.phases import Phase


class AdviceQuerySet(models.QuerySet):
    def in_use(self) -> "AdviceQuerySet":
        return self.filter(is_active=True)


class Advice(models.Model):
    """One piece of advice. ``is_edited``: changed by an admin, and left alone when the reference data are loaded."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase)
    situation = models.CharField(_("when"), max_length=12, choices=Situation)
    text = models.CharField(_("advice"), max_length=300)
    guide = models.CharField(_("item in the guide"), max_length=12, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("shown"), default=True)
    is_edited = models.BooleanField(_("changed here"), default=False, editable=False)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of advice")
        verbose_name_plural = _("advice")
        ordering = ["order", "pk"]
        constraints = [valid_choice("phase", Phase), valid_choice("situation", Situation)]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('samarbejde:advice_list')}#raad-{self.pk}"
