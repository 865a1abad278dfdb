"""Somebody has left, and somebody else takes over: the empty places are filled in one go."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samarbejde.actions.events import record_event
from samarbejde.actions.participants import add_participant
from samarbejde.actions.people import create_person
from samarbejde.models import Participant, Person, Post


@transaction.atomic
def hand_over(
    *, person: Person, places: Iterable[Participant], successor: Person | None = None, name: str = "",
    function: str = "", email: str = "", phone: str = "", started_on: datetime.date | None = None, by,
) -> Person:  # fmt: skip
    """Let ``successor`` (or somebody new called ``name``) take the empty ``places`` after ``person``."""
    if successor is None:
        posts = [_same_place(post) | {"function": function, "started_on": started_on} for post in last_posts(person)]
        successor = create_person(
            institution=person.institution, name=name, email=email, phone=phone, posts=posts[:1], by=by
        )
    for place in places:
        row = (
            Participant.objects.select_for_update(of=("self",)).select_related("party__collaboration").get(pk=place.pk)
        )
        if row.person_id or row.ended_on:
            raise ValidationError(_("One of the places is no longer empty. Look at the page again."))
        add_participant(party=row.party, role=row.role, person=successor, note=row.note, started_on=started_on, by=by)
    record_event(
        verb="person_handed_over", person=person, institution=person.institution,
        data={"to": successor.pk, "places": len(list(places))}, by=by,
    )  # fmt: skip
    return successor


def last_posts(person: Person) -> list[Post]:
    """Return the posts the person had last: those that ended on the day they left, or else the latest one."""
    posts = list(person.posts.select_related("school", "municipality", "institution").order_by("-ended_on", "pk"))
    return [post for post in posts if person.left_on and post.ended_on == person.left_on] or posts[:1]


def _same_place(post: Post) -> dict:
    return {"school": post.school, "municipality": post.municipality, "institution": post.institution}
