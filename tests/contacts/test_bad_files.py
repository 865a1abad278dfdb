"""Every file of the manifest of broken files gives what the manifest says, and none brings the program down.

Files that are not committed are looked for in the folder that the environment variable SAMARBEJDE_DATA names.
"""

import csv
import datetime
import os
import pathlib

import pytest

from contacts.actions.register_reading import read_register_file
from contacts.choices import ImportStatus
from contacts.imports.reading import open_register
from contacts.imports.visit_columns import guess
from contacts.imports.visit_reading import read_booking_table, read_visits
from contacts.models import RegisterImport
from samarbejde.lib.tables_in import TableError
from samarbejde.models import School
from tests.contacts.register_files import BAD, SAMPLE_2026, importer

pytestmark = pytest.mark.django_db
FOLDER = os.environ.get("SAMARBEJDE_DATA", "")
SAME = {"hdr_2026_readable_names.csv": SAMPLE_2026}
with (BAD / "manifest.csv").open(encoding="utf-8", newline="") as _manifest:
    FILES = [row["file"] for row in csv.DictReader(_manifest)]


def place_of(name: str) -> pathlib.Path | None:
    places = [BAD / name, SAME.get(name), pathlib.Path(FOLDER) / "bad" / name if FOLDER else None]
    return next((place for place in places if place and place.exists()), None)


def accepted(rows, *, warned=0, errors=0):
    """Read, saved, and the same again the second time; ``warned`` are remarks about the file as a whole."""

    def check(content):
        found = importer(content)
        about_all = [remark for remark in found.errors if not remark["line"]]
        assert (found.counts["new"], found.counts["errors"], len(about_all)) == (rows, errors, warned)
        assert not School.objects.filter(name__contains="\ufffd").exists()
        assert not School.objects.filter(name__regex="[ÃÂ]").exists()
        again = importer(content, is_full=True)
        assert (again.counts["new"], again.counts["changed"], again.counts["closed"]) == (0, 0, 0)
        return found

    return check


def refused(code, *words):
    """Refused with a message that holds ``words``; nothing is kept."""

    def check(content):
        with pytest.raises(TableError) as caught:
            read_register_file(content=content, file_name="a.csv")
        assert caught.value.code == code
        for word in words:
            assert word in str(caught.value)
        assert RegisterImport.objects.count() == 0

    return check


def plain_header(content):
    accepted(60)(content)
    assert open_register(content).header[0] == "HOVEDSKOLE_INST"


def danish_letters(content):
    accepted(60)(content)
    assert School.objects.filter(city="Brønshøj").exists()


def own_main_school(content):
    accepted(301)(content)
    assert School.objects.filter(municipality=None).count() <= School.objects.exclude(postcode__lt="3900").count()
    assert School.objects.filter(municipality__code="0101").exists()


def no_coordinates(content):
    accepted(60)(content)
    School.objects.update(latitude=55.5, longitude=12.5)
    importer(content)
    assert School.objects.filter(latitude=55.5).count() == 60


def quotes_kept(content):
    accepted(10)(content)
    assert School.objects.filter(name__contains='"').count() + School.objects.filter(address__contains='"').count() > 0


def left_out(*lines):
    def check(content):
        found = importer(content)
        assert [remark["line"] for remark in found.errors if remark["severity"] == "error"] == list(lines)

    return check


def cell_remarks(content):
    found = accepted(24)(content)
    assert School.objects.filter(postcode="0900").exists()
    assert all(remark["line"] and remark["column"] for remark in found.errors)


def municipalities(content):
    found = accepted(14)(content)
    codes = list(School.objects.order_by("number").values_list("municipality__code", flat=True))
    assert codes == [
        "0169", "0169", "0169", "0751", "0751", "0101", "0101", "0400", "0400", "0820", "0480", "0810", "0411", None,
    ]  # fmt: skip
    assert "Atlantis Kommune" in [remark["value"] for remark in found.errors]


def parents_linked(content):
    found = importer(content)
    assert found.counts["errors"] == 0
    assert not School.objects.filter(parent=None, unit_kind="department").exists()


def plain_text(content):
    importer(content)
    assert School.objects.get(number="101030").name == "+45 12345678"


def nothing_words(content):
    importer(content)
    assert set(School.objects.values_list("address", "web")) == {("", "")}


def part_closes_nothing(content):
    importer(SAMPLE_2026.read_bytes())
    assert importer(content).counts["closed"] == 0


def imported_json(content):
    found = importer(content)
    assert (found.layout, found.row_count, found.counts["errors"]) == ("api", 1, 1)


def booking_days(content):
    table = read_booking_table(content)
    reading = read_visits(content, guess(table.header))
    days = {visit.line - 1: visit.visited_on for visit in reading.visits}
    right = datetime.date(2023, 3, 14)
    as_number = datetime.date(2023, 3, 15)  # 45000, as the spreadsheet counts
    assert {number: day for number, day in days.items() if day} == {
        1: right, 2: right, 3: right, 6: as_number, 9: right,
    }  # fmt: skip
    told = {remark.line - 1: remark.reason for remark in reading.findings if remark.column == "Dato"}
    assert set(told) >= {4, 5, 7, 8, 10, 12}
    assert "år" in told[4].lower()
    [as_day] = [remark.reason for remark in reading.findings if remark.column == "Klasse"]
    assert "5-6" in as_day


def no_formulas(content):
    """No list of schools, so its columns are asked for; what was not calculated is no value."""
    found = read_register_file(content=content, file_name="a.xlsx")
    assert found.status == ImportStatus.MAPPING
    assert [row.cells for row in read_booking_table(content).rows] == [["Testskolen", "", ""]]


EXPECTED = {
    "enc_utf16le_nobom.csv": danish_letters,
    "enc_utf16le_bom.csv": plain_header,
    "enc_utf8_bom.csv": plain_header,
    "enc_cp1252.csv": danish_letters,
    "enc_mojibake_cp1252_as_utf8.csv": accepted(60, warned=1),
    "enc_utf8_replacement_chars.csv": refused("letters_lost", "hent filen igen"),
    "enc_cp850.csv": accepted(60, warned=1),
    "enc_nfd_decomposed.csv": danish_letters,
    "sep_comma_unquoted.csv": refused("ragged", "58", "linje"),
    "sep_comma_quoted.csv": accepted(60),
    "sep_tab.tsv": accepted(60),
    "sep_pipe.txt": accepted(60),
    "eol_mixed.csv": accepted(60),
    "eol_no_final_newline.csv": accepted(60),
    "eol_blank_lines.csv": accepted(60),
    "quote_linebreak_and_separator_inside.csv": accepted(10),
    "quote_stray_in_unquoted.csv": quotes_kept,
    "hdr_lower_and_spaces.csv": accepted(60),
    "hdr_2015_layout_24cols.csv": no_coordinates,
    "hdr_2026_readable_names.csv": own_main_school,
    "hdr_missing_key_column.csv": refused("missing_columns", "INST_NR"),
    "hdr_none.csv": refused("no_header", "Tingbjerg Skole"),
    "hdr_api_camelcase.csv": accepted(60),
    "dup_inst_nr.csv": left_out(9, 10),
    "bad_name_and_number.csv": left_out(2, 3, 4, 5, 7),
    "bad_email_phone_postcode.csv": cell_remarks,
    "kommune_spellings_no_codes.csv": municipalities,
    "order_children_before_parents.csv": parents_linked,
    "formula_injection.csv": plain_text,
    "nul_bytes.csv": accepted(6, warned=1),
    "null_words.csv": nothing_words,
    "partial_one_kommune.csv": part_closes_nothing,
    "empty_0_byte.csv": refused("empty", "Filen er tom"),
    "header_only.csv": refused("no_rows", "ingen rækker"),
    "html_error_page.csv": refused("web_page", "webside"),
    "json_instead.csv": imported_json,
    "xlsx_plain_numbers.xlsx": accepted(60),
    "xlsx_merged_header_rows.xlsx": left_out(),
    "xlsx_booking_date_chaos.xlsx": booking_days,
    "xlsx_formulas_and_errors.xlsx": no_formulas,
    "xls_html_table.xls": refused("web_page", "xlsx"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_gives_what_its_manifest_says(name, register_reference):
    place = place_of(name)
    if place is None:
        pytest.skip(f"{name} is not part of the program: set SAMARBEJDE_DATA to the folder it lies in")

    EXPECTED[name](place.read_bytes())


def test_every_file_of_the_manifest_has_its_expectation():
    assert sorted(EXPECTED) == sorted(FILES)
