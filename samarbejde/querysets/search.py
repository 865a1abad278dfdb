"""Search over what one may see: Danish stems, parts of words by trigrams, and likeness for slips of the finger."""

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db import models
from django.db.models import F, Q

from samarbejde.access import institution_ids, network_ids, sees_everything
from samarbejde.choices import DocumentKind
from samarbejde.lib.folding import fold
from samarbejde.lib.search_words import read_search

TRIGRAM = 3  # letters; shorter ones no index knows
LIKE_FROM = 4  # letters; shorter words look like too much


class SearchDocumentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SearchDocumentQuerySet":
        if not user.is_authenticated:
            return self.none()
        if sees_everything(user):
            return self
        places = Q(institution__isnull=True) | Q(institution__in=institution_ids(user))
        if networks := network_ids(user):
            places |= Q(network__in=networks, institution__in=_peers(networks))
        # A network coordinator sees collaborations, not people.
        theirs = Q(institution__in=institution_ids(user, "view_people"))
        people = ~Q(kind__in=[DocumentKind.PERSON, DocumentKind.INQUIRY]) | theirs
        return self.filter(places, people)

    def matching(self, text: str) -> "SearchDocumentQuerySet":
        """Documents that hold every word, in any form or as a part of a longer one, and every ”phrase”; no -word."""
        asked = read_search(text)
        if not asked.wanted:
            return self.none()
        if max(map(_length, asked.wanted)) < TRIGRAM:
            return self.filter(title_folded__startswith=fold(" ".join(asked.wanted)))
        found = Q()
        for word in asked.words:
            found &= _holds(word)
        for phrase in asked.phrases:
            found &= _contains(fold(phrase))
        for word in asked.left_out:
            found &= ~_holds(word)
        return self.filter(found).order_by(F("kind"), F("title_folded"), "pk")

    def resembling(self, text: str, *, field: str) -> "SearchDocumentQuerySet":
        """Documents whose ``field`` ("title_folded", "body_folded") has words like those asked for, the likest first.

        For slips of the finger, when nothing is found as it is written.
        """
        asked = read_search(text)
        words = [fold(word) for word in asked.words if _length(word) >= LIKE_FROM]
        if not words or asked.phrases:
            return self.none()
        found = Q()
        for word in words:
            found &= Q(**{f"{field}__trigram_word_similar": word})
        like = TrigramWordSimilarity(" ".join(words), field)
        return self.filter(found).annotate(like=like).order_by("-like", "title_folded", "pk")


def _peers(networks: list[int]) -> models.QuerySet:
    from samarbejde.models import Institution  # noqa: PLC0415 - the models need this module

    return Institution.objects.filter(network__in=networks).values("pk")


def _length(word: str) -> int:
    return len(fold(word))


def _contains(folded: str) -> Q:
    return Q(title_folded__contains=folded) | Q(body_folded__contains=folded)


def _holds(word: str) -> Q:
    """As a stem, or as a part of a word: full text does not take compounds apart."""
    return Q(vector=SearchQuery(word, config="danish")) | _contains(fold(word))
