"""Reads of what belongs to a collaboration."""

from django.db import models

from samarbejde.access import institution_ids, sees_everything


class OfCollaborationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfCollaborationQuerySet":
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user))
