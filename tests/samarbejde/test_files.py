"""Files: the content decides, and nothing is ever served as a page of ours."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samarbejde.actions.files import clean_name
from samarbejde.lib.filetypes import detect_type
from samarbejde.models import Event, StoredFile
from tests.factories import StoredFileFactory

PDF = b"%PDF-1.7\n1 0 obj\n"


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as writer:
        for name, content in members.items():
            writer.writestr(name, content)
    return buffer.getvalue()


def docx(**more):
    return archive(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"} | more)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (docx(), "docx"),
        (archive(**{"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "xlsx"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("Blåbærgrød på øen\r\n".encode(), "txt"),
        (docx(**{"word/vbaProject.bin": "x"}), None),
        (archive(**{"evil.exe": "MZ"}), None),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x00\x01", None),
        ("Blåbær".encode("latin-1"), None),
        (b"   ", None),
    ],
)
def test_type_is_found_by_content(content, kind):
    assert detect_type(io.BytesIO(content)) == kind


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [("C:\\fotos\\tavle.png", "tavle.png"), ("../../etc/passwd", "passwd"), ("a\nb\x00.pdf", "ab.pdf"), ("", "fil")],
)
def test_name_brings_no_folders_and_no_control_characters(name, cleaned):
    assert clean_name(name) == cleaned


def files_url(cast):
    return reverse("samarbejde:collaboration_files", args=[cast.collaboration.pk])


def post(client, cast, name, content):
    return client.post(files_url(cast), {"upload": SimpleUploadedFile(name, content, content_type="text/html")})


def test_upload_is_stored_under_a_random_name_and_noted(login, cast):
    post(login(cast.editor), cast, "aftale.pdf", PDF)
    row = StoredFile.objects.get()
    assert (row.name, row.content_type, row.size, row.uploaded_by) == (
        "aftale.pdf",
        "application/pdf",
        len(PDF),
        cast.editor,
    )
    assert "aftale" not in row.file.name
    assert Event.objects.get(verb="file_added").data == {"name": "aftale.pdf"}


@pytest.mark.parametrize(("name", "content"), [("billede.png", PDF), ("side.html", b"<script>"), ("tom.txt", b"")])
def test_upload_that_is_not_what_it_says_is_refused(login, cast, name, content):
    response = post(login(cast.editor), cast, name, content)
    assert list(response.context["form"].errors) == ["upload"]
    assert StoredFile.objects.count() == 0


def test_upload_too_large_is_refused(login, cast, settings):
    settings.UPLOAD_MAX_BYTES = 10
    assert list(post(login(cast.editor), cast, "stor.pdf", PDF).context["form"].errors) == ["upload"]


def test_reader_may_not_upload(login, cast):
    assert post(login(cast.reader), cast, "aftale.pdf", PDF).status_code == 403
    assert StoredFile.objects.count() == 0


def test_download_is_an_attachment_in_a_sandbox(login, cast):
    row = StoredFileFactory(collaboration=cast.collaboration, uploaded_by=cast.editor, name="plan æ.pdf")
    response = login(cast.reader).get(reverse("samarbejde:file_download", args=[cast.collaboration.pk, row.pk]))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 test"
    response.close()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''plan%20%C3%A6.pdf")
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"], response["Cache-Control"]) == (
        "nosniff", "sandbox; default-src 'none'", "no-store, private",
    )  # fmt: skip


def test_file_of_another_collaboration_is_missing_here(login, cast):
    row = StoredFileFactory(collaboration=cast.foreign, uploaded_by=cast.other)
    response = login(cast.editor).get(reverse("samarbejde:file_download", args=[cast.collaboration.pk, row.pk]))
    assert response.status_code == 404


def test_file_that_is_gone_from_the_disk_is_missing(login, cast):
    row = StoredFileFactory(collaboration=cast.collaboration, uploaded_by=cast.editor)
    row.file.storage.delete(row.file.name)
    response = login(cast.editor).get(reverse("samarbejde:file_download", args=[cast.collaboration.pk, row.pk]))
    assert response.status_code == 404


def test_removed_file_leaves_disk_and_stays_in_the_history(login, cast, django_capture_on_commit_callbacks):
    row = StoredFileFactory(collaboration=cast.collaboration, uploaded_by=cast.editor)
    storage, name = row.file.storage, row.file.name
    with django_capture_on_commit_callbacks(execute=True):
        login(cast.editor).post(reverse("samarbejde:file_remove", args=[cast.collaboration.pk, row.pk]))
    assert (storage.exists(name), StoredFile.objects.count()) == (False, 0)
    assert Event.objects.get(verb="file_removed").data == {"name": "aftale.pdf"}
