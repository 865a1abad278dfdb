"""Old visits from the file to the schools, as a person does it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contacts.choices import ImportStatus, MatchedBy
from contacts.models import ImportSource, Visit, VisitImport
from samarbejde.models import School
from tests.factories import SchoolFactory, VisitImportFactory, VisitRowFactory

pytestmark = pytest.mark.django_db
CREATE = "/import/besoeg/ny/"
LIST = """Nr;Status;Dato;Skole;By;Klasse;Antal elever;Emne;Mail;Bemærkninger
B1;Bekræftet;03-03-2025;Havskolen;Holbæk;5.a;24;Livet i havet;a@b.example;En elev har astma
B1;Bekræftet;03-03-2025;Havskolen;Holbæk;5.b;ca. 22;Livet i havet;;
B2;Aflyst;04-03-2025;Havskolen;Holbæk;5.c;20;Livet i havet;;
B3;Bekræftet;uge 11;Fjordskole;Holbæk;3.a;mange;Sten;;
B4;Bekræftet;05.03.25;Ukendt;;1.a;20;Sten;;
"""
COLUMNS = {
    "source_name": "BookMuseet", "school": "Skole", "city": "By", "visited_on": "Dato", "pupils": "Antal elever",
    "classes": "Klasse", "subject": "Emne", "booking_number": "Nr", "status": "Status", "email": "Mail",
}  # fmt: skip


@pytest.fixture
def schools(cast):
    sea = SchoolFactory(name="Havskolen", postcode="4300", city="Holbæk")
    fjord = SchoolFactory(name="Fjordskolen", postcode="4300", city="Holbæk")
    return sea, fjord


@pytest.fixture
def me(client, cast):
    client.force_login(cast.coordinator)
    return client


def upload(client, cast, content=LIST, name="bookinger.csv"):
    file = SimpleUploadedFile(name, content.encode())
    return client.post(CREATE, {"institution": cast.institution.pk, "file": file})


def page(name, pk):
    return reverse(f"contacts:visit_import_{name}", args=[pk])


def brought_in(client, cast, content=LIST):
    upload(client, cast, content)
    found = VisitImport.objects.latest("pk")
    client.post(page("columns", found.pk), COLUMNS)
    return found


@pytest.mark.guide("1A2")
@pytest.mark.guide("1A1")
def test_from_the_booking_list_to_visits_at_the_schools(me, cast, schools):
    answer = upload(me, cast)
    found = VisitImport.objects.get()
    assert answer["Location"] == page("columns", found.pk)
    form = me.get(page("columns", found.pk)).context["form"]
    assert {key: form[key].initial for key in ("school", "visited_on", "note")} == {
        "school": "Skole", "visited_on": "Dato", "note": "",
    }  # fmt: skip

    assert me.post(page("columns", found.pk), COLUMNS)["Location"] == page("detail", found.pk)
    shown = me.get(page("detail", found.pk))
    [choice] = shown.context["forms"]
    assert choice.row.school_text == "Fjordskole"
    assert str(choice.offers[0][0]) == "Fjordskolen"
    me.post(page("detail", found.pk), {choice["choice"].html_name: schools[1].pk})
    me.post(page("apply", found.pk))

    assert list(Visit.objects.order_by("booking_number").values_list(
        "school__name", "booking_number", "pupils", "class_text", "grades", "subject", "note", "matched_by",
    )) == [
        ("Havskolen", "B1", 46, "5.a, 5.b", ["5"], "Livet i havet", "", MatchedBy.NAME),
        ("Fjordskolen", "B3", None, "3.a", ["3"], "Sten", "", MatchedBy.PERSON),
    ]  # fmt: skip
    assert "Gemt: 2 besøg." in me.get(page("detail", found.pk)).content.decode()
    found.refresh_from_db()
    assert (found.status, found.content, found.counts["cancelled"]) == (ImportStatus.APPLIED, None, 1)
    assert [(f["line"], f["column"]) for f in found.errors] == [(5, "Dato"), (5, "Antal elever"), (6, "Skole")]


def test_the_same_file_again_gives_nothing_new_and_is_known(me, cast, schools):
    first = brought_in(me, cast)
    me.post(page("apply", first.pk))
    upload(me, cast)
    again = VisitImport.objects.latest("pk")

    assert (again.source.name, again.mapping["subject"]) == ("BookMuseet", "Emne")
    assert "Vi kan huske" in me.get(page("columns", again.pk)).content.decode()
    me.post(page("columns", again.pk), COLUMNS)
    me.post(page("apply", again.pk))

    again.refresh_from_db()
    assert (again.counts["saved"], again.counts["already"], Visit.objects.count()) == (0, 2, 2)
    assert ImportSource.objects.count() == 1


def test_what_a_person_decided_is_remembered_for_the_next_file(me, cast, schools):
    first = brought_in(me, cast)
    [choice] = me.get(page("detail", first.pk)).context["forms"]
    me.post(page("detail", first.pk), {choice["choice"].html_name: schools[1].pk})
    me.post(page("apply", first.pk))

    later = brought_in(me, cast, LIST.replace("2025", "2026").replace("B3", "B9"))

    assert list(later.rows.filter(school_text="Fjordskole").values_list("school", "is_open")) == [
        (schools[1].pk, False)
    ]


def test_saving_undecided_keeps_the_visit_without_a_school_until_somebody_decides(me, cast, schools):
    found = brought_in(me, cast)
    me.post(page("apply", found.pk))
    assert Visit.objects.get(booking_number="B3").school is None

    [choice] = me.get(page("detail", found.pk)).context["forms"]
    me.post(page("detail", found.pk), {choice["choice"].html_name: "other", choice["number"].html_name: "000000"})
    assert Visit.objects.get(booking_number="B3").school is None
    number = School.objects.get(pk=schools[1].pk).number
    me.post(page("detail", found.pk), {choice["choice"].html_name: "other", choice["number"].html_name: number})

    assert Visit.objects.get(booking_number="B3").school == schools[1]


def test_a_wrong_number_is_told_and_nothing_typed_is_lost(me, cast, schools):
    found = brought_in(me, cast)
    [choice] = me.get(page("detail", found.pk)).context["forms"]

    answer = me.post(page("detail", found.pk), {choice["choice"].html_name: "other", choice["number"].html_name: "12"})

    assert answer.status_code == 200
    assert 'value="12"' in answer.content.decode()
    assert answer.context["forms"][0].errors == {"number": ["Ingen skole har det nummer. Det har seks cifre."]}


def test_a_saved_file_can_be_undone(me, cast, schools):
    found = brought_in(me, cast)
    me.post(page("apply", found.pk))

    me.post(page("undo", found.pk))

    found.refresh_from_db()
    assert (found.status, found.undone_by, Visit.objects.count()) == (ImportStatus.UNDONE, cast.coordinator, 0)


def test_what_a_later_file_rests_on_cannot_be_undone(me, cast, schools):
    found = brought_in(me, cast)
    me.post(page("apply", found.pk))
    later = brought_in(me, cast)
    me.post(page("apply", later.pk))

    answer = me.post(page("undo", found.pk))

    assert "Fortryd den først" in answer.content.decode()
    assert Visit.objects.count() == 2


def test_a_file_that_is_no_table_is_told(me, cast):
    answer = upload(me, cast, "<html><body>Fejl</body></html>")

    assert "Filen er en webside og ikke en tabel." in answer.content.decode()
    assert VisitImport.objects.count() == 0


def test_without_the_schools_column_nothing_can_be_read(me, cast):
    upload(me, cast)
    found = VisitImport.objects.get()

    answer = me.post(page("columns", found.pk), {"visited_on": "Dato"})

    assert answer.context["form"].errors == {"school": ["Vælg kolonnen med skolens navn."]}


def test_remarks_can_be_fetched_as_a_table(me, cast, schools):
    found = brought_in(me, cast)

    lines = me.get(page("findings", found.pk)).content.decode("utf-8-sig").splitlines()

    assert lines[0] == "Linje;Kolonne;Værdi;Hvad er der galt?;Brugt?"
    assert lines[1].startswith("5;Dato;uge 11;")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(me, cast, django_assert_num_queries, rows):
    VisitImportFactory.create_batch(rows, institution=cast.institution, created_by=cast.coordinator)

    with django_assert_num_queries(5):
        me.get("/import/besoeg/")


@pytest.mark.parametrize("rows", [1, 30])
def test_deciding_costs_the_same_whatever_the_number_of_names(me, cast, django_assert_num_queries, rows):
    found = VisitImportFactory(institution=cast.institution, status=ImportStatus.PREVIEW)
    offered = SchoolFactory()
    VisitRowFactory.create_batch(rows, visit_import=found, is_open=True, candidates=[[offered.pk, 80, "name"]])

    with django_assert_num_queries(8):
        me.get(page("detail", found.pk))


def test_an_empty_list_says_how_to_begin(me):
    assert "Der er ikke hentet besøg ind endnu" in me.get("/import/besoeg/").content.decode()
