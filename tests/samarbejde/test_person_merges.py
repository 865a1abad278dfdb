import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from contacts.models import ContactAttempt
from samarbejde.actions.people import create_person, refresh_people
from samarbejde.actions.person_merges import keep_apart, merge_people, undo_merge
from samarbejde.choices import Function, ParticipantRole
from samarbejde.models import Event, Participant, Person, PersonMerge, Post, SearchDocument
from samarbejde.queries.duplicates import duplicate_pairs, is_near
from tests.factories import (
    AssessmentFactory,
    ContactAttemptFactory,
    ParticipantFactory,
    PersonFactory,
    SchoolFactory,
)


def written(cast, name="Inger Bech", email="", school=None, function=Function.TEACHER, **more):
    place = {"school": school or cast.school}
    return create_person(
        institution=cast.institution, name=name, email=email, posts=[{"function": function, **place}],
        by=cast.editor, **more,
    )  # fmt: skip


def everything() -> dict:
    """Return every row a person has a part in, value by value."""
    tables = (Person, Post, Participant, ContactAttempt)
    found = {model.__name__: list(model.objects.order_by("pk").values()) for model in tables}
    for row in found["Person"]:
        row.pop("version")  # counts every save, also these two
    return found


@pytest.mark.parametrize(
    ("name", "other", "near"),
    [
        ("inger bech", "inger marie bech", True),
        ("inger bech", "inger beck", True),
        ("soeren holm", "soren holm", True),
        ("inger bech", "anders lund", False),
        ("anne holm", "arne lund", False),
        ("inger", "inger marie", False),
    ],
)
def test_names_that_may_be_one_person(name, other, near):
    assert is_near(name, other) == near


@pytest.mark.guide("1A3")
def test_likely_doubles_are_found_and_no_others(cast):
    inger = written(cast, email="inger@skole.example")
    by_mail = written(cast, "I. Bech", "INGER@skole.example", SchoolFactory(name="Fjordskolen"))
    same = written(cast, "INGER  bech")
    near = written(cast, "Inger Marie Bech")
    elsewhere = written(cast, "Inger Bech", school=SchoolFactory(name="Bakkeskolen"))
    PersonFactory(institution=cast.elsewhere, name="Inger Bech", email="inger@skole.example")
    pairs = duplicate_pairs(Person.objects.visible_to(cast.editor))
    found = [(pair.first, pair.second, str(pair.why)) for pair in pairs]
    assert (inger, by_mail, "Samme e-mail") in found
    assert (inger, same, "Samme navn og arbejdssted") in found
    assert (inger, near, "Næsten samme navn, samme arbejdssted") in found
    assert [pair for pair in found if elsewhere in pair] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_doubles_costs_the_same_with_one_and_thirty(cast, login, django_assert_num_queries, rows):
    for number in range(rows):
        written(cast, f"Lærer {number}", f"l{number}@skole.example")
        written(cast, f"Lærer {number}", f"l{number}@skole.example")
    client = login(cast.editor)
    with django_assert_num_queries(5):
        client.get("/personer/dubletter/")


def test_two_that_are_said_to_be_different_are_not_suggested_again(cast, login):
    first, second = written(cast), written(cast)
    login(cast.editor).post(reverse("samarbejde:person_apart", args=[second.pk, first.pk]))
    assert duplicate_pairs(Person.objects.visible_to(cast.editor)) == []
    assert keep_apart(first=first, second=second, by=cast.editor).pk is not None


@pytest.fixture
def two(cast):
    """The same teacher twice: both in the collaboration, the second with a post, contacts and a past of her own."""
    kept = written(cast, phone="12 34 56 78")
    other = written(cast, "Inger B. Bech", "inger@skole.example", preferred_times="tirsdag")
    Post.objects.create(person=other, function=Function.PLC, school=SchoolFactory(name="Fjordskolen"))
    ParticipantFactory(party=cast.party, person=kept, role=ParticipantRole.CONTACT)
    ParticipantFactory(party=cast.party, person=other, role=ParticipantRole.CONTACT)
    ParticipantFactory(party=cast.party, person=other, role=ParticipantRole.TEACHING)
    ContactAttemptFactory(collaboration=cast.collaboration, school=cast.school, person=other, created_by=cast.editor)
    assessment = AssessmentFactory(collaboration=cast.collaboration)
    assessment.staff.add(kept, other)
    refresh_people(people=[kept.pk, other.pk])
    return kept, other


@pytest.mark.guide("1A3")
def test_a_merge_keeps_what_both_had(cast, login, two):
    kept, other = two
    page = login(cast.editor).get(reverse("samarbejde:person_merge", args=[kept.pk, other.pk]))
    assert list(page.context["form"].fields) == ["name"]
    login(cast.editor).post(reverse("samarbejde:person_merge", args=[kept.pk, other.pk]), {"name": "den_anden"})
    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.phone, kept.preferred_times) == (
        "Inger B. Bech", "inger@skole.example", "12 34 56 78", "tirsdag",
    )  # fmt: skip
    assert [post.function for post in kept.posts.order_by("pk")] == [Function.TEACHER, Function.PLC]
    assert sorted(kept.participations.values_list("role", flat=True)) == ["contact", "teaching"]
    assert (kept.contact_attempts.count(), kept.assessments.count()) == (1, 1)
    assert Event.objects.filter(person=kept, verb="person_created").count() == 2
    assert Person.objects.filter(pk=other.pk).exists() is False
    assert list(SearchDocument.objects.filter(kind="person").values_list("object_id", flat=True)) == [kept.pk]


def test_the_others_address_leads_to_the_kept_one_for_those_who_may_see_it(cast, login, two):
    kept, other = two
    merge_people(kept=kept, other=other, by=cast.editor)
    assert login(cast.reader).get(other.get_absolute_url())["Location"] == kept.get_absolute_url()
    assert login(cast.other).get(other.get_absolute_url()).status_code == 404


def test_the_undo_puts_back_exactly_what_was_there(cast, login, two):
    kept, other = two
    Person.objects.filter(pk=other.pk).update(created_at=datetime.datetime(2024, 3, 1, 9, 30, 1, 234567, datetime.UTC))
    before = everything()
    merge = merge_people(kept=kept, other=other, choices={"name": "Inger B. Bech"}, by=cast.editor)
    assert everything() != before
    response = login(cast.editor).post(reverse("samarbejde:merge_undo", args=[merge.pk]))
    assert response["Location"] == other.get_absolute_url()
    assert everything() == before
    assert sorted(cast.collaboration.assessment.staff.values_list("pk", flat=True)) == sorted([kept.pk, other.pk])
    assert SearchDocument.objects.filter(kind="person").count() == 2


def test_what_was_corrected_after_the_merge_stays_when_it_is_undone(cast, two):
    kept, other = two
    merge = merge_people(kept=kept, other=other, by=cast.editor)
    Person.objects.filter(pk=kept.pk).update(email="ny@skole.example")
    undo_merge(merge=merge, by=cast.editor)
    kept.refresh_from_db()
    assert (kept.email, kept.preferred_times) == ("ny@skole.example", "")


def test_an_undo_is_done_once(cast, two):
    merge = merge_people(kept=two[0], other=two[1], by=cast.editor)
    undo_merge(merge=merge, by=cast.editor)
    with pytest.raises(ValidationError):
        undo_merge(merge=merge, by=cast.editor)


def test_a_merge_of_a_merge_can_be_undone_in_any_order(cast, two):
    kept, other = two
    third = written(cast, "Inger Bech Holm")
    before = everything()
    first = merge_people(kept=kept, other=other, by=cast.editor)
    second = merge_people(kept=third, other=kept, by=cast.editor)
    first.refresh_from_db()
    assert first.kept == third
    undo_merge(merge=second, by=cast.editor)
    undo_merge(merge=PersonMerge.objects.get(pk=first.pk), by=cast.editor)
    assert everything() == before


def test_people_of_two_address_books_are_never_made_one(cast):
    with pytest.raises(ValidationError):
        merge_people(kept=written(cast), other=PersonFactory(institution=cast.elsewhere), by=cast.superuser)
