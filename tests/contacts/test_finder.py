import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.choices import Outcome
from contacts.filters.finder import SPEC, wish_of
from contacts.queries.finder import RANKING, Wish, rank_schools, ranking_values
from samarbejde.lists.state import read_state
from samarbejde.models import Collaboration, Institution, SavedView
from samarbejde.phases import Phase
from tests.factories import (
    CollaborationFactory,
    ContactAttemptFactory,
    CriterionFactory,
    CriterionSchoolFactory,
    MunicipalityFactory,
    PartyFactory,
    SchoolFactory,
    SubjectFactory,
    VisitFactory,
    VisitImportFactory,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 25)
HERE = (55.70, 11.70)
URL = "/skoler/find/"


def school(name, km_north=None, **more):
    place = {} if km_north is None else {"latitude": HERE[0] + km_north / 111.195, "longitude": HERE[1]}
    return SchoolFactory(name=name, **{"highest_grade": 9} | place | more)


@pytest.fixture
def here(cast):
    Institution.objects.filter(pk=cast.institution.pk).update(latitude=HERE[0], longitude=HERE[1])
    cast.institution.refresh_from_db()
    return cast.institution


def found(institution, **wish):
    rows = rank_schools(institution.pk, Wish(**wish), today=TODAY)
    return {row["name"]: row for row in rows if row["name"] != "Tinghøjskolen"}


def names(institution, **wish):
    return list(found(institution, **wish))


@pytest.mark.guide("1A1")
def test_the_nearest_comes_first_and_says_how_far(here):
    for name, km in (("Langt", 40), ("Tæt", 3), ("Midt", 20), ("Ukendt", None)):
        school(name, km)
    rows = found(here, weights={"near": 3})
    assert list(rows) == ["Tæt", "Midt", "Langt", "Ukendt"]
    assert [round(row["km"], 1) for row in rows.values() if row["km"] is not None] == [3.0, 20.0, 40.0]
    assert [round(row["score"]) for row in rows.values()] == [94, 60, 20, 0]


def test_a_distance_leaves_out_what_is_further_away_also_in_the_corner_of_the_box(here):
    school("Inden for", 19.9)
    school("Uden for", 20.1)
    corner = 19 / 111.195
    SchoolFactory(name="Hjørnet", latitude=HERE[0] + corner, longitude=HERE[1] + corner / 0.5635)
    assert names(here, weights={"near": 1}, max_km=20) == ["Inden for"]


def test_without_coordinates_the_distance_is_from_the_middle_of_the_municipality(cast):
    middle = MunicipalityFactory(latitude=HERE[0], longitude=HERE[1])
    Institution.objects.filter(pk=cast.institution.pk).update(municipality=middle, latitude=None, longitude=None)
    school("Tæt", 3)
    assert round(found(cast.institution, weights={"near": 1})["Tæt"]["km"]) == 3


def test_without_any_place_nothing_is_near(cast):
    Institution.objects.filter(pk=cast.institution.pk).update(municipality=None, latitude=None, longitude=None)
    school("Skole", 3)
    row = found(cast.institution, weights={"near": 1})["Skole"]
    assert (row["km"], row["score"]) == (None, 0)


@pytest.mark.guide("1A1")
def test_weights_decide_what_matters_most(here):
    school("Nær", 1, highest_grade=6)
    school("Fjern", 45, highest_grade=9)
    wish = {"grades": (7, 9)}
    assert names(here, weights={"near": 3, "grades": 1}, **wish) == ["Nær", "Fjern"]
    assert names(here, weights={"near": 1, "grades": 3}, **wish) == ["Fjern", "Nær"]


def test_weight_nought_is_shown_and_does_not_count(here):
    school("Nær", 1, highest_grade=6)
    assert (
        found(here, weights={"near": 2})["Nær"]["score"]
        == found(here, weights={"near": 2, "grades": 0}, grades=(7, 9))["Nær"]["score"]
    )


@pytest.mark.parametrize(
    ("highest", "span", "share"),
    [(9, (4, 6), 1), (5, (4, 6), 2 / 3), (3, (4, 6), 0), (None, (4, 6), 0), (10, (10, 10), 1)],
)
def test_grades_count_by_how_many_of_them_the_school_has(here, highest, span, share):
    school("Skole", 1, highest_grade=highest)
    assert float(found(here, weights={"grades": 1}, grades=span)["Skole"]["grades_share"]) == pytest.approx(share)


@pytest.mark.guide("1A1")
def test_earlier_collaborations_count_and_declined_ones_do_not(here, cast):
    old, declined = school("Gammel ven", 1), school("Sagde nej", 1)
    for place, more in ((old, {"phase": Phase.CLOSED}), (declined, {"status": "declined", "decline_reason": "time"})):
        PartyFactory(collaboration=CollaborationFactory(institution=here, created_by=cast.editor, **more), school=place)
    shares = {name: float(row["together_share"]) for name, row in found(here, weights={"together": 1}).items()}
    assert shares == {"Gammel ven": pytest.approx(0.6), "Sagde nej": 0}


def test_what_another_institution_knows_counts_nothing(here, cast):
    place = school("Skole", 1)
    PartyFactory(collaboration=CollaborationFactory(institution=cast.elsewhere, phase=Phase.ACTIVE), school=place)
    ContactAttemptFactory(collaboration=cast.foreign, school=place, outcome=Outcome.MEETING)
    row = found(here, weights={"together": 1, "response": 1, "new": 1})["Skole"]
    assert [row[f"{name}_share"] for name in ("together", "response", "new")] == [0, 0, 1]


@pytest.mark.guide("1A2")
def test_the_last_answer_counts(here, cast):
    place = school("Skole", 1)
    common = {"collaboration": None, "institution": here, "school": place, "created_by": cast.editor}
    ContactAttemptFactory(outcome=Outcome.MEETING, happened_on=datetime.date(2025, 1, 1), **common)
    ContactAttemptFactory(outcome=Outcome.NO, happened_on=datetime.date(2026, 1, 1), **common)
    row = found(here, weights={"response": 3})["Skole"]
    assert (row["response_share"], row["outcome"], row["tries"]) == (0, "no", 2)


@pytest.mark.guide("1A1")
def test_subject_focus_rests_on_what_was_done_together(here, cast):
    nature, danish = SubjectFactory(name="Natur/teknologi", code="nt"), SubjectFactory(name="Dansk", code="da")
    collaboration = CollaborationFactory(institution=here, phase=Phase.ACTIVE, created_by=cast.editor)
    collaboration.subjects.set([nature])
    PartyFactory(collaboration=collaboration, school=school("Skole", 1))
    row = found(here, weights={"focus": 1}, subjects=(nature.code, danish.code))["Skole"]
    assert (row["focus_share"], row["subject_names"]) == (0.5, "natur/teknologi")


@pytest.mark.guide("1A1")
def test_own_criteria_count_by_how_well_they_are_met(here, cast):
    criterion = CriterionFactory(institution=here, created_by=cast.editor)
    CriterionSchoolFactory(criterion=criterion, school=school("Lidt", 1), points=1)
    CriterionSchoolFactory(criterion=criterion, school=school("Helt", 1), points=3)
    school("Slet ikke", 1)
    rows = found(here, own={criterion.pk: 2})
    assert {name: round(row["score"]) for name, row in rows.items()} == {"Helt": 100, "Lidt": 33, "Slet ikke": 0}
    assert set(names(here, own={criterion.pk: 2}, own_demands=frozenset({criterion.pk}))) == {"Helt", "Lidt"}


def test_closed_schools_and_what_is_no_school_are_left_out(here):
    school("Lukket", 1, closed_on=TODAY)
    assert "Lukket" not in names(here, weights={"near": 1})


def test_a_demand_leaves_the_others_out(here):
    school("Har dem", 1, highest_grade=9)
    school("Har dem ikke", 1, highest_grade=3)
    assert names(here, weights={"grades": 3}, demands=frozenset({"grades"}), grades=(7, 9)) == ["Har dem"]


def test_the_address_is_read_forgivingly():
    from django.http import QueryDict

    text = "naer=9&besoeg=skal&trin=2&klassetrin=mellemtrin&klassetrin=x&afstand=9999&egne=7:2&egne=8:2&egne=x&type=fri"
    wish = wish_of(read_state(SPEC, QueryDict(text)), [7])
    assert wish.weights == {"visits": 3, "grades": 2}
    assert (wish.demands, wish.grades, wish.max_km, wish.own) == ({"visits"}, (4, 6), None, {7: 2})
    assert wish.types == ("1013", "1018")


def test_without_weights_one_begins_with_some():
    from django.http import QueryDict

    assert wish_of(read_state(SPEC, QueryDict("afstand=20")), []).weights == {
        "near": 3, "visits": 2, "together": 1, "response": 1,
    }  # fmt: skip


@pytest.mark.guide("1A1")
def test_each_result_says_why_point_by_point(here, cast, login):
    ContactAttemptFactory(
        collaboration=None, institution=here, school=school("Birkemoseskolen", 4.2), created_by=cast.editor,
        outcome=Outcome.INTERESTED, happened_on=timezone.localdate(),
    )  # fmt: skip
    page = login(cast.editor).get(URL, {"naer": "3", "svar": "1", "besoeg": "0"})
    reasons = {reason.label: reason for reason in page.context["found"].hits[0].reasons}
    assert reasons["Tæt på jer"].sentence == "4,2 km væk i lige linje."
    assert (reasons["Tæt på jer"].points, reasons["Tæt på jer"].most) == (69, 75)
    assert (reasons["Har svaret jer"].points, reasons["Har svaret jer"].most) == (25, 25)
    assert reasons["Har besøgt jer"].most == 0
    assert "tæller ikke med" in page.content.decode()


@pytest.mark.guide("1A1")
def test_an_own_criterion_says_why_on_the_page(here, cast, login):
    criterion = CriterionFactory(institution=here, name="Har skolehave", created_by=cast.editor)
    CriterionSchoolFactory(criterion=criterion, school=school("Skole", 1), points=2)
    page = login(cast.editor).get(URL, {"egne": f"{criterion.pk}:2", "naer": "2", "afstand": "5"})
    reasons = page.context["found"].hits[0].reasons
    assert [(reason.label, reason.points, reason.most) for reason in reasons] == [
        ("Tæt på jer", 40, 50), ("Har skolehave", 33, 50),
    ]  # fmt: skip
    assert reasons[1].sentence == "I har noteret: delvist."


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_six_queries_at_one_row_and_thirty(here, cast, login, django_assert_num_queries, rows):
    for number in range(rows):
        place = school(f"Skole {number}", number)
        CriterionSchoolFactory(criterion=CriterionFactory(institution=here, created_by=cast.editor), school=place)
        PartyFactory(collaboration=CollaborationFactory(institution=here, created_by=cast.editor), school=place)
    client = login(cast.editor)
    with django_assert_num_queries(6):
        client.get(URL)


def test_the_ranking_is_one_statement_without_typed_text(here):
    assert RANKING.count(";") == 0
    assert RANKING % dict.fromkeys(ranking_values(here.pk, Wish(), today=TODAY, first=1, last=20), "x")


def test_a_sent_form_gets_a_short_address(here, cast, login):
    response = login(cast.editor).get(URL, {"vis": "1", "naer": "2", "besoeg": "", "kommune": "", "afstand": "20"})
    assert response["Location"] == f"{URL}?naer=2&afstand=20"


@pytest.mark.guide("1A1")
def test_a_search_is_saved_and_opened_again(here, cast, login):
    client = login(cast.editor)
    data = {"liste": "finder", "query": "naer=2&afstand=20&besoeg=skal", "name": "Tæt på"}
    response = client.post(reverse("samarbejde:view_create"), data)
    assert response["Location"] == f"{URL}?visning=taet-paa"
    assert SavedView.objects.get().query == "naer=2&afstand=20&besoeg=skal"
    wish = client.get(response["Location"]).context["wish"]
    assert (wish.weights, wish.max_km, wish.demands) == ({"near": 2, "visits": 3}, 20, {"visits"})


def test_a_reader_sees_the_ranking_and_no_buttons(here, cast, login):
    school("Skole", 1)
    html = login(cast.reader).get(URL).content.decode()
    assert "Sæt på listen" not in html
    assert "Skole" in html


def test_nothing_found_offers_to_begin_again(here, cast, login):
    page = login(cast.editor).get(URL, {"trin": "skal", "klassetrin": "10", "afstand": "5"})
    assert page.context["found"].total == 0
    assert "Ingen skole passer på det hele" in page.content.decode()


def test_without_a_place_on_the_map_the_page_asks_kindly(cast, login):
    Institution.objects.filter(pk=cast.institution.pk).update(latitude=None, longitude=None, municipality=None)
    assert "Vi ved ikke, hvor I ligger" in login(cast.editor).get(URL).content.decode()


def test_a_collaboration_takes_over_the_schools_open_contacts(here, cast, login):
    place = school("Skole", 1)
    common = {"collaboration": None, "school": place, "created_by": cast.editor}
    ours = ContactAttemptFactory(
        institution=here,
        next_step="Ring igen",
        next_step_on=timezone.localdate() + datetime.timedelta(days=3),
        **common,
    )
    theirs = ContactAttemptFactory(institution=cast.elsewhere, **common)
    client = login(cast.editor)
    form = client.get(reverse("samarbejde:collaboration_create"), {"skole": place.number}).context["form"]
    data = {
        "form_key": str(form["form_key"].value()), "institution": here.pk, "title": "Sammen", "kind": "over_time",
        "places": [f"school:{place.pk}"],
    }  # fmt: skip
    client.post(reverse("samarbejde:collaboration_create"), data)
    made = Collaboration.objects.get(title="Sammen")
    for attempt in (ours, theirs):
        attempt.refresh_from_db()
    assert (ours.collaboration, theirs.collaboration) == (made, None)
    assert (made.next_step, made.next_step_on) == ("Ring igen", ours.next_step_on)
    assert made.events.filter(verb="attempts_adopted").get().data == {"count": 1}


@pytest.mark.guide("1A2")
def test_visits_count_by_number_and_by_how_long_ago(here):
    often, once, old = school("Ofte", 1), school("Én gang", 1), school("Længe siden", 1)
    ours = VisitImportFactory(institution=here)
    for place, days in ((often, (10, 200, 300, 400, 500)), (once, (10,)), (old, (4000,))):
        for ago in days:
            VisitFactory(visit_import=ours, school=place, visited_on=TODAY - datetime.timedelta(days=ago))
    VisitFactory(school=old, visited_on=TODAY)  # at another institution
    rows = found(here, weights={"visits": 1})
    assert list(rows) == ["Ofte", "Én gang", "Længe siden"]
    assert [round(float(row["visits_share"]), 2) for row in rows.values()] == [1.0, 0.6, 0.1]
    assert names(here, weights={"visits": 1}, demands=frozenset({"visits"})) == list(rows)


def test_what_a_visit_was_about_counts_as_subject_focus(here):
    subject = SubjectFactory(name="Natur/teknologi", code="nt")
    VisitFactory(
        visit_import=VisitImportFactory(institution=here), school=school("Skole", 1), subject="NATUR/TEKNOLOGI"
    )
    row = found(here, weights={"focus": 1}, subjects=(subject.code,))["Skole"]
    assert (row["focus_share"], row["subject_names"]) == (1, "natur/teknologi")
