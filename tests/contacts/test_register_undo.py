"""Undoing a register import: what it changed is put back, unless somebody has built on it since."""

import datetime

import pytest
from django.urls import reverse

from contacts.actions.register_import import ImportRefused, apply_register_import
from contacts.actions.register_reading import read_register_file
from contacts.actions.register_undo import undo_register_import
from contacts.choices import ImportStatus
from contacts.models import RegisterImport
from contacts.queries.register_undo import undo_expected
from samarbejde.actions.school_corrections import correct_school, correction_version
from samarbejde.models import Event, School, SchoolFormerName, SchoolType, SearchDocument
from tests.contacts.register_files import SAMPLE_2024, bad, importer, sample_line
from tests.factories import CollaborationFactory, PartyFactory, UserFactory, VisitFactory

pytestmark = pytest.mark.django_db
OLD, NEW = datetime.date(2024, 10, 1), datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def reference(register_reference):
    """Types, municipalities and their spellings."""


@pytest.fixture
def me():
    return UserFactory()


def everything():
    """All there is about schools, without when it was written."""
    schools = School.objects.order_by("number").values()
    hidden = {"id", "created_at", "parent_id", "name_key"}
    return [
        [{key: value for key, value in school.items() if key not in hidden} for school in schools],
        list(School.objects.order_by("number").values_list("number", "parent__number")),
        list(SchoolFormerName.objects.values_list("school__number", "name")),
        list(SearchDocument.objects.filter(kind="school").order_by("url").values_list("url", "title", "body")),
        list(SchoolType.objects.order_by("code").values_list("code")),
    ]


def as_expected(found):
    """Return what undoing would do, and see that it does just that."""
    told = undo_expected(found)
    undo_register_import(register_import=found, by=UserFactory())
    event = Event.objects.get(verb="register_import_undone", data__import=found.pk)
    counts = event.data["counts"]
    assert (counts["kept"], counts["left"]) == (told.kept_count, told.left_count)
    return told


def test_a_first_import_is_taken_away_to_the_last_school(me):
    before = everything()
    found = importer(SAMPLE_2024.read_bytes(), by=me)

    told = as_expected(found)

    assert told.sentences == ["301 nye skoler fjernes igen."]
    assert (School.objects.count(), everything()) == (0, before)
    found.refresh_from_db()
    assert (found.status, found.undone_at is not None) == (ImportStatus.UNDONE, True)


def test_every_kind_of_change_is_put_back(me):
    importer(bad("enc_utf8_bom.csv"), source_date=OLD, by=me)
    School.objects.filter(number="101030").update(closed_on=OLD)
    before = everything()
    text = bad("enc_utf8_bom.csv").decode("utf-8-sig")
    text = text.replace("Tingbjerg Skole", "Bymoseskolen").replace("Skolesiden 2", "Nyvej 1").replace("Leder 1", "Ny 1")
    lines = text.splitlines()
    del lines[-1]
    found = importer("\n".join(lines).encode(), is_full=True, source_date=NEW, by=me)
    assert found.counts["renamed"] == found.counts["closed"] == found.counts["reopened"] == 1
    assert SchoolFormerName.objects.count() == 1

    told = as_expected(found)

    assert everything() == before
    assert told.sentences[1:] == [
        "Heraf åbnes 1, der var lukket, igen.", "Heraf lukkes 1, der var åbnet, igen.",
    ]  # fmt: skip


def test_what_somebody_has_corrected_since_stays(me):
    importer(sample_line(), by=me)
    found = importer(sample_line(INST_ADR="Nyvej 1", TLF_NR="11 11 11 11", INST_LEDER="Ny Leder"), by=me)
    school = School.objects.get()
    values = {"address": "Nyvej 1", "phone": "22 22 22 22", "email": school.email, "web": school.web}
    version = correction_version(school)
    correct_school(school=school, version=version, leader_name="Ny Leder", by=me, **values)

    told = as_expected(found)

    school.refresh_from_db()
    assert (school.address, school.phone, school.leader_name) == ("Skolesiden 2", "22 22 22 22", "Leder 101023")
    assert [(row.name, row.why) for row in told.left] == [("Tingbjerg Skole", "telefon")]


def test_what_a_later_file_has_changed_stays(me):
    importer(sample_line(), by=me)
    first = importer(sample_line(INST_ADR="Nyvej 1", TLF_NR="11 11 11 11"), by=me)
    importer(sample_line(INST_ADR="Nyvej 2", TLF_NR="11 11 11 11"), by=me)

    as_expected(first)

    assert School.objects.values_list("address", "phone").get() == ("Nyvej 2", "0000 1023")


def test_new_schools_that_are_used_stay_and_are_told(me):
    found = importer(bad("enc_utf8_bom.csv"), by=me)
    visited, partner, department = School.objects.exclude(unit_kind="department").order_by("pk")[:3]
    VisitFactory(school=visited)
    PartyFactory(collaboration=CollaborationFactory(), school=partner)
    School.objects.filter(pk=department.pk).update(parent=visited, edited_fields=["phone"], phone="1")

    told = as_expected(found)

    assert set(School.objects.values_list("pk", flat=True)) == {visited.pk, partner.pk, department.pk}
    assert {row.why for row in told.kept} == {"den er taget i brug siden", "rettet af jer"}
    assert SearchDocument.objects.filter(kind="school").count() == 3


def test_a_main_school_stays_for_a_department_that_stays(me):
    found = importer(bad("order_children_before_parents.csv"), by=me)
    department = School.objects.exclude(parent=None).select_related("parent").first()
    VisitFactory(school=department)

    as_expected(found)

    assert set(School.objects.values_list("pk", flat=True)) == {department.pk, department.parent_id}
    department.refresh_from_db()
    assert department.parent_id is not None


def test_a_school_that_a_new_main_school_took_in_is_let_go(me):
    importer(sample_line(), by=me)
    child = {"HOVEDSKOLE_INST": "999001", "INST_TYPE_NR": "7777", "INST_TYPE_NAVN": "Skoleskibe"}
    header, row = sample_line(**child).decode().splitlines()
    main = sample_line(INST_NR="999001", INST_NAVN="Den nye hovedskole").decode().splitlines()[1]
    found = importer(f"{header}\n{row}\n{main}".encode(), by=me)
    assert School.objects.get(number="101023").parent.number == "999001"

    as_expected(found)

    assert School.objects.values_list("number", "parent", "type__code").get() == ("101023", None, "1012")
    assert not SchoolType.objects.filter(code="7777").exists()


def test_undoing_twice_changes_nothing_more(me):
    importer(sample_line(), by=me)
    found = importer(sample_line(INST_ADR="Nyvej 1"), by=me)
    undo_register_import(register_import=found, by=me)
    School.objects.update(address="Nyvej 1")

    undo_register_import(register_import=found, by=me)

    assert School.objects.get().address == "Nyvej 1"
    assert Event.objects.filter(verb="register_import_undone").count() == 1


def test_only_what_is_saved_can_be_undone(me):
    preview = read_register_file(content=sample_line(), file_name="a.csv", by=me)

    with pytest.raises(ImportRefused, match="Kun det, der er gemt, kan fortrydes"):
        undo_register_import(register_import=preview, by=me)


def test_a_preview_from_before_an_undoing_is_refused(me):
    importer(sample_line(), by=me)
    found = importer(sample_line(INST_ADR="Nyvej 1"), by=me)
    preview = read_register_file(content=sample_line(INST_ADR="Nyvej 2"), file_name="a.csv", by=me)
    undo_register_import(register_import=found, by=me)

    with pytest.raises(ImportRefused, match="Læs filen igen"):
        apply_register_import(register_import=preview, by=me)


def test_one_is_told_before_and_after(client, cast):
    client.force_login(cast.coordinator)
    importer(sample_line(), by=cast.coordinator)
    found = importer(sample_line(INST_ADR="Nyvej 1", INST_NAVN="Bymoseskolen"), by=cast.coordinator)
    detail, undo = (reverse(f"contacts:register_import_{name}", args=[found.pk]) for name in ("detail", "undo"))

    assert undo in client.get(detail).content.decode()
    asked = client.get(undo).content.decode()
    assert "Fortryd importen?" in asked
    assert "1 skole sættes tilbage, som den var." in asked
    assert School.objects.filter(name="Bymoseskolen").count() == 1

    answer = client.post(undo, follow=True).content.decode()
    assert RegisterImport.objects.get(pk=found.pk).status == ImportStatus.UNDONE
    assert "Importen er fortrudt." in answer
    assert "1 skole er sat tilbage, som den var." in answer
    assert undo not in answer
    assert School.objects.filter(name="Tingbjerg Skole").count() == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_asking_costs_the_same_whatever_is_undone(client, cast, django_assert_num_queries, rows):
    client.force_login(cast.coordinator)
    lines = bad("enc_utf8_bom.csv").decode("utf-8-sig").splitlines()
    found = importer("\n".join([lines[0], *lines[-rows:]]).encode(), by=cast.coordinator)

    with django_assert_num_queries(11):
        client.get(reverse("contacts:register_import_undo", args=[found.pk]))
