"""The address book: people and their posts. The only writer of what lists and searches show of them."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.summary import index_documents, refresh_summary
from samarbejde.choices import DocumentKind
from samarbejde.lib.folding import fold
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, Institution, Participant, Person, Post, SearchDocument


@transaction.atomic
def create_person(*, institution: Institution, name: str, posts: Iterable[dict] = (), by, **values) -> Person:
    """Write somebody into the address book; what one writes down oneself is confirmed that day.

    ``posts`` are the fields of `Post`; ``values`` are email, phone, preferred_channel, preferred_times, source, user.
    """
    values = {"confirmed_on": timezone.localdate(), **values}
    person = Person.objects.create(institution=institution, name=name, created_by=by, **values)
    Post.objects.bulk_create([Post(person=person, **post) for post in posts])
    refresh_people(people=[person.pk])
    record_event(verb="person_created", person=person, institution=institution, by=by)
    person.refresh_from_db()
    return person


@transaction.atomic
def edit_person(*, person: Person, version: int, by, **values) -> Person:
    """Change fields of a person. Raises `StaleVersion` after a lost update."""
    row = lock_version(Person, person.pk, version)
    changed = changed_fields({name: getattr(row, name) for name in values}, values)
    for name in changed:
        setattr(row, name, values[name])
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    # Which fields, not what stood in them: the history must not keep an address somebody wants erased.
    record_event(
        verb="person_changed", person=row, institution=row.institution, data={"fields": sorted(changed)}, by=by
    )
    after_change(row)
    return row


@transaction.atomic
def confirm_person(*, person: Person, by) -> Person:
    """Note that the person's post and address were right today."""
    person.confirmed_on = timezone.localdate()
    person.save(update_fields=["confirmed_on"])
    record_event(verb="person_confirmed", person=person, institution=person.institution, by=by)
    refresh_attention(collaborations=_collaborations_of(person))
    return person


@transaction.atomic
def add_post(
    *, person: Person, function: str, title: str = "", school=None, municipality=None, institution=None,
    started_on: datetime.date | None = None, by,
) -> Post:  # fmt: skip
    """Give a person a post at a school, a municipality or an institution."""
    post = Post.objects.create(
        person=person, function=function, title=title, school=school, municipality=municipality,
        institution=institution, started_on=started_on,
    )  # fmt: skip
    record_event(
        verb="post_added", person=person, school=school, institution=person.institution,
        data={"function": function, "place": str(post.place)}, by=by,
    )  # fmt: skip
    after_change(person)
    return post


@transaction.atomic
def end_post(*, post: Post, ended_on: datetime.date, by) -> Post:
    """End one post; the person stays in the address book and in the collaborations."""
    if post.started_on and ended_on < post.started_on:
        raise ValidationError({"ended_on": _("That is before the person began.")})
    post.ended_on = ended_on
    post.save(update_fields=["ended_on"])
    record_event(
        verb="post_ended", person=post.person, school=post.school, institution=post.person.institution,
        data={"function": post.function, "place": str(post.place)}, by=by,
    )  # fmt: skip
    after_change(post.person)
    return post


@transaction.atomic
def mark_person_left(*, person: Person, left_on: datetime.date, by) -> Person:
    """The person has changed jobs: posts end, and the places in running collaborations stand empty, name kept."""
    person = Person.objects.select_for_update(of=("self",), no_key=True).select_related("institution").get(pk=person.pk)
    if person.left_on:
        return person
    person.left_on = left_on
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    for post in person.posts.filter(ended_on__isnull=True):
        post.ended_on = max(left_on, post.started_on or left_on)
        post.save(update_fields=["ended_on"])
    for row in _running_roles(person):
        _vacate(row, left_on)
    record_event(
        verb="person_left", person=person, institution=person.institution, data={"on": left_on.isoformat()}, by=by
    )
    after_change(person)
    return person


def _running_roles(person: Person):
    """Return the person's roles in collaborations that go on; closed ones keep the name where it stood."""
    return Participant.objects.select_related("collaboration").filter(
        person=person, ended_on__isnull=True, collaboration__in=Collaboration.objects.open()
    )


def _vacate(row: Participant, left_on: datetime.date) -> None:
    row.ended_on = max(left_on, row.started_on or left_on)
    row.save(update_fields=["ended_on"])
    Participant.objects.create(collaboration=row.collaboration, party_id=row.party_id, role=row.role, note=row.note)
    record_event(
        verb="participant_ended", collaboration=row.collaboration, person=row.person,
        data={"name": str(row.person), "role": row.role, "on": row.ended_on.isoformat(), "party": str(row.party)},
    )  # fmt: skip


@transaction.atomic
def mark_person_back(*, person: Person, by) -> Person:
    """Undo ”has left”: the person is active again; posts and places are given anew."""
    person.left_on = None
    person.version += 1
    person.save(update_fields=["left_on", "version"])
    record_event(verb="person_back", person=person, institution=person.institution, by=by)
    after_change(person)
    return person


def _collaborations_of(person: Person) -> list[int]:
    return list(person.participations.values_list("collaboration", flat=True).distinct())


def after_change(person: Person) -> None:
    """Bring what lists, searches and signals say about a person up to date."""
    refresh_people(people=[person.pk])
    ids = _collaborations_of(person)
    refresh_summary(collaborations=ids)
    refresh_attention(collaborations=ids)


def refresh_people(*, people: list[int]) -> None:
    """Rewrite workplace, search text and search documents of these people. Three queries, however many."""
    posts = Post.objects.select_related("school", "municipality", "institution").order_by("-started_on", "pk")
    by_person: dict[int, list[Post]] = {}
    for post in posts.filter(person__in=people, ended_on__isnull=True):
        by_person.setdefault(post.person_id, []).append(post)
    rows = list(Person.objects.filter(pk__in=people))
    for row in rows:
        held = by_person.get(row.pk, [])
        row.workplace = ", ".join(dict.fromkeys(str(post.place) for post in held))[:200]
        titles = [post.title or post.get_function_display() for post in held]
        row.search_text = fold(" ".join([row.name, row.email, row.phone, row.workplace, *titles]))
    Person.objects.bulk_update(rows, ["workplace", "search_text"], batch_size=500)
    index_documents(documents=[_document(row, by_person.get(row.pk, [])) for row in rows])


def _document(row: Person, posts: list[Post]) -> SearchDocument:
    """Return what the search finds: name, posts and place; address and number are read on the person's own page."""
    return SearchDocument(
        kind=DocumentKind.PERSON,
        object_id=row.pk,
        institution_id=row.institution_id,
        title=row.name,
        subtitle=", ".join(str(post) for post in posts)[:300],
        body="\n".join([row.workplace, *(post.title or post.get_function_display() for post in posts)]),
        url=row.get_absolute_url(),
    )
