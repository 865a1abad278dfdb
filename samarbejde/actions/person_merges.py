"""Making two cards one, and putting back exactly what was there."""

import datetime
from decimal import Decimal

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbejde.actions.events import record_event
from samarbejde.actions.people import after_change
from samarbejde.actions.summary import forget_document
from samarbejde.choices import DocumentKind
from samarbejde.models import Person, PersonMerge, PersonPair, Post

FILLED = ("email", "phone", "preferred_channel", "preferred_times", "source", "good_to_know", "user_id")
CHOSEN = ("name", "email", "phone", "preferred_channel", "preferred_times")


@transaction.atomic
def merge_people(*, kept: Person, other: Person, choices: dict[str, str] | None = None, by) -> PersonMerge:
    """Make ``other`` a part of ``kept``: posts, places, contacts and history go along, empty fields are filled.

    ``choices`` are values for the fields in `CHOSEN`, where the two differ. Everything is remembered for the undo.
    """
    kept, other = _lock_both(kept, other)
    merge = PersonMerge(kept=kept, other_number=other.pk, other=_row_of(other), made_at=timezone.now(), made_by=by)
    merge.removed = _remove_equal_posts(kept, other)
    for relation in _relations():
        moved, removed = _move(relation, other.pk, kept.pk)
        if moved:
            merge.moved[_name_of(relation)] = moved
        merge.removed += removed
    values = _filled(kept, other) | {name: value for name, value in (choices or {}).items() if name in CHOSEN}
    other.delete()
    merge.before, merge.after = _write(kept, values)
    merge.save()
    forget_document(kind=DocumentKind.PERSON, object_id=merge.other_number)
    # Only that it happened: the other's name stands in the merge itself, which goes when it is undone or erased.
    record_event(verb="person_merged", person=kept, institution=kept.institution, data={"merge": merge.pk}, by=by)
    after_change(kept)
    return merge


@transaction.atomic
def undo_merge(*, merge: PersonMerge, by) -> Person:
    """Put the other card back with its number and everything it had; what was changed since on the kept one stays."""
    merge = PersonMerge.objects.select_for_update(of=("self",)).select_related("kept__institution").get(pk=merge.pk)
    if merge.undone_at:
        raise ValidationError(_("That has been undone already."))
    kept = merge.kept
    stored = _plain({name: getattr(kept, name) for name in merge.after})
    back = {name: merge.before[name] for name, value in merge.after.items() if stored[name] == value}
    _write(kept, {name: Person._meta.get_field(name).to_python(value) for name, value in back.items()})
    other = _put_back(Person, merge.other)
    for row in merge.removed:
        _put_back(apps.get_model(row["model"]), row["values"])
    for name, keys in merge.moved.items():
        model, field = name.rsplit(".", 1)
        rows = apps.get_model(model)._base_manager  # noqa: SLF001
        rows.filter(pk__in=keys, **{field: kept.pk}).update(**{field: other.pk})
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    for person in (kept, other):
        record_event(verb="merge_undone", person=person, institution=kept.institution, by=by)
        after_change(person)
    return other


@transaction.atomic
def keep_apart(*, first: Person, second: Person, by) -> PersonPair:
    """Note that two cards that look alike are two people; they are not suggested again."""
    low, high = sorted((first.pk, second.pk))
    pair, _is_new = PersonPair.objects.get_or_create(first_id=low, second_id=high, defaults={"created_by": by})
    return pair


def _lock_both(kept: Person, other: Person) -> tuple[Person, Person]:
    if kept.pk == other.pk or kept.institution_id != other.institution_id:
        raise ValidationError(_("Only two people in the same address book can be made one."))
    rows = Person.objects.select_for_update(of=("self",)).select_related("institution")
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, other.pk]).order_by("pk")}
    if len(found) < 2 or any(row.erased_at for row in found.values()):
        raise ValidationError(_("One of the two is no longer there. Open the list again."))
    return found[kept.pk], found[other.pk]


def _filled(kept: Person, other: Person) -> dict:
    """Return what the kept card lacks and the other has; confirmed is what was confirmed last."""
    values = {name: getattr(other, name) for name in FILLED if not getattr(kept, name) and getattr(other, name)}
    days = [day for day in (kept.confirmed_on, other.confirmed_on) if day]
    # Somebody who is still there on one of the cards has not left.
    left = kept.left_on if other.left_on else None
    return values | {"confirmed_on": max(days, default=None), "left_on": left}


def _write(person: Person, values: dict) -> tuple[dict, dict]:
    """Store ``values`` and return what was there and what is there now, for the fields that changed."""
    before = {name: getattr(person, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    for name in changed:
        setattr(person, name, values[name])
    person.version += 1
    person.save(update_fields=[*(name.removesuffix("_id") for name in changed), "version"])
    return _plain({name: before[name] for name in changed}), _plain({name: values[name] for name in changed})


def _relations() -> list:
    """Return every foreign key to a person in the whole program, also those the upper floors have."""
    fields = Person._meta.get_fields(include_hidden=True)
    return [f for f in fields if f.auto_created and not f.concrete and (f.one_to_many or f.one_to_one)]


def _name_of(relation) -> str:
    return f"{relation.related_model._meta.label}.{relation.field.attname}"


def _move(relation, source: int, target: int) -> tuple[list[int], list[dict]]:
    """Move the rows; one that ``target`` has already is taken away instead, and returned with its values."""
    model, field = relation.related_model, relation.field.attname
    rows = model._base_manager.filter(**{field: source})  # noqa: SLF001
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    moved, removed = [], []
    for key in keys:
        row = model._base_manager.filter(pk=key)  # noqa: SLF001
        try:
            with transaction.atomic():
                row.update(**{field: target})
            moved.append(key)
        except IntegrityError:
            removed.append({"model": model._meta.label, "values": _row_of(row.get())})
            row.delete()
    return moved, removed


def _remove_equal_posts(kept: Person, other: Person) -> list[dict]:
    held = {_post_key(post) for post in kept.posts.all()}
    doubles = [post for post in other.posts.order_by("pk") if _post_key(post) in held]
    values = [{"model": Post._meta.label, "values": _row_of(post)} for post in doubles]
    Post.objects.filter(pk__in=[post.pk for post in doubles]).delete()
    return values


def _post_key(post: Post) -> tuple:
    return post.function, post.title, post.school_id, post.municipality_id, post.institution_id, post.ended_on


def _stored_fields(model: type[models.Model]) -> list:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _row_of(row: models.Model) -> dict:
    return _plain({field.attname: getattr(row, field.attname) for field in _stored_fields(type(row))})


def _plain(values: dict) -> dict:
    """Return the values as JSON holds them, to the last microsecond."""
    return {name: _as_json(value) for name, value in values.items()}


def _as_json(value):
    if isinstance(value, datetime.date):  # a datetime is one too
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _put_back(model: type[models.Model], values: dict) -> models.Model:
    """Write a row as it was, with its own number and, unlike a new row, its own time of making."""
    fields = {field.attname: field for field in _stored_fields(model)}
    given = {name: fields[name].to_python(value) for name, value in values.items() if name in fields}
    row = model(**given)
    row.save(force_insert=True)
    stamps = {name: value for name, value in given.items() if getattr(fields[name], "auto_now_add", False)}
    if stamps:
        model._base_manager.filter(pk=row.pk).update(**stamps)  # noqa: SLF001
    return row
