"""Exports, bulk changes, saved views, neighbours."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from samarbejde.actions import bulk
from samarbejde.lists.neighbours import neighbours
from samarbejde.models import Collaboration, Event, SavedView, Tag
from samarbejde.phases import Phase
from tests.factories import CollaborationFactory, PersonFactory

URL = "/samarbejder/"
BULK = "/samarbejder/valgte/"


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def another(cast):
    return CollaborationFactory(
        institution=cast.institution, title="=1+1", hours_agreed="10.50", next_step="Ring", lead=cast.editor,
        next_step_on=datetime.date(2026, 3, 3), phase=Phase.ACTIVE,
    )  # fmt: skip


def test_export_holds_what_the_filter_shows_with_the_chosen_columns(login, cast, another):
    query = {"fase": "active", "kolonner": "naeste,timer", "format": "csv"}
    assert csv_rows(login(cast.editor).get(f"{URL}hent/", query)) == [
        ["Nr.", "Samarbejde", "Med", "Næste skridt", "Næste skridt, hvornår", "Timer brugt", "Timer aftalt"],
        [str(another.pk), "'=1+1", "", "Ring", "03-03-2026", "0,00", "10,50"],
    ]


def test_export_opens_as_a_workbook_with_text_as_text(login, cast, another):
    response = login(cast.editor).get(f"{URL}hent/", {"fase": "active", "kolonner": "naeste,timer", "format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    cells = list(sheet[2])
    assert [cell.value for cell in cells] == [
        another.pk, "=1+1", None, "Ring", datetime.datetime(2026, 3, 3, 0, 0), 0, 10.5,  # noqa: DTZ001 - Excel knows no zones
    ]  # fmt: skip
    assert cells[1].data_type == "s"


@pytest.mark.parametrize(("actor", "status"), [("reader", 403), ("editor", 200), ("network", 403)])
def test_export_needs_its_permission(login, cast, actor, status):
    assert login(cast.user(actor)).get(f"{URL}hent/", {"format": "xlsx"}).status_code == status


def test_people_export_holds_no_foreign_people(login, cast):
    PersonFactory(institution=cast.institution, name="Vores Lone")
    PersonFactory(institution=cast.elsewhere, name="Deres Per")
    rows = csv_rows(login(cast.editor).get("/personer/hent/", {"format": "csv"}))
    assert [row[0] for row in rows] == ["Navn", "Vores Lone"]


@pytest.mark.parametrize("what", ["ansvarlig", "maerke", "fase", "hent"])
def test_bulk_with_one_unseen_row_is_missing_and_changes_nothing(login, cast, what):
    data = {
        "id": [cast.collaboration.pk, cast.foreign.pk],
        "handling": what,
        "udfoer": "1",
        "name": "Nyt",
        "target": "active",
    }
    before = Event.objects.count()
    assert login(cast.coordinator).post(BULK, data | {"lead": cast.coordinator.pk}).status_code == 404
    assert (Event.objects.count(), Tag.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("actor", "what"),
    [("reader", "maerke"), ("reader", "fase"), ("reader", "hent"), ("editor", "ansvarlig"), ("network", "fase")],
)
def test_bulk_without_the_right_is_refused_and_changes_nothing(login, cast, actor, what):
    data = {
        "id": cast.collaboration.pk,
        "handling": what,
        "udfoer": "1",
        "name": "Nyt",
        "target": "active",
        "reason": "x",
    }
    before = Event.objects.count()
    assert login(cast.user(actor)).post(BULK, data).status_code == 403
    assert Event.objects.count() == before


def test_bulk_asks_first_and_then_changes_all(login, cast, another):
    client = login(cast.coordinator)
    data = {"id": [cast.collaboration.pk, another.pk], "handling": "ansvarlig"}
    asked = client.post(BULK, data)
    done = client.post(BULK, data | {"udfoer": "1", "lead": cast.coordinator.pk, "tilbage": f"{URL}?fase=active"})
    leads = set(Collaboration.objects.visible_to(cast.coordinator).values_list("lead", flat=True))
    assert (asked.status_code, done["Location"], leads) == (200, f"{URL}?fase=active", {cast.coordinator.pk})


def test_bulk_never_goes_back_to_another_site(login, cast):
    data = {
        "id": cast.collaboration.pk,
        "handling": "maerke",
        "udfoer": "1",
        "name": "Natur",
        "tilbage": "//ond.example/",
    }
    assert login(cast.editor).post(BULK, data)["Location"] == URL


def test_change_phases_without_a_needed_reason_moves_none(cast, another):
    with pytest.raises(ValidationError):
        bulk.change_phases(collaborations=[cast.collaboration, another], target=Phase.CONTACT, by=cast.editor)
    another.refresh_from_db()
    assert another.phase == Phase.ACTIVE


def test_change_leads_refuses_a_stranger(cast):
    with pytest.raises(ValidationError):
        bulk.change_leads(collaborations=[cast.collaboration], lead=cast.other, by=cast.coordinator)


def test_add_tag_uses_each_institutions_own_and_skips_those_that_have_it(cast, another):
    first = bulk.add_tag(collaborations=[another], name="Natur", by=cast.editor)
    second = bulk.add_tag(collaborations=[cast.collaboration, another], name="natur", by=cast.editor)
    assert (first, second, Tag.objects.count()) == (1, 1, 1)


def test_view_is_saved_with_known_keys_only_and_found_by_its_name(login, cast, another):
    client = login(cast.coordinator)
    data = {"liste": "collaborations", "name": "Udløber i år", "query": "fase=active&ukendt=1&efter=W10&sorter=titel"}
    response = client.post("/visninger/ny/", data | {"institution": cast.institution.pk})
    view = SavedView.objects.get()
    assert (response["Location"], view.query) == (f"{URL}?visning=udloeber-i-aar", "fase=active&sorter=titel")
    shown = login(cast.reader).get(response["Location"]).context["listing"]
    assert [row["title"] for row in shown.page.rows] == ["=1+1"]


def test_view_cannot_be_shared_by_those_who_may_not(login, cast):
    data = {"liste": "collaborations", "name": "Min", "query": "fase=active", "institution": cast.institution.pk}
    login(cast.editor).post("/visninger/ny/", data)
    assert SavedView.objects.get().institution is None


def test_columns_are_remembered(login, cast):
    client = login(cast.editor)
    client.post("/visninger/kolonner/", {"liste": "collaborations", "kolonne": ["status"], "query": "?fase=contact"})
    assert [column.key for column in client.get(URL).context["listing"].columns] == ["titel", "status"]


def test_neighbours_follow_the_list_one_came_from(rf: RequestFactory, cast):
    rows = [CollaborationFactory(institution=cast.institution, title=f"Å {n}") for n in range(3)]
    request = rf.get("/", {"fra_liste": "q=%C3%A5&sorter=titel", "nr": "2"})
    request.user = cast.editor
    found = neighbours(request, rows[1])
    assert found.previous_url.startswith(f"{URL}{rows[0].pk}/?fra_liste=")
    assert (found.next_url.startswith(f"{URL}{rows[2].pk}/?"), found.position) == (True, "2 af 3")


def test_neighbours_without_a_list_are_none(rf, cast):
    request = rf.get("/")
    request.user = cast.editor
    assert neighbours(request, cast.collaboration) is None
