import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.models import ContactAttempt, Criterion, CriterionSchool, ShortlistEntry
from samarbejde.models import Event
from tests.factories import CriterionFactory, CriterionSchoolFactory, SchoolFactory, ShortlistEntryFactory

pytestmark = pytest.mark.django_db
CHOSEN = "/skoler/valgte/"
LIST = "/skoler/liste/"


@pytest.fixture
def schools(db):
    return [SchoolFactory(name=name) for name in ("Askeskolen", "Birkeskolen")]


def chosen(cast, schools, **more):
    return {"sted": cast.institution.slug, "skole": [s.number for s in schools], "tilbage": "/skoler/find/"} | more


@pytest.mark.guide("1A1")
def test_ticked_schools_are_put_on_the_list_once(cast, login, schools):
    client = login(cast.editor)
    for _twice in range(2):
        response = client.post(CHOSEN, chosen(cast, schools, handling="liste"))
    assert response["Location"] == "/skoler/find/"
    entries = ShortlistEntry.objects.order_by("pk")
    assert [(e.institution, e.school, e.added_by) for e in entries] == [
        (cast.institution, school, cast.editor) for school in schools
    ]
    assert Event.objects.filter(verb="school_shortlisted").count() == 2


def test_one_button_puts_one_school_on_the_list(cast, login, schools):
    login(cast.editor).post(CHOSEN, chosen(cast, schools, en=schools[1].number))
    assert ShortlistEntry.objects.get().school == schools[1]


def test_nothing_ticked_is_said_kindly(cast, login):
    response = login(cast.editor).post(CHOSEN, chosen(cast, [], handling="liste"), follow=True)
    assert "Sæt først hak ved mindst én skole." in response.content.decode()


def test_one_does_not_fill_somebody_elses_list(cast, login, schools):
    data = chosen(cast, schools, handling="liste") | {"sted": cast.elsewhere.slug}
    assert login(cast.editor).post(CHOSEN, data).status_code == 404
    assert ShortlistEntry.objects.count() == 0


def test_the_way_back_stays_in_the_house(cast, login, schools):
    data = chosen(cast, schools, handling="liste") | {"tilbage": "//evil.example/"}
    assert login(cast.editor).post(CHOSEN, data)["Location"] == LIST


def test_schools_are_taken_off_again(cast, login, schools):
    ShortlistEntryFactory(institution=cast.institution, school=schools[0], added_by=cast.editor)
    other = ShortlistEntryFactory(institution=cast.elsewhere, school=schools[0], added_by=cast.other)
    login(cast.editor).post(CHOSEN, chosen(cast, schools, handling="fjern"))
    assert list(ShortlistEntry.objects.all()) == [other]


@pytest.mark.guide("1A3")
def test_the_same_contact_is_noted_with_several_schools_once(cast, login, schools):
    client = login(cast.editor)
    response = client.post(CHOSEN, chosen(cast, schools, handling="kontakt"))
    page = client.get(response["Location"])
    assert "Askeskolen, Birkeskolen" in page.content.decode()
    data = {
        "sted": cast.institution.slug, "skole": [s.number for s in schools], "direction": "out", "channel": "mail",
        "outcome": "message", "happened_on": timezone.localdate().isoformat(), "note": "Sendte foråret",
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(response["Location"].split("?")[0], data).status_code == 302
    rows = ContactAttempt.objects.order_by("school__name")
    assert [(r.school, r.institution, r.note) for r in rows] == [
        (school, cast.institution, "Sendte foråret") for school in schools
    ]


def test_an_invalid_contact_with_several_keeps_what_was_typed(cast, login, schools):
    url = reverse("contacts:attempt_create_for_schools")
    data = {"sted": cast.institution.slug, "skole": [s.number for s in schools], "note": "Vi skrev i dag"}
    html = login(cast.editor).post(url, data).content.decode()
    assert "Vi skrev i dag" in html
    assert ContactAttempt.objects.count() == 0


def test_several_schools_begin_one_collaboration(cast, login, schools):
    client = login(cast.editor)
    response = client.post(CHOSEN, chosen(cast, schools, handling="samarbejde"))
    form = client.get(response["Location"]).context["form"]
    assert form["places"].value() == [f"school:{school.pk}" for school in schools]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_with_one_row_and_thirty(cast, login, django_assert_num_queries, rows):
    for _row in range(rows):
        ShortlistEntryFactory(institution=cast.institution, added_by=cast.editor)
    client = login(cast.reader)
    with django_assert_num_queries(5):
        assert len(client.get(LIST).context["entries"]) == rows


def test_why_a_school_is_on_the_list_can_be_written_and_is_not_lost(cast, login, schools):
    entry = ShortlistEntryFactory(institution=cast.institution, school=schools[0], added_by=cast.editor)
    client = login(cast.editor)
    url = reverse("contacts:shortlist_edit", args=[entry.pk])
    assert client.post(url, {"note": "De har en ny skolehave", "version": 1}).status_code == 302
    late = client.post(url, {"note": "Ring til Ida", "version": 1})
    entry.refresh_from_db()
    assert (late.status_code, entry.note, entry.version) == (409, "De har en ny skolehave", 2)
    assert "Ring til Ida" in late.content.decode()
    assert "De har en ny skolehave" in client.get(LIST).content.decode()


def test_the_note_stays_in_the_house(cast, login, schools):
    ShortlistEntryFactory(institution=cast.elsewhere, school=schools[0], added_by=cast.other, note="kanarie")
    html = "".join(login(cast.editor).get(url).content.decode() for url in (LIST, "/skoler/find/"))
    assert "kanarie" not in html


@pytest.mark.guide("1A1")
def test_own_criteria_are_added_met_and_taken_away(cast, login, schools):
    client = login(cast.editor)
    response = client.post("/skoler/kriterier/", {"name": "Har skolehave"})
    criterion = Criterion.objects.get()
    assert response["Location"] == f"/skoler/kriterier/{criterion.pk}/"
    client.post(CHOSEN, chosen(cast, schools, handling="kriterium", kriterium=criterion.pk))
    client.post(response["Location"], {"skole": f"{schools[0].number}:1"})
    assert list(criterion.schools.order_by("pk").values_list("school", "points")) == [
        (schools[0].pk, 1), (schools[1].pk, 3),
    ]  # fmt: skip
    client.post(response["Location"], {"skole": f"{schools[0].number}:0"})
    assert CriterionSchool.objects.get().school == schools[1]
    client.post(f"{response['Location']}slet/")
    assert Criterion.objects.count() == 0


def test_a_criterion_of_the_same_name_is_refused_with_its_name(cast, login):
    CriterionFactory(institution=cast.institution, name="Har skolehave", created_by=cast.editor)
    html = login(cast.editor).post("/skoler/kriterier/", {"name": "har skolehave"}).content.decode()
    assert "I har allerede et kriterium, der hedder ”har skolehave”." in html


@pytest.mark.parametrize("rows", [1, 30])
def test_a_criterions_page_costs_the_same_with_one_school_and_thirty(cast, login, django_assert_num_queries, rows):
    criterion = CriterionFactory(institution=cast.institution, created_by=cast.editor)
    CriterionSchoolFactory.create_batch(rows, criterion=criterion)
    client = login(cast.reader)
    with django_assert_num_queries(5):
        client.get(f"/skoler/kriterier/{criterion.pk}/")
