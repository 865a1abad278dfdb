"""What a person's page shows: posts, and places in collaborations."""

from samarbejde.models import Participant, Person, Post

MOST = 100


def posts_of(person: Person) -> list[Post]:
    """Return the posts, present ones first. One query."""
    rows = person.posts.select_related("school", "municipality", "institution")
    return sorted(rows.order_by("-started_on", "pk")[:MOST], key=lambda post: post.ended_on is not None)


def participations_of(person: Person) -> list[Participant]:
    """Return the places in collaborations of the person's own address book. One query."""
    rows = Participant.objects.filter(person=person, collaboration__institution=person.institution_id)
    return list(rows.select_related("collaboration").order_by("collaboration__next_step_key", "pk")[:MOST])
