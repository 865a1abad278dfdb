"""Django admin for those who keep the house: users, reference data, outbox, events. Internal notes are not here."""

from samarbejde.admin import access, advice, catalogue, events, organisations, outbox

__all__ = ["access", "advice", "catalogue", "events", "organisations", "outbox"]
