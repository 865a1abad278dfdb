import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contacts.actions.register_reading import read_register_file
from contacts.choices import ChangeKind, ImportStatus
from contacts.models import RegisterImport
from samarbejde.models import School
from tests.contacts.register_files import SAMPLE_2024, bad, importer, sample_line
from tests.factories import RegisterChangeFactory, RegisterImportFactory

pytestmark = pytest.mark.django_db
CREATE = "/import/register/ny/"


@pytest.fixture
def coordinator(client, cast, register_reference):
    client.force_login(cast.coordinator)
    return cast.coordinator


def upload(client, content, **data):
    file = SimpleUploadedFile("register.csv", content)
    return client.post(CREATE, {"file": file, "source_date": "2026-09-01", **data})


def page(name, pk):
    return reverse(f"contacts:register_import_{name}", args=[pk])


def test_a_file_is_read_looked_at_and_saved(client, coordinator):
    answer = upload(client, SAMPLE_2024.read_bytes())
    found = RegisterImport.objects.get()
    assert answer["Location"] == page("detail", found.pk)
    assert School.objects.count() == 1  # the cast's own

    shown = client.get(page("detail", found.pk))
    assert "Gem 301 ændringer" in shown.content.decode()

    assert client.post(page("apply", found.pk))["Location"] == page("detail", found.pk)
    found.refresh_from_db()
    assert (found.status, found.applied_by, School.objects.count()) == (ImportStatus.APPLIED, coordinator, 301)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty_0_byte.csv", "Filen er tom."),
        ("header_only.csv", "Filen har en overskrift med 28 kolonner, men ingen rækker under den."),
        ("html_error_page.csv", "Filen er en webside og ikke en tabel."),
        ("hdr_missing_key_column.csv", "Filen mangler kolonnen INST_NR."),
        ("enc_utf8_replacement_chars.csv", "Der mangler bogstaver i filen"),
        ("sep_comma_unquoted.csv", "58 rækker har ikke de 28 felter, som overskriften har"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_plain_words(client, coordinator, name, message):
    answer = upload(client, bad(name) or b" ", is_full="on")

    text = answer.content.decode()
    assert (answer.status_code, RegisterImport.objects.count()) == (200, 0)
    assert message in text
    assert (answer.context["form"]["is_full"].value(), answer.context["form"]["source_date"].value()) == (
        True,
        "2026-09-01",
    )


def test_a_day_in_the_future_is_refused(client, coordinator):
    answer = upload(client, sample_line(), source_date="2099-01-01")

    assert answer.context["form"].errors == {"source_date": ["Vælg en dag mellem år 2000 og i dag."]}


def test_a_large_file_is_refused(client, coordinator, monkeypatch):
    monkeypatch.setattr("contacts.forms.register_import.MAX_BYTES", 10)

    answer = upload(client, sample_line())

    assert answer.context["form"].errors == {"file": ["Filen fylder mere end 25 MB. Del den, og læs en del ad gangen."]}


def test_many_closings_need_a_tick(client, coordinator):
    importer(SAMPLE_2024.read_bytes())
    preview = read_register_file(content=bad("enc_utf8_bom.csv"), file_name="a.csv", is_full=True, by=coordinator)

    refused = client.post(page("apply", preview.pk))
    assert refused.context["form"].errors == {"confirm_closing": ["Skal udfyldes."]}
    assert School.objects.filter(closed_on__isnull=False).count() == 0

    client.post(page("apply", preview.pk), {"confirm_closing": "on"})
    assert School.objects.filter(closed_on__isnull=False).count() == preview.counts["closed"]


def test_an_overtaken_preview_says_so(client, coordinator):
    preview = read_register_file(content=sample_line(INST_NAVN="A"), file_name="a.csv", by=coordinator)
    importer(sample_line(INST_NAVN="B"))

    answer = client.post(page("apply", preview.pk))

    assert "Læs filen igen" in answer.context["form"].non_field_errors()[0]
    assert "Læs filen igen" in answer.content.decode()


def test_a_preview_can_be_thrown_away(client, coordinator):
    preview = read_register_file(content=sample_line(), file_name="a.csv", by=coordinator)

    answer = client.post(page("discard", preview.pk))

    preview.refresh_from_db()
    assert (answer["Location"], preview.status) == ("/import/register/", ImportStatus.DISCARDED)


def test_differences_are_shown_in_words_and_by_kind(client, coordinator):
    importer(sample_line())
    School.objects.filter(number="101023").update(phone="11111111", edited_fields=["phone"])
    changed = sample_line(INST_NAVN="Bymoseskolen", BEL_KOMMUNE="147", INST_TYPE_NR="1013")
    preview = read_register_file(content=changed, file_name="a.csv", by=coordinator)

    answer = client.get(page("detail", preview.pk), {"slags": "renamed"})

    [row] = answer.context["changes"]
    assert [(str(d.label), d.old, d.new, d.is_kept) for d in row.differences] == [
        ("navn", "Tingbjerg Skole", "Bymoseskolen", False),
        ("type", "Folkeskoler", "Friskoler og private grundskoler", False),
        ("kommune", "København", "Frederiksberg", False),
        ("telefon", "11111111", "0000 1023", True),
    ]
    assert client.get(page("detail", preview.pk), {"slags": "new"}).context["changes"] == []
    assert client.get(page("detail", preview.pk), {"slags": "'; --", "side": "x"}).status_code == 200


def test_differences_are_grouped_by_kind_and_counted_by_field(client, coordinator):
    importer(bad("enc_utf8_bom.csv"))
    text = bad("enc_utf8_bom.csv").decode("utf-8-sig")
    text = text.replace("Tingbjerg Skole", "Bymoseskolen").replace(";0000 1030;", ";11 11 11 11;")
    preview = read_register_file(content=text.encode(), file_name="a.csv", by=coordinator)

    grouped = client.get(page("detail", preview.pk))
    by_field = client.get(page("detail", preview.pk), {"slags": "changed"})
    one_field = client.get(page("detail", preview.pk), {"slags": "changed", "felt": "phone"})

    assert [row.change.kind for row in grouped.context["changes"]] == ["changed", "renamed"]
    assert grouped.content.decode().count('scope="rowgroup"') == 2
    assert [(row["name"], row["count"]) for row in by_field.context["by_field"]] == [("phone", 1)]
    assert one_field.context["by_field"][0]["is_chosen"] is True
    assert [row.change.number for row in one_field.context["changes"]] == ["101030"]
    assert client.get(page("detail", preview.pk), {"slags": "changed", "felt": "city"}).context["changes"] == []


def test_remarks_can_be_fetched_as_a_table(client, coordinator):
    preview = read_register_file(content=sample_line(TLF_NR="=1+1"), file_name="a.csv", by=coordinator)

    answer = client.get(page("findings", preview.pk))

    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Linje;Kolonne;Værdi;Hvad er der galt?;Brugt?"
    assert lines[1] == "2;TLF_NR;'=1+1;Det er ikke et telefonnummer.;ja"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_whatever_its_length(client, coordinator, django_assert_num_queries, rows):
    RegisterImportFactory.create_batch(rows, created_by=coordinator)

    with django_assert_num_queries(5):
        client.get("/import/register/")


@pytest.mark.parametrize("rows", [1, 30])
def test_a_preview_costs_the_same_whatever_its_length(client, coordinator, django_assert_num_queries, rows):
    found = RegisterImportFactory(created_by=coordinator, counts={"changed": rows, "open_before": 100})
    RegisterChangeFactory.create_batch(
        rows, register_import=found, kind=ChangeKind.CHANGED, fields={"type": ["1012", "1013"], "city": ["a", "b"]}
    )

    with django_assert_num_queries(8):
        client.get(page("detail", found.pk))


def test_an_empty_list_says_how_to_begin(client, coordinator):
    assert "Der er ikke læst nogen fil endnu" in client.get("/import/register/").content.decode()
