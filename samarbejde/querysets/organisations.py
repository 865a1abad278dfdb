"""Reads of schools and institutions."""

from django.db import models

from samarbejde.access import institution_ids, sees_everything


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SchoolQuerySet":
        """The register is public: everybody who is logged in sees every school."""
        return self if user.is_authenticated else self.none()

    def open(self) -> "SchoolQuerySet":
        return self.filter(closed_on__isnull=True)

    def schools_only(self) -> "SchoolQuerySet":
        """Leave out the register's universities, municipal offices and the like."""
        return self.filter(type__is_school=True)


class InstitutionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "InstitutionQuerySet":
        if sees_everything(user):
            return self
        return self.filter(pk__in=institution_ids(user))

    def where_may(self, user, permission: str) -> "InstitutionQuerySet":
        """Institutions at which ``user`` holds ``permission`` (see access.PERMISSIONS)."""
        if sees_everything(user):
            return self
        return self.filter(pk__in=institution_ids(user, permission))
