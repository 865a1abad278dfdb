"""Each broken file of tests/data/bad is read as its manifest says; messages are Danish and name line and column."""

import datetime

import pytest

from contacts.actions.register_import import ImportRefused, apply_register_import, closes_many, discard_register_import
from contacts.actions.register_reading import read_register_file
from contacts.choices import ImportStatus
from contacts.models import RegisterImport
from samarbejde.lib.tables_in import TableError
from samarbejde.models import Event, School, SchoolFormerName, SchoolType, SearchDocument
from tests.contacts.register_files import SAMPLE_2024, SAMPLE_2026, bad, importer, sample_line
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference(register_reference):
    """Types, municipalities and their spellings."""


def numbers(found):
    return {key: value for key, value in found.counts.items() if value and key not in {"rows", "open_before"}}


def remarks(found):
    return [(f["line"], f["column"], f["severity"]) for f in found.errors]


def test_the_sample_is_new_and_then_unchanged_in_either_layout():
    first = importer(SAMPLE_2026.read_bytes())
    again = importer(SAMPLE_2026.read_bytes())
    older = importer(SAMPLE_2024.read_bytes())

    assert numbers(first) == {"new": 301, "notices": 1}
    assert numbers(again) == {"unchanged": 301, "notices": 1}
    assert numbers(older) == {"unchanged": 301, "notices": 1}
    assert older.layout == "2024"


def test_a_school_gets_every_field_of_its_row():
    importer(SAMPLE_2024.read_bytes(), source_date=datetime.date(2024, 10, 1))

    school = School.objects.get(number="101023")
    assert (school.name, school.address, school.postcode, school.city) == (
        "Tingbjerg Skole", "Skolesiden 2", "2700", "Brønshøj",
    )  # fmt: skip
    assert (school.municipality.code, school.type.code, school.unit_kind) == ("0101", "1012", "single")
    assert (school.phone, school.email) == ("0000 1023", "inst101023@skole.example")
    assert (school.web, school.leader_name) == ("https://tingbjergskole.aula.dk", "Leder 101023")
    assert (school.owner_code, school.cvr, school.p_number) == ("2", "64942212", "1003255588")
    assert (school.highest_grade, school.latitude, school.longitude) == (9, 55.71908728, 12.48446681)
    assert (school.source, school.source_date) == ("Institutionsregisteret", datetime.date(2024, 10, 1))
    assert school.closed_on is None


def test_departments_find_their_main_school_also_when_it_comes_later():
    importer(bad("order_children_before_parents.csv"))

    assert School.objects.filter(unit_kind="department", parent=None).count() == 0
    assert School.objects.filter(unit_kind="department").count() > 0


def test_schools_can_be_found_by_name_number_and_town():
    importer(bad("enc_utf8_bom.csv"))

    assert School.objects.get(number="101023").search_text == "tingbjerg skole 101023 broenshoej koebenhavn"
    document = SearchDocument.objects.get(kind="school", title="Tingbjerg Skole")
    assert document.url == School.objects.get(number="101023").get_absolute_url()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hdr_2015_layout_24cols.csv", {"new": 60}),
        ("hdr_api_camelcase.csv", {"new": 60}),
        ("enc_nfd_decomposed.csv", {"new": 60}),
        ("enc_utf16le_nobom.csv", {"new": 60}),
        ("enc_mojibake_cp1252_as_utf8.csv", {"new": 60, "notices": 1}),
        ("enc_cp850.csv", {"new": 60, "notices": 1}),
        ("xlsx_plain_numbers.xlsx", {"new": 60}),
        ("quote_stray_in_unquoted.csv", {"new": 10}),
        ("null_words.csv", {"new": 5}),
        ("dup_inst_nr.csv", {"new": 17, "errors": 2, "notices": 1}),
        ("bad_name_and_number.csv", {"new": 15, "errors": 5}),
        ("nul_bytes.csv", {"new": 6, "notices": 1}),
        ("partial_one_kommune.csv", {"new": 28}),
    ],
)
def test_files_are_read_as_far_as_they_can_be(name, expected):
    found = importer(bad(name))

    counted = numbers(found)
    counted["notices"] = counted.get("notices", 0) - sum(1 for f in found.errors if "hovedskole" in f["reason"].lower())
    assert {key: value for key, value in counted.items() if value} == expected


def test_numbers_that_a_spreadsheet_has_spoiled():
    found = importer(bad("bad_name_and_number.csv"))

    assert [line for line, _column, severity in remarks(found) if severity == "error"] == [2, 3, 4, 5, 7]
    assert School.objects.filter(number__in=["101001", "147007", "151021", "151028"]).count() == 4


def test_rows_with_the_same_number_that_differ_are_both_left_out():
    found = importer(bad("dup_inst_nr.csv"))

    assert [line for line, _column, severity in remarks(found) if severity == "error"] == [9, 10]
    assert not School.objects.filter(number="151021").exists()
    assert School.objects.filter(number="101172").count() == 1


def test_odd_cells_are_told_and_the_school_is_read_all_the_same():
    found = importer(bad("bad_email_phone_postcode.csv"))

    told = {(line, column) for line, column, severity in remarks(found)}
    assert found.counts["new"] == 24
    assert {(line, "E_MAIL") for line in (2, 3, 4, 5, 7, 8, 9)} <= told
    assert {(line, "TLF_NR") for line in (10, 13, 14, 16)} <= told
    assert {(line, "POSTNR") for line in (18, 21, 22)} <= told
    postcodes = dict(School.objects.values_list("number", "postcode"))
    assert [postcodes[n] for n in ("161003", "161006", "165011", "165020", "169021", "173024", "173901", "187003")] == [
        "0800", "8000", "8000", "", "", "8000", "", "0900",
    ]  # fmt: skip
    assert School.objects.get(number="153019").phone == "+45 12345678"


def test_municipalities_are_found_by_any_spelling_that_has_been_met():
    found = importer(bad("kommune_spellings_no_codes.csv"))

    codes = list(School.objects.order_by("number").values_list("municipality__code", flat=True))
    assert codes == [
        "0169", "0169", "0169", "0751", "0751", "0101", "0101", "0400", "0400", "0820", "0480", "0810", "0411", None,
    ]  # fmt: skip
    assert [f["value"] for f in found.errors if f["column"] == "BEL_KOMMUNE_NAVN"] == ["Atlantis Kommune"]


def test_cells_that_look_like_formulas_stay_text():
    importer(bad("formula_injection.csv"))

    assert School.objects.get(number="101030").name == "+45 12345678"
    assert School.objects.get(number="101172").name == "@SUM(1+1)"


def test_the_words_that_mean_nothing_are_blank():
    importer(bad("null_words.csv"))

    assert set(School.objects.values_list("address", "email", "web")) == {("", "", "")}


def test_a_file_without_coordinates_leaves_known_ones():
    importer(bad("enc_utf8_bom.csv"))
    before = list(School.objects.order_by("pk").values_list("latitude", "p_number"))

    found = importer(bad("hdr_2015_layout_24cols.csv"))

    assert (found.counts["unchanged"], found.counts["changed"]) == (60, 0)
    assert list(School.objects.order_by("pk").values_list("latitude", "p_number")) == before


def test_a_part_of_the_register_never_closes_the_rest():
    importer(SAMPLE_2024.read_bytes())

    found = importer(bad("partial_one_kommune.csv"))

    assert found.counts["closed"] == 0
    assert School.objects.filter(closed_on__isnull=False).count() == 0


def test_the_whole_register_closes_what_it_lacks_but_asks_first():
    importer(SAMPLE_2024.read_bytes())
    day = datetime.date(2026, 9, 1)
    preview = read_register_file(content=bad("enc_utf8_bom.csv"), file_name="a.csv", is_full=True, source_date=day)

    assert closes_many(preview) is True
    with pytest.raises(ImportRefused):
        apply_register_import(register_import=preview)
    apply_register_import(register_import=preview, confirm_closing=True)

    assert School.objects.filter(closed_on=day).count() == preview.counts["closed"] == 241
    assert Event.objects.filter(verb="school_closed").count() == 241


def test_a_closed_school_opens_again_when_the_register_lists_it():
    importer(sample_line())
    School.objects.update(closed_on="2025-01-01")

    found = importer(sample_line())

    assert numbers(found) == {"reopened": 1}
    assert School.objects.get().closed_on is None


def test_an_activity_code_closes_a_school():
    importer(sample_line(layout="2026"))

    found = importer(
        sample_line(layout="2026", **{"Aktivkode, nr": "3", "Nedlæggelsesdato": "31-07-2026"}),
        source_date=datetime.date(2026, 9, 1),
    )

    assert numbers(found) == {"closed": 1}
    assert School.objects.get().closed_on == datetime.date(2026, 7, 31)


def test_the_former_name_is_kept_and_found():
    importer(sample_line())

    importer(sample_line(INST_NAVN="Bymoseskolen"), source_date=datetime.date(2026, 8, 1))

    assert list(SchoolFormerName.objects.values_list("school__name", "name", "until")) == [
        ("Bymoseskolen", "Tingbjerg Skole", datetime.date(2026, 8, 1))
    ]
    assert School.objects.get().search_text == "bymoseskolen 101023 broenshoej koebenhavn tingbjerg skole"


def test_what_somebody_has_corrected_by_hand_is_kept_and_shown():
    importer(sample_line())
    School.objects.update(phone="12 34 56 78", edited_fields=["phone"])

    kept = importer(sample_line())
    both = importer(sample_line(INST_ADR="Nyvej 1"))

    assert numbers(kept) == {"kept": 1}
    assert kept.changes.get().fields == {"phone": ["12 34 56 78", "0000 1023", "kept"]}
    assert numbers(both) == {"moved": 1}
    assert list(School.objects.values_list("phone", "address")) == [("12 34 56 78", "Nyvej 1")]


def test_a_new_address_is_a_move_but_a_first_one_is_not():
    importer(sample_line(INST_ADR=""))

    assert numbers(importer(sample_line())) == {"changed": 1}
    assert numbers(importer(sample_line(INST_ADR="Nyvej 1"))) == {"moved": 1}
    assert numbers(importer(sample_line(INST_ADR="Nyvej 1", BEL_KOMMUNE="147"))) == {"moved": 1}


def test_leaders_can_be_left_out():
    importer(sample_line(), keep_leaders=False)
    assert School.objects.get().leader_name == ""

    School.objects.update(leader_name="Inger Holm")
    found = importer(sample_line(), keep_leaders=False)

    assert numbers(found) == {"unchanged": 1}


def test_an_unknown_type_is_added_with_a_notice():
    found = importer(sample_line(INST_TYPE_NR="7777", INST_TYPE_NAVN="Skoleskibe"))

    assert [f["reason"] for f in found.errors] == ["En skoletype, vi ikke kendte. Den kommer med på listen over typer."]
    assert SchoolType.objects.get(code="7777").name == "Skoleskibe"


def test_places_outside_the_realm_are_not_used():
    found = importer(sample_line(GEO_BREDDE_GRAD="999"))

    assert [f["column"] for f in found.errors] == ["GEO_BREDDE_GRAD"]
    assert School.objects.get().latitude is None


def test_a_school_that_is_its_own_main_school_has_none():
    importer(sample_line(layout="2026", Hovedinstitution="101023"))

    assert School.objects.get().parent is None


def test_universities_and_offices_are_not_found_among_schools():
    importer(sample_line(INST_TYPE_NR="1131", INST_TYPE_NAVN="Universiteter"))

    assert School.objects.schools_only().count() == 0
    assert SearchDocument.objects.filter(kind="school").count() == 0


def test_a_preview_that_another_import_has_overtaken_is_refused():
    preview = read_register_file(content=sample_line(), file_name="a.csv")
    importer(sample_line(INST_ADR="Nyvej 1"))

    with pytest.raises(ImportRefused, match="Læs filen igen"):
        apply_register_import(register_import=preview)


def test_saving_twice_changes_nothing_more():
    preview = importer(sample_line(), by=UserFactory())
    School.objects.update(name="Rettet")

    again = apply_register_import(register_import=preview, by=preview.applied_by)

    assert (again.status, School.objects.get().name) == (ImportStatus.APPLIED, "Rettet")


def test_a_failure_half_way_leaves_nothing(monkeypatch):
    preview = read_register_file(content=SAMPLE_2024.read_bytes(), file_name="a.csv")

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("contacts.actions.register_import.refresh_schools", fail)
    with pytest.raises(RuntimeError):
        apply_register_import(register_import=preview)

    assert School.objects.count() == 0
    assert RegisterImport.objects.get().status == ImportStatus.PREVIEW


def test_a_discarded_preview_cannot_be_saved():
    preview = read_register_file(content=sample_line(), file_name="a.csv")
    discard_register_import(register_import=preview, by=UserFactory())

    with pytest.raises(ImportRefused):
        apply_register_import(register_import=preview)
    assert School.objects.count() == 0


def test_missing_columns_are_named():
    with pytest.raises(TableError, match="Filen mangler kolonnen INST_NR"):
        read_register_file(content=bad("hdr_missing_key_column.csv"), file_name="a.csv")
