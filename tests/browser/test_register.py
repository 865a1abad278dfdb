"""The school register by upload: look at the differences, fetch the errors, save, undo; and what can go wrong."""

import pytest
from django.conf import settings

from contacts.models import RegisterImport
from samarbejde.actions.reference import load_reference
from samarbejde.choices import Role
from samarbejde.models import School
from tests.browser import steps
from tests.factories import InstitutionFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
BAD = settings.BASE_DIR / "tests" / "data" / "bad"
STRANGE = """Skolekode;Skolens navn;Gade og nummer;Zip;By;Kommunens navn;Ring til
101023;Tingbjerg Skole;Skolesiden 2;2700;Brønshøj;Københavns Kommune;0000 1023
101030;Holbergskolen;Byvej 216;2400;København NV;Københavns Kommune;31 22 11 00
"""


@pytest.fixture
def coordinator(live_server, settings):
    settings.SITE_URL = live_server.url
    load_reference()
    user = UserFactory(name="Jonas Brandt", email="jonas@kystmuseet.example")
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user, institution=InstitutionFactory(name="Kystmuseet"), role=Role.COORDINATOR)
    return user


def choose_file(me, file) -> None:
    me.go("/import/register/ny/")
    me.main.get_by_label("Fil", exact=True).set_input_files(file)
    me.write("Hvilken dag er oplysningerne fra?", "2026-09-01")
    me.press("Se forskellene")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_register_is_read_saved_and_undone(width, arrive, coordinator, tmp_path):
    me = arrive(width)
    steps.log_in(me, coordinator.email, PASSWORD)
    me.go("/import/register/")
    me.reads("Der er ikke læst nogen fil endnu")

    choose_file(me, BAD / "html_error_page.csv")
    me.reads("Filen er en webside og ikke en tabel.")

    choose_file(me, BAD / "bad_name_and_number.csv")
    me.reads("Bemærkninger")
    told = me.fetch("Hent alle som CSV").decode("utf-8-sig").splitlines()
    assert told[0] == "Linje;Kolonne;Værdi;Hvad er der galt?;Brugt?"
    assert [line.split(";")[0] for line in told[1:] if line.endswith(";nej")] == ["2", "3", "4", "5", "7"]
    me.press("Gem 15 ændringer")
    assert School.objects.count() == 15

    choose_file(me, BAD / "enc_utf8_bom.csv")
    me.press("Gem", exact=False)
    me.follow("Fortryd importen …")
    me.reads("Det her sker:")
    me.press("Ja, fortryd importen")
    me.reads("Importen er fortrudt")
    assert School.objects.count() == 15
    me.go("/import/register/")
    assert RegisterImport.objects.filter(status="undone").count() == 1

    strange = tmp_path / "kommunens liste.csv"
    strange.write_text(STRANGE, encoding="utf-8")
    choose_file(me, strange)
    me.reads("Hvilken kolonne er hvad?")
    me.press("Se forskellene")
    me.reads("Ret kolonnerne")
    me.press("Kassér filen")
