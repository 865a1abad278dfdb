"""What must hold when the register is read in again, as somebody who uses the program meets it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contacts.models import RegisterImport
from samarbejde.models import School
from tests.contacts.register_files import bad, sample_line

pytestmark = [pytest.mark.django_db, pytest.mark.guide("1A1")]
WHOLE = bad("enc_utf8_bom.csv").decode("utf-8-sig")


@pytest.fixture
def me(client, cast, register_reference):
    client.force_login(cast.coordinator)
    School.objects.exclude(pk=cast.school.pk).delete()
    return client


def read_in(me, content, *, save=True, **options):
    """Choose a file, look, and save; return what the page with the differences said."""
    content = content if isinstance(content, bytes) else content.encode()
    data = {"file": SimpleUploadedFile("register.csv", content), "source_date": "2026-09-01", **options}
    shown = me.post("/import/register/ny/", data, follow=True).content.decode()
    found = RegisterImport.objects.first()
    if save:
        me.post(reverse("contacts:register_import_apply", args=[found.pk]), {"confirm_closing": "on"})
        found.refresh_from_db()
        assert found.status == "applied"
    return shown


def school_page(me, number="101023"):
    return me.get(reverse("samarbejde:school_detail", args=[number])).content.decode()


def without(name):
    return "\n".join(line for line in WHOLE.splitlines() if name not in line)


def test_the_whole_register_closes_what_it_no_longer_holds(me):
    read_in(me, WHOLE)

    shown = read_in(me, without("Tingbjerg Skole"), is_full="on")

    assert "Lukket" in shown
    assert "Skolen lukkede" in school_page(me)
    assert "Skolen lukkede" not in school_page(me, "101030")


def test_a_part_of_it_closes_nothing(me):
    read_in(me, WHOLE)

    read_in(me, without("Tingbjerg Skole"), save=False)

    assert "Skolen lukkede" not in school_page(me)


def test_more_than_a_twentieth_must_be_confirmed(me):
    read_in(me, WHOLE)
    few = "\n".join(WHOLE.splitlines()[:11])

    shown = read_in(me, few, is_full="on", save=False)
    answer = me.post(reverse("contacts:register_import_apply", args=[RegisterImport.objects.first().pk]))

    assert "Mange skoler bliver lukket" in shown
    assert answer.status_code == 200
    assert School.objects.exclude(closed_on=None).count() == 0


def test_a_closed_school_opens_again_and_keeps_its_history(me):
    read_in(me, WHOLE)
    read_in(me, without("Tingbjerg Skole"), is_full="on")

    assert "Åben igen" in read_in(me, WHOLE, is_full="on")
    assert "Skolen lukkede" not in school_page(me)


def test_a_former_name_is_shown_and_finds_the_school(me):
    read_in(me, sample_line())

    shown = read_in(me, sample_line(INST_NAVN="Bymoseskolen"))

    assert "Nyt navn" in shown
    page = school_page(me)
    assert "Bymoseskolen" in page
    assert "Tingbjerg Skole" in page
    assert "Bymoseskolen" in me.get("/skoler/", {"q": "tingbjerg"}).content.decode()


def test_what_we_corrected_stays_ours_and_is_shown(me):
    read_in(me, sample_line())
    edit = reverse("samarbejde:school_edit", args=["101023"])
    form = me.get(edit).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    assert me.post(edit, values | {"phone": "12 34 56 78"}).status_code == 302

    shown = read_in(me, sample_line(TLF_NR="99 99 99 99", INST_ADR="Nyvej 1"))

    assert "rettet i hånden, så vores bliver stående" in shown
    school = School.objects.get(number="101023")
    assert (school.phone, school.address) == ("12 34 56 78", "Nyvej 1")


def test_leaders_are_left_out_when_one_asks_for_it(me):
    shown = read_in(me, sample_line(), without_leaders="on")

    assert "uden ledernes navne" in shown
    assert "Leder 101023" not in shown
    assert School.objects.get(number="101023").leader_name == ""
    assert "Leder 101023" not in school_page(me)

    read_in(me, sample_line())
    assert School.objects.get(number="101023").leader_name == "Leder 101023"
    assert "Der er ikke noget at gemme" in read_in(
        me, sample_line(INST_LEDER="Ny Leder"), save=False, without_leaders="on"
    )


def test_the_source_is_named_on_every_school(me):
    read_in(me, sample_line())

    assert "Institutionsregisteret" in school_page(me)
