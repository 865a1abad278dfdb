"""One cast and one logged-in client per actor for a whole module: each test undoes what it did, and only that."""

import copy

import pytest
from django.db import transaction
from django.test import Client

from tests.access.rules import ACTORS
from tests.cast import assemble


class Visitors:
    """Asks as any actor, each with a session of its own."""

    def __init__(self, cast):
        self.clients = {actor: Client() for actor in ACTORS}
        for actor, client in self.clients.items():
            if user := cast.user(actor):
                client.force_login(user)
        self.cookies = {actor: copy.deepcopy(client.cookies) for actor, client in self.clients.items()}

    def ask(self, actor, url, method="get", **options):
        """Return the answer to ``actor``, who begins with nothing but the session."""
        client = self.clients[actor]
        client.cookies = copy.deepcopy(self.cookies[actor])
        return getattr(client, method)(url, **options)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast and its visitors, made once; pytest's own transaction of each test lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = assemble()
        yield cast, Visitors(cast)
        transaction.set_rollback(True)


@pytest.fixture
def cast(world, db):
    """The module's cast, in a copy: what a test caches on its objects is gone after it."""
    return copy.deepcopy(world[0])


@pytest.fixture
def visitors(world, db):
    return world[1]
