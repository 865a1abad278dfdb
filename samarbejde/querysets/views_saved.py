"""Reads of saved views."""

from django.db import models
from django.db.models import Q

from samarbejde.access import institution_ids


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SavedViewQuerySet":
        """One's own, and those colleagues share at a place one belongs to."""
        return self.filter(Q(user=user) | Q(institution__in=institution_ids(user)))
