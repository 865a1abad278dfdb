"""The seeder writes past the actions: what it writes must be what they would have written."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from config.seed.ground import COORDINATOR, SUPERUSER
from config.seed.planting import UnwillingError, check_willing, load_schools, plant
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.people import refresh_people
from samarbejde.actions.summary import refresh_summary
from samarbejde.models import Collaboration, Event, Person, SearchDocument, User
from tests.factories import UserFactory

NUMBER = 60
TODAY = datetime.date(2026, 11, 23)
PREPARED = (
    "pk",
    "title",
    "counterpart",
    "municipality_codes",
    "grades_label",
    "search_text",
    "hours_agreed",
    "hours_used",
    "next_step_on",
)
OF_PEOPLE = ("pk", "name", "workplace", "search_text")
DOCUMENT = ("kind", "object_id", "institution", "collaboration", "title", "subtitle", "body", "url")


@pytest.fixture(scope="module")
def ready(django_db_setup, django_db_blocker):
    """The reference data and the register, for every test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_schools(None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def seeded(ready, django_db_blocker):
    """Yield what was written; it is gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield plant(NUMBER, 1, TODAY, lambda text: None)
        transaction.set_rollback(True)


def rows(model, names):
    return list(model.objects.order_by("pk").values_list(*names))


def test_every_row_points_at_a_row_that_is_there(seeded):
    astray = []
    for model in seeded.written:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                there = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
                lost = model._base_manager.filter(~Exists(there), **{f"{field.name}__isnull": False})
                if lost.exists():
                    astray.append(f"{model.__name__}.{field.name}")
    assert astray == []


def test_what_lists_and_search_read_is_what_the_actions_write(seeded):
    before = rows(Collaboration, PREPARED), rows(Person, OF_PEOPLE), rows(SearchDocument, DOCUMENT)
    refresh_summary(collaborations=[row[0] for row in before[0]])
    refresh_people(people=[row[0] for row in before[1]])
    after = rows(Collaboration, PREPARED), rows(Person, OF_PEOPLE), rows(SearchDocument, DOCUMENT)
    assert after == before


def test_the_same_seed_and_day_give_the_same_rows(ready, django_db_blocker):
    found = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            plant(NUMBER, seed, TODAY, lambda text: None)
            found.append((rows(Collaboration, PREPARED[1:]), Event.objects.count()))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0] != found[2]


def test_about_ten_events_each_and_nobody_has_a_password(seeded):
    assert 8 <= Event.objects.count() / NUMBER <= 18
    assert [user.email for user in User.objects.all() if user.has_usable_password()] == []


def test_the_measured_users_see_their_pages(seeded, client):
    assert refresh_attention(today=TODAY) > 0
    shown = {}
    for email in (COORDINATOR, SUPERUSER):
        user = User.objects.get(email=email)
        client.force_login(user)
        first = Collaboration.objects.visible_to(user).first()
        pages = [reverse("samarbejde:overview"), reverse("samarbejde:collaboration_list"), first.get_absolute_url()]
        shown[email] = [client.get(page).status_code for page in pages], Collaboration.objects.visible_to(user).count()
    assert [statuses for statuses, _ in shown.values()] == [[200, 200, 200]] * 2
    assert 0 < shown[COORDINATOR][1] < shown[SUPERUSER][1] == NUMBER


def test_a_seeded_database_is_not_seeded_again(seeded):
    with pytest.raises(UnwillingError):
        check_willing(force=True)


def test_other_peoples_data_are_left_alone(db):
    UserFactory()
    with pytest.raises(CommandError, match="--force"):
        call_command("seed", "--collaborations", "5")
    check_willing(force=True)


def test_there_must_be_something_to_make(db):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("seed", "--collaborations", "0")
