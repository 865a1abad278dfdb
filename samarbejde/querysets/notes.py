"""Reads of internal notes."""

from django.db import models

from samarbejde.access import institution_ids, sees_everything


class InternalNoteQuerySet(models.QuerySet):
    def visible_to(self, user) -> "InternalNoteQuerySet":
        """Only for those who hold the notes' own permission at the institution itself."""
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user, "view_internal_notes"))
