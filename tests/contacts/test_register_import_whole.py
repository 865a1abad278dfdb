"""The whole register, where somebody has put it: the folder in the environment variable SAMARBEJDE_DATA."""

import datetime
import os
import pathlib

import pytest

from samarbejde.models import School
from tests.contacts.register_files import importer

FOLDER = os.environ.get("SAMARBEJDE_DATA", "")
REGISTER = pathlib.Path(FOLDER) / "register"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FOLDER, reason="the whole register is not part of the program: set SAMARBEJDE_DATA"),
]


def numbers(found):
    return {key: value for key, value in found.counts.items() if value and key not in {"rows", "open_before"}}


def test_the_register_of_2024_is_read_and_then_unchanged_and_then_overtaken(register_reference):
    old = (REGISTER / "instreg_2024-10_masked_utf16le.csv").read_bytes()
    new = (REGISTER / "instreg_2026-layout_derived_masked.csv").read_bytes()

    first = importer(old, is_full=True, source_date=datetime.date(2024, 10, 1))
    second = importer(old, is_full=True)
    assert (numbers(first), first.errors) == ({"new": 4767}, [])
    assert numbers(second) == {"unchanged": 4767}
    assert School.objects.filter(unit_kind="department", parent=None).count() == 0

    later = importer(new, is_full=True, source_date=datetime.date(2026, 9, 1))
    again = importer(new, is_full=True)
    assert numbers(later) == {"new": 222, "changed": 4537, "unchanged": 230, "notices": 1}
    assert numbers(again) == {"unchanged": 4989, "notices": 1}
    assert School.objects.filter(closed_on=datetime.date(2026, 9, 1)).count() == 222
