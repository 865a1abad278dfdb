"""Visits from before: rows of old booking lists, each with the school it was, where we are sure of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.choices import ImportKind, ImportStatus, MatchedBy
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import at_and_by_together, valid_choice, within_calendar


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OwnedQuerySet":
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user))


class ImportSource(models.Model):
    """A system that files come from, and which of its columns means what. Without an institution: the register.

    ``header`` is the file's header folded, so that the next file from there is known again.
    """

    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="import_sources"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ImportKind)
    name = models.CharField(_("where the file comes from"), max_length=80, blank=True)
    header = models.TextField(_("columns"))
    header_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of files")
        verbose_name_plural = _("sources of files")
        ordering = ["name", "pk"]
        constraints = [
            valid_choice("kind", ImportKind),
            models.UniqueConstraint(
                fields=["institution", "kind", "header_hash"], nulls_distinct=False, name="contacts_importsource_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


class VisitImport(models.Model):
    """One file of old visits. ``content`` is the file itself, kept only until it is saved or thrown away."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="visit_imports")
    source = models.ForeignKey(ImportSource, models.SET_NULL, null=True, blank=True, related_name="visit_imports")
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, blank=True, editable=False)
    mapping = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    counts = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus, default=ImportStatus.MAPPING)
    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(_("saved"), null=True, blank=True)
    applied_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of visits")
        verbose_name_plural = _("imports of visits")
        ordering = ["-created_at", "-pk"]
        constraints = [
            valid_choice("status", ImportStatus),
            at_and_by_together("applied"),
            at_and_by_together("undone"),
        ]

    def __str__(self) -> str:
        return self.file_name


class VisitFacts(models.Model):
    """What a row says of a visit; the same before and after it is saved."""

    school_text = models.CharField(_("school in the file"), max_length=200, blank=True)
    visited_on = models.DateField(_("when"), null=True, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    grades = ArrayField(models.CharField(max_length=10), default=list, blank=True, verbose_name=_("grades"))
    class_text = models.CharField(_("class"), max_length=120, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    booking_number = models.CharField(_("booking number"), max_length=60, blank=True)
    note = models.TextField(_("remarks"), blank=True, db_default="")
    # The same row in another file, or in the same file again, is the same visit.
    fingerprint = models.CharField(max_length=64, db_default="")
    matched_by = models.CharField(_("school confirmed by"), max_length=12, choices=MatchedBy, default=MatchedBy.NONE)

    class Meta:
        abstract = True


class VisitRow(VisitFacts):
    """One row on its way in: schools it may be, best first, and what was decided.

    ``candidates`` is a list of [school id, confidence 0-100, how]; ``is_open`` while a person must still decide.
    """

    visit_import = models.ForeignKey(VisitImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    place = models.CharField(_("postcode, town and municipality"), max_length=160, blank=True)
    group = models.CharField(max_length=64)
    candidates = models.JSONField(default=list)
    school = models.ForeignKey("samarbejde.School", models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.PositiveSmallIntegerField(_("how sure"), default=0)
    is_open = models.BooleanField(_("to be decided"), default=False)

    class Meta:
        verbose_name = _("row of an import of visits")
        verbose_name_plural = _("rows of imports of visits")
        ordering = ["line", "pk"]
        constraints = [valid_choice("matched_by", MatchedBy), within_calendar("visited_on")]
        indexes = [models.Index(fields=["visit_import", "is_open", "group"], name="contacts_visitrow_open")]

    def __str__(self) -> str:
        return f"{self.line} {self.school_text}"


class Visit(VisitFacts):
    """A visit from before our own records. Without a school where nobody could say which: never a wrong one."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="visits")
    school = models.ForeignKey("samarbejde.School", models.PROTECT, null=True, blank=True, related_name="visits")
    visit_import = models.ForeignKey(VisitImport, models.CASCADE, related_name="visits")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-visited_on", "-pk"]
        constraints = [
            valid_choice("matched_by", MatchedBy),
            within_calendar("visited_on"),
            models.UniqueConstraint(fields=["institution", "fingerprint"], name="contacts_visit_once"),
            models.CheckConstraint(
                condition=Q(school__isnull=True, matched_by=MatchedBy.NONE)
                | Q(school__isnull=False) & ~Q(matched_by=MatchedBy.NONE),
                name="contacts_visit_school_is_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "school", "visited_on"], name="contacts_visit_school"),
            models.Index(fields=["school", "-visited_on"], name="contacts_visit_last"),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on or ''} {self.school or self.school_text}".strip()
