"""Lost updates: every edit form carries the version it was shown with."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

M = TypeVar("M", bound=models.Model)


class StaleVersion(Exception):  # noqa: N818 - a state of the data, not a program error
    """Somebody saved in between. ``current`` is the row as it is now."""

    def __init__(self, current: models.Model):
        super().__init__(_("Somebody else has saved this in the meantime."))
        self.current = current


def lock_version(model: type[M], pk, version: int) -> M:
    """Lock the row and return it when ``version`` is still the stored one; else raise `StaleVersion`.

    The caller adds one to ``version`` when saving.
    """
    row = model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)  # noqa: SLF001
    if row.version != version:  # type: ignore[attr-defined]
        raise StaleVersion(row)
    return row
