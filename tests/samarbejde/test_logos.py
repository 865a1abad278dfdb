import io

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from agreements.documents import agreement_docx, version_pdf
from agreements.models import AgreementVersion
from samarbejde.lib.logos import MOST_BYTES, read_logo
from samarbejde.models import Institution
from tests.factories import AgreementFactory, AgreementVersionFactory
from tests.pictures import PIXEL, png

LOGO = png(120, 40)


@pytest.fixture
def administration(cast, client):
    client.force_login(cast.superuser)
    return client


def save(client, institution, **changes):
    """Save the institution in the administration, as the form was shown."""
    url = reverse("admin:samarbejde_institution_change", args=[institution.pk])
    form = client.get(url).context["adminform"].form
    shown = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    data = {name: value for name, value in shown.items() if value not in (None, "", False) and name != "logo"}
    return client.post(url, data | changes)


def upload(content, name="logo.png"):
    return SimpleUploadedFile(name, content)


def test_a_logo_is_taken_in_shown_and_taken_off_again(administration, cast, client):
    assert save(administration, cast.institution, logo=upload(LOGO, "../../etc/passwd.png")).status_code == 302
    place = Institution.objects.get(pk=cast.institution.pk)
    assert ("passwd" in str(place.logo), read_logo(place)) == (False, LOGO)
    client.logout()
    response = client.get(place.logo_url)
    assert (response.status_code, response["Content-Type"], response.content) == (200, "image/png", LOGO)
    assert (response["X-Content-Type-Options"], "sandbox" in response["Content-Security-Policy"]) == ("nosniff", True)
    client.force_login(cast.superuser)
    save(client, place, without_logo="on")
    assert Institution.objects.get(pk=place.pk).logo_url == ""
    assert client.get(place.logo_url).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "skal være et billede"),
        (b"GIF89a" + bytes(99), "skal være et billede"),
        (b"%PDF-1.7", "skal være et billede"),
        (PIXEL[:40], "i stykker"),
        (PIXEL[:45] + b"xxxx" + PIXEL[49:], "i stykker"),
        (b"\xff\xd8\xff" + bytes(99), "i stykker"),
        (png(3001, 1), "3.000"),
        (PIXEL + bytes(MOST_BYTES), "for stort"),
    ],
)
def test_what_is_no_picture_for_our_documents_is_refused(administration, cast, content, said):
    response = save(administration, cast.institution, logo=upload(content))
    errors = response.context["adminform"].form.errors
    assert (list(errors), said in errors["logo"][0]) == (["logo"], True)
    assert Institution.objects.get(pk=cast.institution.pk).logo_url == ""


@pytest.fixture
def version(cast):
    agreement = AgreementFactory(collaboration=cast.collaboration, updated_by=cast.editor)
    cast.institution.logo = ContentFile(LOGO, name="logo.png")
    cast.institution.save()
    sent = AgreementVersionFactory(agreement=agreement, sent_by=cast.editor)
    return AgreementVersion.objects.get(pk=sent.pk)


def test_the_logo_stands_in_the_documents_and_says_whose_it_is(version):
    pdf = pypdf.PdfReader(io.BytesIO(version_pdf(version)))
    assert len(pdf.pages[0].images) == 1
    assert "Kystmuseet Isfjorden" in _alternatives(pdf)
    (shape,) = Document(io.BytesIO(agreement_docx(version.content, version, logo=LOGO))).inline_shapes
    assert shape._inline.docPr.get("descr") == "Kystmuseet Isfjorden"


def _alternatives(pdf: pypdf.PdfReader) -> set[str]:
    found, waiting = set(), [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += [each for each in node if not isinstance(each, int)]
        elif isinstance(node, dict):
            found.add(node.get("/Alt"))
            waiting += [node[name] for name in ("/K",) if name in node and not isinstance(node[name], int)]
    return found


def test_a_lost_file_costs_the_logo_not_the_document(version, cast):
    cast.institution.logo.storage.delete(str(cast.institution.logo))
    assert version_pdf(version)[:5] == b"%PDF-"
