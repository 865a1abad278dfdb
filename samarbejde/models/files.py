"""Files that belong to a collaboration. Served only by a view that checks access."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def storage_name(file: "StoredFile", original: str) -> str:  # noqa: ARG001 - Django gives both
    """Return a random name: nothing the sender chose reaches the disk."""
    return f"{secrets.token_hex(2)}/{secrets.token_hex(16)}"


class StoredFile(models.Model):
    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=160)
    file = models.FileField(_("file"), upload_to=storage_name)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content_type = models.CharField(_("type"), max_length=100)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("added"), auto_now_add=True)
    uploaded_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name
