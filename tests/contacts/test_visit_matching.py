"""Old booking lists against the known truth: nothing silently wrong, nearly everything right or offered first."""

import csv
import datetime
import os
import pathlib

import pytest

from contacts.actions.visit_import import map_visit_columns, upload_visit_file
from contacts.imports.matching import Clues, Matcher
from samarbejde.models import School, SchoolFormerName
from tests.contacts.register_files import SAMPLE_2024, importer
from tests.factories import SchoolFactory

BOOKINGS = pathlib.Path(__file__).parents[1] / "data" / "bookings"
LAYOUTS = ["synthetic_export_A_cp1252_semicolon.csv", "synthetic_export_B_google_forms_utf8_comma.csv"]
FOLDER = os.environ.get("SAMARBEJDE_DATA", "")

pytestmark = pytest.mark.django_db


def truth(name: str) -> dict[int, str]:
    """Return {line of the list: the right school's number, or nothing}; cells may hold line breaks."""
    encoding, separator = ("cp1252", ";") if "_A_" in name else ("utf-8", ",")
    with (BOOKINGS / "synthetic_truth_first_300_rows.csv").open(encoding="utf-8") as file:
        right = [row["true_inst_nr"] for row in csv.DictReader(file)]
    with (BOOKINGS / name).open(encoding=encoding, newline="") as file:
        reader, lines = csv.reader(file, delimiter=separator), []
        begins = 1
        for _row in reader:
            lines.append(begins)
            begins = reader.line_num + 1
    return dict(zip(lines[1:], right, strict=False))


def judged(cast, name: str) -> dict[str, int]:
    """Return how many rows of a list were taken wrongly, taken rightly, offered first, or neither."""
    content = (BOOKINGS / name).read_bytes()
    found = upload_visit_file(institution=cast.institution, content=content, file_name=name, by=cast.coordinator)
    map_visit_columns(visit_import=found, mapping=found.mapping, by=cast.coordinator)
    numbers, known = dict(School.objects.values_list("pk", "number")), truth(name)
    counts = dict.fromkeys(["rows", "wrong", "sure", "first", "neither"], 0)
    for row in found.rows.all():
        true = known[row.line]
        if true and true not in numbers.values():
            true = "not in the register"
        first = numbers[row.candidates[0][0]] if row.candidates else ""
        if not row.is_open:
            counts["sure" if numbers[row.school_id] == true else "wrong"] += 1
        elif true.isdigit():
            counts["first" if first == true else "neither"] += 1
        counts["rows"] += true.isdigit()
    return counts


@pytest.mark.guide("1A2")
@pytest.mark.parametrize("name", LAYOUTS)
def test_with_a_part_of_the_register_nothing_is_silently_wrong(cast, register_reference, name):
    importer(SAMPLE_2024.read_bytes())

    counts = judged(cast, name)

    assert counts["wrong"] == 0
    assert counts["sure"] + counts["first"] >= 0.85 * counts["rows"] > 10


@pytest.mark.guide("1A2")
@pytest.mark.skipif(not FOLDER, reason="the whole register is not part of the program: set SAMARBEJDE_DATA")
def test_with_the_whole_register_nothing_is_silently_wrong(cast, register_reference):
    register = pathlib.Path(FOLDER) / "register"
    old, new = "instreg_2024-10_masked_utf16le.csv", "instreg_2026-layout_derived_masked.csv"
    importer((register / old).read_bytes(), source_date=datetime.date(2024, 10, 1))
    importer((register / new).read_bytes(), source_date=datetime.date(2026, 9, 1))

    for name in LAYOUTS:
        counts = judged(cast, name)
        assert counts["wrong"] == 0
        assert counts["sure"] + counts["first"] >= 0.85 * counts["rows"] > 150


def school(name, **values):
    return SchoolFactory(**{"name": name, "postcode": "4300", "city": "Holbæk", "municipality": None} | values)


def matched(**clues):
    match = Matcher().match(Clues(**clues))
    return (match.sure, [candidate[0] for candidate in match.candidates])


def test_a_name_and_a_place_that_agree_are_sure():
    right = school("Ærøskøbing Skole")

    assert matched(name="AEROESKOEBING SKL.", postcode="4300") == (True, [right.pk])
    assert matched(name="Ærøskøbing Skole", postcode="9999") == (False, [right.pk])
    assert matched(name="Ærøskøbing Skole") == (False, [right.pk])


def test_two_schools_of_one_name_and_postcode_are_never_sure():
    one, other = school("Midtskolen"), school("Midtskolen")

    sure, offered = matched(name="Midtskolen", postcode="4300")

    assert (sure, set(offered)) == (False, {one.pk, other.pk})


def test_a_number_is_sure_unless_the_name_says_something_else():
    right = school("Bymoseskolen", number="316001")

    assert matched(number="316001", name="Bymoseskolen") == (True, [right.pk])
    assert matched(number="316001") == (True, [right.pk])
    assert matched(number="316001", name="Tinghøjskolen") == (False, [right.pk])


def test_a_former_name_finds_the_school():
    right = school("Campus Nord")
    SchoolFormerName.objects.create(school=right, name="Ladegårdsskolen")

    assert matched(name="Ladegårdsskolen", postcode="4300") == (True, [right.pk])


def test_a_mail_address_of_one_school_alone_offers_it():
    right = school("Campus Nord", email="kontor@campusnord.example")
    school("Syd", email="a@faelles.example")
    school("Øst", email="b@faelles.example")

    assert matched(name="Vores skole", domains=("campusnord.example",)) == (False, [right.pk])
    assert matched(name="Vores skole", domains=("faelles.example", "gmail.com")) == (False, [])
