"""An import of the school register: what was in the file, what would change, what was saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import ChangeKind, ImportStatus
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import at_and_by_together, valid_choice, within_calendar


class RegisterImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RegisterImportQuerySet":
        """Saved imports for everybody who may import; what is not saved yet only for whoever chose the file."""
        if sees_everything(user):
            return self
        if not institution_ids(user, "import_register"):
            return self.none()
        return self.filter(models.Q(status__in=[ImportStatus.APPLIED, ImportStatus.UNDONE]) | models.Q(created_by=user))


class RegisterImport(models.Model):
    """``errors`` is a list of {line, column, value, reason}; ``counts`` how many of each kind of change."""

    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    layout = models.CharField(_("layout"), max_length=40, blank=True)
    # The file itself, kept only while it waits to be read.
    content = models.BinaryField(null=True, blank=True, editable=False)
    mapping = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)
    message = models.TextField(_("what went wrong"), db_default="", blank=True)
    # Types of school that saving had to add.
    added_types = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    is_full = models.BooleanField(_("the whole register"), default=False)
    keep_leaders = models.BooleanField(_("with the leaders' names"), default=True)
    source_date = models.DateField(_("as of"), null=True, blank=True)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    counts = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus, default=ImportStatus.PREVIEW)
    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(_("saved"), null=True, blank=True)
    applied_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("register import")
        verbose_name_plural = _("register imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            valid_choice("status", ImportStatus),
            at_and_by_together("applied"),
            at_and_by_together("undone"),
            within_calendar("source_date"),
        ]

    def __str__(self) -> str:
        return self.file_name


class RegisterChange(models.Model):
    """One school's difference between the file and what we have. ``fields`` is {field: [old, new]}."""

    register_import = models.ForeignKey(RegisterImport, models.CASCADE, related_name="changes")
    number = models.CharField(_("register number"), max_length=6)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("what"), max_length=10, choices=ChangeKind)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)
    fields = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change in the register")
        verbose_name_plural = _("changes in the register")
        ordering = ["pk"]
        constraints = [
            valid_choice("kind", ChangeKind),
            models.UniqueConstraint(fields=["register_import", "number"], name="contacts_registerchange_once"),
        ]
        indexes = [models.Index(fields=["register_import", "kind", "id"], name="contacts_change_kind")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
