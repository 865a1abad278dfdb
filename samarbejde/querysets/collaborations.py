"""Reads of collaborations."""

from django.db import models

from samarbejde.access import institution_ids, sees_everything
from samarbejde.phases import Phase, Status


class CollaborationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CollaborationQuerySet":
        if sees_everything(user):
            return self
        ids = institution_ids(user)
        # One institution, the ordinary case: equality lets PostgreSQL walk the (institution, sort key) index.
        return self.filter(institution=ids[0]) if len(ids) == 1 else self.filter(institution__in=ids)

    def open(self) -> "CollaborationQuerySet":
        """Running or paused, and not closed."""
        return self.filter(status__in=[Status.RUNNING, Status.PAUSED]).exclude(phase=Phase.CLOSED)

    def running(self) -> "CollaborationQuerySet":
        return self.filter(status=Status.RUNNING)

    def of_user(self, user) -> "CollaborationQuerySet":
        """Those ``user`` leads or takes part in as a person: what "mine" means."""
        from samarbejde.models import Participant  # noqa: PLC0415 - the models need this module

        joined = Participant.objects.filter(person__user=user, ended_on__isnull=True).values("collaboration")
        leads = self.model.objects.filter(lead=user).values("pk")
        # A union, not an "or": PostgreSQL finds the few by two indexes instead of reading all one may see.
        return self.filter(pk__in=leads.union(joined))
