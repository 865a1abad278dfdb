"""Long files of the register: left to the worker, with their progress shown; short ones are done while one waits."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from contacts import jobs
from contacts.choices import ImportStatus
from contacts.imports.progress import Progress, be_quiet, by_connection, progress_of
from contacts.models import RegisterImport
from samarbejde.lib.heartbeat import beat
from samarbejde.lib.tables_in import read_table
from samarbejde.models import School
from tests.contacts.register_files import SAMPLE_2024, bad, importer, sample_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, cast, register_reference):
    client.force_login(cast.coordinator)
    return cast.coordinator


@pytest.fixture
def long_at_ten(monkeypatch):
    """Ten rows count as many, and the worker is alive."""
    monkeypatch.setattr("contacts.actions.register_reading.AT_ONCE", 10)
    beat()


def upload(client, content, **data):
    file = SimpleUploadedFile("register.csv", content)
    return client.post("/import/register/ny/", {"file": file, "source_date": "2026-09-01", **data}, follow=True)


def page(name, pk):
    return reverse(f"contacts:register_import_{name}", args=[pk])


def poll(client, pk):
    return client.get(page("detail", pk), headers={"HX-Request": "true", "HX-Target": "fremdrift"})


def test_a_long_file_is_read_and_saved_by_the_worker(client, coordinator, long_at_ten):
    shown = upload(client, bad("enc_utf8_bom.csv")).content.decode()
    found = RegisterImport.objects.get()
    assert found.status == ImportStatus.READING
    assert "Filen bliver læst" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert "Det går i gang om et øjeblik." in poll(client, found.pk).content.decode()

    jobs.read_register_import.func(found.pk)
    assert poll(client, found.pk).headers["HX-Refresh"] == "true"
    assert "Gem 60 ændringer" in client.get(page("detail", found.pk)).content.decode()

    shown = client.post(page("apply", found.pk), follow=True).content.decode()
    found.refresh_from_db()
    assert (found.status, found.content, School.objects.filter(number="101030").count()) == ("saving", None, 0)
    assert "Ændringerne bliver gemt" in shown

    jobs.save_register_import.func(found.pk, coordinator.pk, confirm_closing=False)
    found.refresh_from_db()
    assert (found.status, found.applied_by) == (ImportStatus.APPLIED, coordinator)
    assert School.objects.filter(number="101030").count() == 1
    assert list(DBTaskResult.objects.values_list("task_path", flat=True).order_by("enqueued_at")) == [
        "contacts.jobs.read_register_import", "contacts.jobs.save_register_import",
    ]  # fmt: skip


def test_without_a_worker_a_long_file_is_read_at_once(client, coordinator, monkeypatch):
    monkeypatch.setattr("contacts.actions.register_reading.AT_ONCE", 10)
    monkeypatch.setattr("contacts.views.register_import.is_beating", lambda: False)

    assert "Gem 60 ændringer" in upload(client, bad("enc_utf8_bom.csv")).content.decode()


def test_a_short_file_is_not_left_to_the_worker(client, coordinator):
    beat()

    assert "Gem 301 ændringer" in upload(client, SAMPLE_2024.read_bytes()).content.decode()
    assert DBTaskResult.objects.count() == 0


def test_how_far_it_is_can_be_seen_while_the_transaction_is_open():
    by_connection(5)(1000, 4000)

    assert progress_of(5) == Progress(1000, 4000)
    assert progress_of(5).percent == 25
    assert progress_of(6) is None
    be_quiet()
    assert progress_of(5) is None


def test_the_page_shows_how_far_it_is(client, coordinator, long_at_ten):
    upload(client, bad("enc_utf8_bom.csv"))
    found = RegisterImport.objects.get()
    by_connection(found.pk)(30, 60)

    shown = client.get(page("detail", found.pk)).content.decode()

    be_quiet()
    assert '<progress max="60" value="30"' in shown
    assert "50 % er klar." in shown


def test_a_silent_worker_is_told(client, coordinator, long_at_ten, monkeypatch):
    upload(client, bad("enc_utf8_bom.csv"))
    monkeypatch.setattr("contacts.views.register_import.is_beating", lambda: False)

    shown = client.get(page("detail", RegisterImport.objects.get().pk)).content.decode()

    assert "Der sker ikke noget i baggrunden lige nu" in shown


def test_a_file_that_waits_can_be_thrown_away(client, coordinator, long_at_ten):
    upload(client, bad("enc_utf8_bom.csv"))
    found = RegisterImport.objects.get()

    client.post(page("discard", found.pk))
    jobs.read_register_import.func(found.pk)

    found.refresh_from_db()
    assert (found.status, found.content, found.changes.count()) == (ImportStatus.DISCARDED, None, 0)


def test_a_file_the_worker_cannot_read_says_why(client, coordinator, long_at_ten):
    upload(client, bad("enc_utf8_bom.csv"))
    RegisterImport.objects.update(content=b"<html>")
    found = RegisterImport.objects.get()

    jobs.read_register_import.func(found.pk)

    shown = client.get(page("detail", found.pk)).content.decode()
    assert RegisterImport.objects.get().status == ImportStatus.FAILED
    assert "Filen kan ikke læses" in shown
    assert "Filen er en webside" in shown


def test_a_job_that_breaks_down_leaves_the_preview(client, coordinator, long_at_ten, monkeypatch):
    upload(client, bad("enc_utf8_bom.csv"))
    found = RegisterImport.objects.get()
    jobs.read_register_import.func(found.pk)
    client.post(page("apply", found.pk))

    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("contacts.actions.register_import.refresh_schools", fail)
    with pytest.raises(RuntimeError):
        jobs.save_register_import.func(found.pk, coordinator.pk, confirm_closing=False)

    found.refresh_from_db()
    assert (found.status, School.objects.filter(number="101030").count()) == (ImportStatus.PREVIEW, 0)
    assert "Det blev ikke gemt" in client.get(page("detail", found.pk)).content.decode()


def test_what_a_stopped_worker_left_half_done_can_be_saved_again(client, coordinator, long_at_ten):
    upload(client, bad("enc_utf8_bom.csv"))
    found = RegisterImport.objects.get()
    DBTaskResult.objects.update(status="RUNNING")
    assert "Det blev afbrudt" in client.get(page("detail", found.pk)).content.decode()
    jobs.read_register_import.func(found.pk)
    client.post(page("apply", found.pk))
    assert "Ændringerne bliver gemt" in client.get(page("detail", found.pk)).content.decode()

    DBTaskResult.objects.update(status="RUNNING")
    shown = client.get(page("detail", found.pk)).content.decode()
    assert "Det blev afbrudt" in shown
    assert "Gem 60 ændringer" in shown

    client.post(page("apply", found.pk))
    jobs.save_register_import.func(found.pk, coordinator.pk, confirm_closing=False)
    found.refresh_from_db()
    assert found.status == ImportStatus.APPLIED


def test_many_closings_are_asked_about_before_the_worker_begins(client, coordinator, long_at_ten):
    importer(SAMPLE_2024.read_bytes())
    upload(client, bad("enc_utf8_bom.csv"), is_full="on")
    found = RegisterImport.objects.get(status=ImportStatus.READING)
    jobs.read_register_import.func(found.pk)

    answer = client.post(page("apply", found.pk))

    found.refresh_from_db()
    assert answer.context["form"].errors == {"confirm_closing": ["Skal udfyldes."]}
    assert found.status == ImportStatus.PREVIEW


def test_the_command_tells_how_far_it_is(tmp_path, register_reference, capsys):
    file = tmp_path / "register.csv"
    file.write_bytes(bad("enc_utf8_bom.csv"))

    call_command("import_register", str(file))

    told = capsys.readouterr()
    assert "100 % read" in told.err
    assert "saved" in told.err
    assert School.objects.count() == 60


def test_a_main_school_in_a_row_that_cannot_be_used_is_let_go(register_reference):
    header, row = sample_line(HOVEDSKOLE_INST="999001").decode().splitlines()
    main = sample_line(INST_NR="999001", INST_NAVN="").decode().splitlines()[1]
    content = f"{header}\n{row}\n{main}".encode()

    first, again = importer(content), importer(content)

    assert (first.counts["new"], first.counts["errors"]) == (1, 1)
    assert (again.counts["changed"], again.counts["unchanged"]) == (0, 1)


def test_rows_can_be_walked_again_and_cut_out():
    table = read_table(b"a;b\n1;2\n\n3;4\n5;6\n", is_header=lambda cells: cells == ["a", "b"])

    assert len(table.rows) == 3
    assert [row.line for row in table.rows] == [row.line for row in table.rows] == [2, 4, 5]
    assert [row.cells for row in table.rows[1:]] == [["3", "4"], ["5", "6"]]
    assert table.rows[0].cells == ["1", "2"]
    assert table.rows[-1].cells == ["5", "6"]
