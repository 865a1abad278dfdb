"""Reads of people."""

from django.db import models

from samarbejde.access import institution_ids, sees_everything


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PersonQuerySet":
        """The people of one's own institutions; a network coordinator sees no other place's address book."""
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user, "view_people"))

    def where_may(self, user, permission: str) -> "PersonQuerySet":
        """The people of the institutions at which ``user`` holds ``permission``."""
        return self if sees_everything(user) else self.filter(institution__in=institution_ids(user, permission))

    def active(self) -> "PersonQuerySet":
        return self.filter(left_on__isnull=True)
