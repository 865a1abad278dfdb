"""The look's tags, fields and preferences."""

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation

from samarbejde.forms.gallery import GalleryForm
from tests.factories import UserFactory


def render(source: str, **context) -> str:
    """Return a template's text in Danish, on one line."""
    with translation.override("da"):
        return " ".join(Template(source).render(Context(context)).split())


def test_phase_badge():
    expected = '<span class="phase" data-phase="opfoelgning"><i aria-hidden="true">3</i>Opfølgning</span>'
    assert render("{% phase_badge phase %}", phase="active") == expected


def test_phase_badge_follows_the_language():
    render("{% phase_badge 'active' %}")
    with translation.override("en"):
        assert Template("{% phase_badge 'active' %}").render(Context()).endswith("Follow-up</span>")


def test_phase_steps_marks_done_now_and_next():
    html = render("{% phase_steps current='agreement' urls=urls %}", urls={"contact": "/kontakt/"})
    assert html.count('class="done"') == 1
    assert html.count('class="now"') == 1
    assert html.count('class="next"') == 3
    assert html.count('aria-current="step"') == 1
    assert html.count("<a ") == 1


@pytest.mark.parametrize(("name", "text"), [("Maja Lindholt", "ML"), ("Jonas", "J"), ("", ""), (None, "")])
def test_initials(name, text):
    assert render("{{ name|initials }}", name=name) == text


def test_vacant_role_is_shown():
    html = render('{% include "components/people.html" %}', people=[{"name": "", "role": "afløser"}])
    assert "(ikke besat)" in html
    assert 'class="vacant"' in html


def test_missing_values_show_as_nothing():
    assert render("[{{ none|day }}{{ none|number }}{{ none|hours }}{{ none|week }}]", none=None) == "[]"


@pytest.fixture
def wrong_form() -> GalleryForm:
    with translation.override("da"):
        form = GalleryForm({"talked_with": "", "pupils": "400", "way_in": "team", "outcome": "yes"})
        form.is_valid()
        return form


def test_error_summary_links_to_the_fields(wrong_form):
    html = render('{% include "components/error_summary.html" %}', form=wrong_form)
    assert 'href="#id_talked_with"' in html
    assert 'href="#id_pupils"' in html
    assert "2 ting skal rettes" in html
    assert "data-focus" in html


def test_no_error_summary_without_errors():
    assert render('{% include "components/error_summary.html" %}', form=GalleryForm()) == ""


def test_field_with_error_is_described_by_help_and_error(wrong_form):
    html = render("{% load crispy_forms_tags %}{{ form.talked_with|as_crispy_field }}", form=wrong_form)
    assert 'aria-describedby="id_talked_with_helptext id_talked_with_error"' in html
    assert 'id="id_talked_with_helptext"' in html
    assert 'id="id_talked_with_error"' in html
    assert 'aria-invalid="true"' in html
    assert "is-invalid" in html


def test_checkbox_is_label_around_input():
    html = render("{% load crispy_forms_tags %}{{ form.remind|as_crispy_field }}", form=GalleryForm())
    assert '<label class="form-check"><input type="checkbox"' in html
    assert "<span>Mind mig om det om en uge</span></label>" in html


def test_choices_are_a_fieldset_with_legend():
    html = render("{% load crispy_forms_tags %}{{ form.outcome|as_crispy_field }}", form=GalleryForm())
    assert "<legend>Hvordan gik det?" in html
    assert html.count('class="form-check"') == 2


def test_optional_is_said_unless_everything_is_optional():
    class Filters(forms.Form):
        all_optional = True
        town = forms.CharField(label="By", required=False)

    assert "(valgfri)" not in render("{% load crispy_forms_tags %}{{ form|crispy }}", form=Filters())
    assert "(valgfri)" in render("{% load crispy_forms_tags %}{{ form.note|as_crispy_field }}", form=GalleryForm())


def test_crispy_form_begins_with_the_error_summary(wrong_form):
    with translation.override("da"):
        assert render_crispy_form(wrong_form).strip().startswith('<div class="error-summary"')


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_pages_need_nothing(code):
    html = render(f'{{% include "{code}.html" %}}')
    assert html.count("<h1>") == 1
    assert html.count("<p>") >= 2


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_gallery_shows_every_component(client):
    response = client.get("/galleri/")
    assert response.status_code == 200
    assert len(response.content) < 60_000


@pytest.mark.django_db
def test_gallery_is_closed_outside_demo(client):
    assert client.get("/galleri/").status_code == 404


@pytest.mark.django_db
def test_theme_set_remembers(client):
    user = UserFactory()
    client.force_login(user)
    response = client.post("/udseende/", {"theme": "dark", "next": "/konto/password/change/"})
    user.refresh_from_db()
    assert (response.status_code, response.url) == (302, "/konto/password/change/")
    assert (user.theme, response.cookies["udseende"].value) == ("dark", "dark")
    assert '<html lang="da" data-bs-theme="dark">' in client.get("/konto/password/change/").text


@pytest.mark.django_db
def test_theme_set_before_login_uses_the_cookie(client):
    client.post("/udseende/", {"theme": "light"})
    assert 'data-bs-theme="light"' in client.get("/konto/login/").text


@pytest.mark.django_db
def test_theme_set_refuses_other_sites_and_other_words(client):
    response = client.post("/udseende/", {"theme": "neon", "next": "https://example.org/"})
    assert response.url == "/"
    assert "udseende" not in response.cookies


@pytest.mark.django_db
def test_theme_set_wants_post(client):
    assert client.get("/udseende/").status_code == 405
