import pytest
from django.db import DataError, connection

from samarbejde.lib.patience import at_most
from samarbejde.models import User


def timeout():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        return cursor.fetchone()[0]


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_at_most_gives_up_and_leaves_the_connection_usable():
    before = timeout()
    with at_most(50):
        ask("SELECT pg_sleep(5)")
    assert (timeout(), User.objects.count()) == (before, 0)


@pytest.mark.django_db
def test_at_most_lets_through_what_is_quick_and_other_faults():
    before = timeout()
    with at_most(5000):
        ask("SELECT 1")
    assert timeout() == before
    with pytest.raises(DataError), at_most(5000):
        ask("SELECT 1/0")
