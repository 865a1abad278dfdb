"""Search over everything one may see: Danish stems and, for compounds, trigrams."""

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import F, Q

from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import DocumentKind
from samarbejde.lib.folding import fold


class SearchDocumentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SearchDocumentQuerySet":
        if not user.is_authenticated:
            return self.none()
        if sees_everything(user):
            return self
        places = Q(institution__isnull=True) | Q(institution__in=institution_ids(user))
        # A network coordinator sees collaborations, not people.
        theirs = Q(institution__in=institution_ids(user, "view_people"))
        people = ~Q(kind__in=[DocumentKind.PERSON, DocumentKind.INQUIRY]) | theirs
        return self.filter(places, people)

    def matching(self, words: str) -> "SearchDocumentQuerySet":
        """Documents that hold ``words``: stems by full text, parts of words by trigram from three letters on."""
        words = words.strip()[:200]
        folded = fold(words)
        if not folded:
            return self.none()
        if len(folded) < 3:
            return self.filter(title_folded__startswith=folded)
        stems = Q(vector=SearchQuery(words, config="danish", search_type="websearch"))
        parts = Q()
        for part in folded.split()[:8]:
            parts &= Q(title_folded__contains=part) | Q(body_folded__contains=part)
        return self.filter(stems | parts).order_by(F("kind"), F("title_folded"), "pk")
