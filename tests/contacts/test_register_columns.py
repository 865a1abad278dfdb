"""Files in layouts nobody has met: the columns are guessed, told once, and remembered. JSON is read as well."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contacts.actions.register_import import apply_register_import
from contacts.actions.register_reading import map_register_columns, read_register_file
from contacts.choices import ImportStatus
from contacts.imports.reading import open_register
from contacts.imports.register_columns import guess_columns
from contacts.models import ImportSource, RegisterImport
from samarbejde.lib.tables_in import TableError
from samarbejde.models import School
from tests.contacts.register_files import SAMPLE_2024, importer
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
STRANGE = """Skolekode;Skolens navn;Gade og nummer;Zip;By;Kommunens navn;Skoleform;Ring til;Skriv til;Pasning
101023;Tingbjerg Skole;Skolesiden 2;2700;Brønshøj;Københavns Kommune;Folkeskoler;0000 1023;kontor@skole.example;ja
101030;Holbergskolen;Byvej 216;2400;København NV;Københavns Kommune;Folkeskoler;31 22 11 00;p@skole.example;nej
""".encode()
GUESSED = {
    "number": "Skolekode", "name": "Skolens navn", "address": "Gade og nummer", "postcode": "Zip", "city": "By",
    "municipality_name": "Kommunens navn", "type_name": "Skoleform", "phone": "Ring til", "email": "Skriv til",
}  # fmt: skip


@pytest.fixture(autouse=True)
def reference(register_reference):
    """Types, municipalities and their spellings."""


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.coordinator)
    return cast.coordinator


def upload(client, content, name="liste.csv"):
    data = {"file": SimpleUploadedFile(name, content), "source_date": "2026-09-01"}
    return client.post("/import/register/ny/", data)


def page(name, pk):
    return reverse(f"contacts:register_import_{name}", args=[pk])


def test_columns_are_guessed_from_names_and_from_what_stands_in_them():
    assert guess_columns(open_register(STRANGE)) == GUESSED


def test_an_unknown_list_asks_for_its_columns_and_then_shows_the_differences(client, coordinator):
    answer = upload(client, STRANGE)
    found = RegisterImport.objects.get()
    assert (found.status, answer["Location"]) == (ImportStatus.MAPPING, page("columns", found.pk))
    assert client.get(page("detail", found.pk))["Location"] == page("columns", found.pk)
    asked = client.get(page("columns", found.pk))
    assert "Vi kender ikke den slags fil" in asked.content.decode()
    assert "Ring til (0000 1023 · 31 22 11 00)" in asked.content.decode()
    assert {key: value for key, value in asked.context["form"].guessed.items() if value} == GUESSED

    answer = client.post(page("columns", found.pk), GUESSED | {"source_name": "Kommunens liste"}, follow=True)
    assert "Gem 2 ændringer" in answer.content.decode()
    client.post(page("apply", found.pk))

    found.refresh_from_db()
    school = School.objects.get(number="101023")
    assert (found.status, found.content, found.layout) == (ImportStatus.APPLIED, None, "mapped")
    assert (school.name, school.address, school.postcode, school.municipality.code, school.type.code) == (
        "Tingbjerg Skole", "Skolesiden 2", "2700", "0101", "1012",
    )  # fmt: skip
    assert (school.phone, school.email) == ("0000 1023", "kontor@skole.example")


def test_the_next_file_with_the_same_header_is_known(client, coordinator):
    upload(client, STRANGE)
    mapping = GUESSED | {"phone": "", "source_name": "Kommunens liste"}
    client.post(page("columns", RegisterImport.objects.get().pk), mapping)

    answer = upload(client, STRANGE.replace(b"Holbergskolen", b"Nyskolen"))

    found = RegisterImport.objects.first()
    assert (found.status, answer["Location"]) == (ImportStatus.PREVIEW, page("detail", found.pk))
    assert "phone" not in found.changes.get(number="101030").fields
    asked = client.get(page("columns", found.pk))
    assert "Vi kan huske filer som denne" in asked.content.decode()
    assert asked.context["form"]["source_name"].value() == "Kommunens liste"
    assert ImportSource.objects.count() == 1


def test_columns_can_be_changed_as_long_as_nothing_is_saved(client, coordinator):
    upload(client, STRANGE)
    found = RegisterImport.objects.get()
    client.post(page("columns", found.pk), GUESSED)
    assert page("columns", found.pk) in client.get(page("detail", found.pk)).content.decode()

    client.post(page("columns", found.pk), GUESSED | {"phone": "", "email": ""})

    assert found.changes.count() == 2
    assert "phone" not in found.changes.get(number="101030").fields
    client.post(page("apply", found.pk))
    assert client.get(page("columns", found.pk))["Location"] == page("detail", found.pk)


def test_number_and_name_are_needed_and_nothing_chosen_is_lost(client, coordinator):
    upload(client, STRANGE)
    found = RegisterImport.objects.get()

    answer = client.post(page("columns", found.pk), {"city": "By", "latitude": "Zip", "source_name": "Vores"})

    form = answer.context["form"]
    assert set(form.errors) == {"number", "name", "longitude"}
    assert (form["city"].value(), form["source_name"].value()) == ("By", "Vores")
    assert "Vælg kolonnen med skolens sekscifrede nummer" in answer.content.decode()
    assert client.post(page("columns", found.pk), {"number": "findes ikke", "name": "By"}).status_code == 200


def test_a_file_that_waits_for_its_columns_can_be_thrown_away(client, coordinator):
    upload(client, STRANGE)
    found = RegisterImport.objects.get()

    client.post(page("discard", found.pk))

    found.refresh_from_db()
    assert (found.status, found.content) == (ImportStatus.DISCARDED, None)


def test_a_register_that_names_its_number_differently_is_asked_about():
    content = SAMPLE_2024.read_text(encoding="utf-16-le").replace("INST_NR;", "KENDING;", 1).encode()

    found = read_register_file(content=content, file_name="a.csv")
    assert (found.status, found.mapping["number"], found.mapping["name"]) == ("mapping", "KENDING", "INST_NAVN")
    map_register_columns(register_import=found, mapping=found.mapping, by=UserFactory())
    found.refresh_from_db()
    apply_register_import(register_import=found)

    assert School.objects.count() == 301
    assert importer(SAMPLE_2024.read_bytes()).counts["unchanged"] == 301


NAMES = {
    "INST_NR": "institutionNumber", "INST_NAVN": "institutionName", "HOVEDSKOLE_INST": "parentInstitutionNumber",
    "ENHEDSART": "unitType", "INST_ADR": "address", "POSTNR": "postalCode", "POSTDISTRIKT": "postalDistrict",
    "TLF_NR": "phoneNumber", "E_MAIL": "emailAddress", "WEB_ADR": "webAddress", "INST_TYPE_NR": "institutionTypeNumber",
    "INST_TYPE_NAVN": "institutionTypeName", "UNDERV_NIV": "teachingLevel", "INST_LEDER": "leader",
    "CVR_NR": "cvrNumber", "BEL_KOMMUNE_NAVN": "locationMunicipality",
    "EJER_KODE": "ownerCode", "EJERKODE_NAVN": "ownerName",
    "P_NR": "pNumber", "GEO_BREDDE_GRAD": "latitude", "GEO_LAENGDE_GRAD": "longitude",
}  # fmt: skip


def as_json(*, wrapped=False):
    header, *lines = SAMPLE_2024.read_text(encoding="utf-16-le").splitlines()
    objects = []
    for line in lines:
        row = dict(zip(header.split(";"), line.split(";"), strict=True))
        one = {NAMES[name]: value or None for name, value in row.items() if name in NAMES}
        for name in ("latitude", "longitude"):
            one[name] = float(one[name].replace(",", ".")) if one[name] else None
        objects.append(one)
    return json.dumps({"total": 301, "institutions": objects} if wrapped else objects, ensure_ascii=False).encode()


@pytest.mark.parametrize("wrapped", [False, True])
def test_json_says_the_same_as_csv(wrapped):
    found = importer(as_json(wrapped=wrapped))
    again = importer(SAMPLE_2024.read_bytes())

    assert (found.layout, found.counts["new"], found.counts["errors"]) == ("api", 301, 0)
    assert (again.counts["unchanged"], again.counts["changed"]) == (301, 0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"institutionNumber": 101023, "institu', "JSON, men den er ødelagt"),
        (b'{"error": "not found"}', "ingen liste med rækker"),
        (b'{"institutions": []}', "ingen rækker"),
        (b'[["a"],' + b"[" * 100_000, "JSON, men den er ødelagt"),
    ],
)
def test_json_that_is_no_list_of_schools_is_told(content, message):
    with pytest.raises(TableError, match=message):
        read_register_file(content=content, file_name="a.json")
