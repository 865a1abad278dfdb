"""What Django asks of a server before it migrates it: the demo's known passwords must never work there."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import DatabaseError, router

from config.demo_accounts import demo_accounts

DEMO_ACCOUNTS_FOUND = "This database holds accounts of the demo, whose password everybody knows: {emails}."


@checks.register(checks.Tags.database)
def no_demo_accounts_on_a_server(databases: Sequence[str] | None = None, **kwargs: object) -> list[checks.CheckMessage]:
    """Return an error when a database in production has one of the demo's accounts."""
    users = get_user_model()
    if not settings.PRODUCTION or router.db_for_read(users) not in (databases or ()):
        return []
    emails = [account[0] for account in demo_accounts()]
    try:
        found = sorted(users.objects.filter(email__in=emails).values_list("email", flat=True))
    except DatabaseError:  # not migrated yet, so nobody is in it
        return []
    hint = "Use a database that the demo has not been in."
    return [checks.Error(DEMO_ACCOUNTS_FOUND.format(emails=", ".join(found)), hint, id="config.E001")] if found else []
