"""Regions, municipalities, schools and institutions. Geography is dated: it changes by law."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import InstitutionKind, UnitKind
from samarbejde.lib.constraints import starts_before_ends, valid_choice, within_calendar
from samarbejde.lib.functions import folded, sort_key_of
from samarbejde.lib.logos import logo_name
from samarbejde.querysets.organisations import InstitutionQuerySet, SchoolQuerySet


class Region(models.Model):
    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=80)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name", "pk"]
        constraints = [starts_before_ends("valid_from", "valid_to"), within_calendar("valid_from", "valid_to")]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A kommune; ``code`` always has four digits, ``0101`` for København."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    name = models.CharField(_("name"), max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities", verbose_name=_("region"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    name_key = sort_key_of("name")

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name_key", "pk"]
        constraints = [
            starts_before_ends("valid_from", "valid_to"),
            within_calendar("valid_from", "valid_to"),
            models.CheckConstraint(condition=Q(code__regex=r"^\d{4}$"), name="samarbejde_municipality_four_digits"),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityAlias(models.Model):
    """A way of writing a municipality that has been met in files; compared folded."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="aliases")
    alias = models.CharField(_("spelling"), max_length=120)
    alias_folded = folded("alias")

    class Meta:
        verbose_name = _("spelling of a municipality")
        verbose_name_plural = _("spellings of municipalities")
        ordering = ["alias", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "alias"], name="samarbejde_municipalityalias_once")
        ]
        indexes = [models.Index(fields=["alias_folded"], name="samarbejde_municipalityalias_f")]

    def __str__(self) -> str:
        return self.alias


class SchoolType(models.Model):
    """The register's type of institution; some are no schools at all."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=160)
    is_school = models.BooleanField(_("shown among schools"), default=True)

    class Meta:
        verbose_name = _("school type")
        verbose_name_plural = _("school types")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school or department in the national register, keyed by its six-digit number. Never deleted: closed."""

    number = models.CharField(_("register number"), max_length=6, unique=True)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="departments", verbose_name=_("main school")
    )
    unit_kind = models.CharField(_("unit"), max_length=12, choices=UnitKind, default=UnitKind.SINGLE)
    type = models.ForeignKey(SchoolType, models.PROTECT, related_name="schools", verbose_name=_("type"))
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="schools", verbose_name=_("municipality")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    web = models.CharField(_("website"), max_length=254, blank=True)
    leader_name = models.CharField(_("leader in the register"), max_length=160, blank=True)
    owner_code = models.CharField(_("owner code"), max_length=2, blank=True)
    owner_name = models.CharField(_("owner"), max_length=80, blank=True)
    cvr = models.CharField("CVR", max_length=8, blank=True)
    p_number = models.CharField(_("P number"), max_length=10, blank=True)
    highest_grade = models.PositiveSmallIntegerField(_("highest grade"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=160, blank=True)
    source_date = models.DateField(_("as of"), null=True, blank=True)
    # Fields a person has corrected by hand: an import shows the difference but leaves them alone.
    edited_fields = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    name_key = sort_key_of("name")
    # Names, former names, number, town: written by actions.schools, folded, for trigram search.
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["name_key", "id"], name="samarbejde_school_name"),
            models.Index(fields=["municipality", "name_key", "id"], name="samarbejde_school_municipality"),
            models.Index(fields=["latitude", "longitude"], name="samarbejde_school_place"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="samarbejde_school_search"),
        ]
        constraints = [
            valid_choice("unit_kind", UnitKind),
            within_calendar("closed_on", "source_date"),
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9A-Z]{6}$"), name="samarbejde_school_number"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="samarbejde_school_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(54, 84), longitude__range=(-75, 16)),
                name="samarbejde_school_in_the_realm",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("samarbejde:school_detail", args=[self.number])

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class SchoolFormerName(models.Model):
    school = models.ForeignKey(School, models.CASCADE, related_name="former_names")
    name = models.CharField(_("former name"), max_length=200)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-until", "name"]
        constraints = [
            within_calendar("until"),
            models.UniqueConstraint(fields=["school", "name"], name="samarbejde_schoolformername_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Institution(models.Model):
    """An external learning environment; the tenant. Everything staff write belongs to one."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=InstitutionKind)
    network = models.ForeignKey(
        "samarbejde.Network", models.SET_NULL, null=True, blank=True, related_name="institutions",
        verbose_name=_("network"),
    )  # fmt: skip
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="institutions",
        verbose_name=_("municipality"),
    )  # fmt: skip
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("shared mailbox"), blank=True)
    web = models.URLField(_("website"), blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    logo = models.FileField(_("logo"), upload_to=logo_name, blank=True, default="", db_default="")
    name_key = sort_key_of("name")

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["name_key", "pk"]
        constraints = [valid_choice("kind", InstitutionKind)]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_mark(self) -> str:
        """A few letters of the file's random name."""
        return str(self.logo)[-12:]

    @property
    def logo_url(self) -> str:
        """Where the logo is shown; nothing when there is none."""
        return reverse("samarbejde:institution_logo", args=[self.slug, self.logo_mark]) if self.logo else ""
