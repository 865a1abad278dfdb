import datetime

import pytest
from django.core.management import call_command

from samarbejde.actions.reference import load_reference
from samarbejde.models import Format, Municipality, Region, SchoolType

pytestmark = pytest.mark.django_db


def test_the_reference_data_are_loaded_once():
    first = load_reference()
    second = load_reference()

    assert {table: counts["new"] for table, counts in first.items()} == {
        "regions": 6, "municipalities": 99, "aliases": 220, "school_types": 52, "grades": 20, "subjects": 44,
        "formats": 23, "advice": 52, "school_holidays": 15,
    }  # fmt: skip
    assert [counts["new"] + counts["changed"] for counts in second.values()] == [0] * 9


def test_what_has_changed_in_the_files_is_changed_here():
    load_reference()
    Municipality.objects.filter(code="0101").update(name="Kjøbenhavn")

    assert load_reference()["municipalities"] == {"new": 0, "changed": 1, "unchanged": 98}
    assert Municipality.objects.get(code="0101").name == "København"


def test_the_eastern_regions_become_one_in_2027():
    load_reference(today=datetime.date(2026, 12, 31))
    assert Municipality.objects.get(code="0101").region.name == "Region Hovedstaden"

    load_reference(today=datetime.date(2027, 1, 1))
    east = Region.objects.get(name="Region Østdanmark")
    assert east.municipalities.count() == 47  # Christiansø with Bornholm
    assert Region.objects.get(code="1084").valid_to == datetime.date(2026, 12, 31)


@pytest.mark.guide("2")
def test_the_catalogue_has_the_guides_forms_each_described():
    load_reference()

    groups = [Format.objects.filter(group=group).count() for group in ("2A", "2B", "2C", "2D", "2E")]
    assert groups == [6, 1, 4, 8, 4]
    assert Format.objects.filter(description="").count() == 0


def test_universities_and_offices_are_no_schools():
    load_reference()

    is_school = dict(SchoolType.objects.values_list("code", "is_school"))
    assert [is_school[code] for code in ("1131", "2013", "2021")] == [False] * 3
    assert [is_school[code] for code in ("1012", "1011", "1027", "1061")] == [True] * 4


def test_the_command_tells_what_it_did(capsys):
    call_command("load_reference")

    assert "formats: 23 new, 0 changed, 0 unchanged" in capsys.readouterr().out
