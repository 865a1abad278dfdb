"""The catalogue of forms: read, choose, find again, suggest; and an institution's own."""

import pytest
from django.urls import reverse

from agreements.actions.agreements import start_agreement
from agreements.choices import Template
from agreements.queries.agreements import get_agreement
from agreements.queries.content import build_content
from agreements.queries.formats import suggest_formats
from samarbejde.actions.reference import load_reference
from samarbejde.models import Collaboration, Format, Grade, Subject
from tests.agreements.conftest import page
from tests.factories import CollaborationFactory, FormatFactory

pytestmark = pytest.mark.django_db
LIST = reverse("agreements:format_list")
# Group of the guide, how many forms it has, one of them.
GROUPS = [
    pytest.param("2A", 6, "try-offers", marks=pytest.mark.guide("2A")),
    pytest.param("2B", 1, "teacher-courses", marks=pytest.mark.guide("2B")),
    pytest.param("2C", 4, "elective-subjects", marks=pytest.mark.guide("2C")),
    pytest.param("2D", 8, "friendship-class", marks=pytest.mark.guide("2D")),
    pytest.param("2E", 4, "pupils-exhibit", marks=pytest.mark.guide("2E")),
]


@pytest.fixture
def catalogue():
    load_reference()
    return {row.code: row for row in Format.objects.all()}


def choose(client, cast, *codes, **changes):
    url = page("format_choose", cast)
    form = client.get(url).context["form"]
    chosen = [Format.objects.get(code=code).pk for code in codes]
    return client.post(url, {"version": form["version"].value(), "formats": chosen} | changes)


@pytest.mark.parametrize(("group", "number", "code"), GROUPS)
def test_each_group_can_be_read_chosen_agreed_on_and_found_again(cast, login, catalogue, group, number, code):
    """As a coordinator does it in the browser: catalogue, choice, agreement, filter, and who has tried it."""
    chosen, editor = catalogue[code], login(cast.editor)
    shown = dict(editor.get(LIST).context["groups"])[chosen.get_group_display()]
    assert ({row.group for row in shown}, len(shown)) == ({group}, number)
    text = editor.get(reverse("agreements:format_detail", args=[code])).content.decode()
    assert [words for words in (chosen.name, chosen.needs[:30], chosen.typical_size) if words not in text] == []
    start_agreement(collaboration=cast.collaboration, template=Template.LIGHT, by=cast.editor)
    assert choose(editor, cast, code).status_code == 302
    content = build_content(get_agreement(Collaboration.objects.get(pk=cast.collaboration.pk)))
    blocks = {block["key"]: block.get("text") for section in content["sections"] for block in section["blocks"]}
    assert blocks["formats"] == chosen.name
    listed = editor.get(f"{reverse('samarbejde:collaboration_list')}?form={code}").content.decode()
    assert cast.collaboration.title in listed
    tried = editor.get(reverse("agreements:format_detail", args=[code])).context
    assert (tried["format"].used, tried["collaborations"]) == (1, [cast.collaboration])


def test_all_forms_say_what_they_take_and_how_large_they_are(catalogue):
    assert len(catalogue) == 23
    assert [code for code, row in catalogue.items() if not (row.description and row.needs and row.typical_size)] == []
    assert [code for code, row in catalogue.items() if None in (row.grade_from, row.grade_to, row.hours_from)] == []


def test_who_has_tried_it_is_only_what_one_may_see(cast, login, catalogue):
    cast.foreign.formats.add(catalogue["friendship-class"])
    context = login(cast.reader).get(reverse("agreements:format_detail", args=["friendship-class"])).context
    assert (context["format"].used, context["collaborations"]) == (0, [])


@pytest.mark.guide("2D")
def test_forms_are_suggested_by_subject_grade_hours_and_what_worked(cast, login, catalogue):
    collaboration = cast.collaboration
    biology, grade = Subject.objects.get(code="biologi"), Grade.objects.get(code="8")
    collaboration.subjects.add(biology)
    collaboration.grades.add(grade)
    Collaboration.objects.filter(pk=collaboration.pk).update(hours_agreed=40)
    before = CollaborationFactory(institution=cast.institution, phase="closed", status="renewed")
    before.subjects.add(biology)
    before.grades.add(grade)
    before.formats.add(catalogue["grade-every-year"])
    suggested = suggest_formats(cast.editor, Collaboration.objects.get(pk=collaboration.pk))
    assert suggested[0].format.code == "grade-every-year"
    assert suggested[0].reasons == [
        "brugt en gang med samme fag", "brugt en gang med samme klassetrin", "gennemført en gang", "passer til 40 t",
    ]  # fmt: skip
    assert "friendship-class" not in {each.format.code for each in suggested}
    text = login(cast.editor).get(page("format_choose", cast)).content.decode()
    assert "brugt en gang med samme fag" in text


def test_what_was_declined_suggests_nothing(cast, catalogue):
    subject = Subject.objects.get(code="biologi")
    cast.collaboration.subjects.add(subject)
    declined = CollaborationFactory(institution=cast.institution, status="declined", decline_reason="time")
    declined.subjects.add(subject)
    declined.formats.add(catalogue["free-access"])
    assert suggest_formats(cast.editor, cast.collaboration) == []


def test_two_who_choose_at_once_lose_nothing(cast, login, catalogue):
    client = login(cast.editor)
    version = client.get(page("format_choose", cast)).context["form"]["version"].value()
    choose(login(cast.coordinator), cast, "friendship-class")
    response = choose(client, cast, "free-access", version=version)
    assert response.status_code == 409
    assert [(each.yours, each.stored) for each in response.context["form"].conflict] == [
        ("Fri adgang for elever", "Venskabsklasse")
    ]
    assert [row.code for row in cast.collaboration.formats.all()] == ["friendship-class"]


def write(client, url, **changes):
    values = {"version": 0, "group": "2E", "name": "Skovens skrivestue", "description": "Vi skriver ude."}
    return client.post(url, values | changes)


@pytest.mark.guide("2E")
def test_a_form_of_ones_own_is_made_changed_and_retired_never_deleted(cast, login):
    editor = login(cast.editor)
    assert write(editor, reverse("agreements:format_create")).status_code == 302
    own = Format.objects.get(institution=cast.institution)
    assert choose(editor, cast, own.code).status_code == 302
    url = reverse("agreements:format_edit", args=[own.code])
    assert write(editor, url, version=1, name="Skrivestuen").status_code == 302
    editor.post(reverse("agreements:format_retire", args=[own.code]))
    own.refresh_from_db()
    assert (own.name, own.retired_on is not None, list(cast.collaboration.formats.all())) == (
        "Skrivestuen",
        True,
        [own],
    )
    offered = editor.get(page("format_choose", cast)).context["form"].fields["formats"].queryset
    assert own in offered  # the one that has it may keep it
    assert own not in Format.objects.offered_at(cast.institution.pk)
    editor.post(reverse("agreements:format_retire", args=[own.code]), {"igen": "ja"})
    assert own in Format.objects.offered_at(cast.institution.pk)


def test_ones_own_form_is_nobody_elses(cast, login):
    own = FormatFactory(institution=cast.institution, name="Kun hos os")
    theirs = FormatFactory(institution=cast.elsewhere, name="Kun hos dem")
    text = login(cast.reader).get(LIST).content.decode()
    assert (own.name in text, theirs.name in text) == (True, False)
    assert login(cast.editor).get(reverse("agreements:format_detail", args=[theirs.code])).status_code == 404


def test_everybodys_forms_are_changed_by_nobody(cast, login, catalogue):
    for name in ("format_edit", "format_retire"):
        url = reverse(f"agreements:{name}", args=["friendship-class"])
        assert login(cast.admin).post(url).status_code == 403


def test_the_same_form_sent_twice_is_one(cast, login):
    editor = login(cast.editor)
    for _ in range(2):
        write(editor, reverse("agreements:format_create"))
    assert Format.objects.filter(institution=cast.institution).count() == 1


def test_two_who_edit_a_form_lose_nothing(cast, login):
    own = FormatFactory(institution=cast.institution, code="eget-1")
    url = reverse("agreements:format_edit", args=[own.code])
    write(login(cast.coordinator), url, version=1, name="Den andens")
    response = write(login(cast.editor), url, version=1, name="Min")
    assert response.status_code == 409
    assert ("Min", "Den andens") in {(each.yours, each.stored) for each in response.context["form"].conflict}


@pytest.mark.parametrize(
    ("changes", "field"), [({"name": ""}, "name"), ({"grade_from": "9", "grade_to": "2"}, "grade_to"),
                           ({"hours_to": "99999"}, "hours_to"), ({"grade_from": "mange"}, "grade_from")],
)  # fmt: skip
def test_what_cannot_be_saved_is_shown_again(cast, login, changes, field):
    response = write(login(cast.editor), reverse("agreements:format_create"), needs="Må ikke gå tabt", **changes)
    form = response.context["form"]
    assert (response.status_code, list(form.errors), form["needs"].value()) == (200, [field], "Må ikke gå tabt")


@pytest.mark.parametrize("number", [1, 30])
def test_the_catalogue_costs_the_same(cast, login, number, django_assert_num_queries):
    client = login(cast.reader)
    client.get(LIST)
    forms = [FormatFactory(institution=cast.institution, code=f"eget-{n}") for n in range(number)]
    for each in CollaborationFactory.create_batch(number, institution=cast.institution):
        each.formats.add(forms[0])
    with django_assert_num_queries(4):
        client.get(LIST)
    with django_assert_num_queries(5):
        client.get(reverse("agreements:format_detail", args=[forms[0].code]))
