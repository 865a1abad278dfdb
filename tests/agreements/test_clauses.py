"""The texts new agreements begin with, as an institution wants them."""

import pytest
from django.urls import reverse

from agreements.actions.agreements import start_agreement
from agreements.models import StandardClause
from samarbejde.models import Event

URL = reverse("agreements:clause_edit")


def filled(client, **changes):
    form = client.get(URL).context["form"]
    return {field.name: "" if field.value() is None else field.value() for field in form} | changes


@pytest.mark.guide("2F1")
def test_a_coordinator_writes_the_texts_that_new_agreements_begin_with(cast, login):
    client = login(cast.coordinator)
    response = client.post(URL, filled(client, economy="Det er gratis hos os.", evaluation_plan=""))
    assert response.status_code == 302
    assert {row.field for row in StandardClause.objects.all()} == {"economy", "evaluation_plan"}
    started = start_agreement(collaboration=cast.collaboration, template="light", by=cast.editor)
    assert (started.economy, started.evaluation_plan, started.supervision[:21]) == (
        "Det er gratis hos os.", "", "Skolen har ansvaret f",
    )  # fmt: skip
    assert Event.objects.get(verb="standard_texts_changed").data["fields"] == ["economy", "evaluation_plan"]


def test_saving_what_stands_there_keeps_nothing(cast, login):
    client = login(cast.coordinator)
    client.post(URL, filled(client))
    assert not StandardClause.objects.exists()


def test_two_who_write_lose_nothing(cast, login):
    client = login(cast.coordinator)
    mine = filled(client, economy="Mit")
    other = login(cast.admin)
    other.post(URL, filled(other, economy="Den andens"))
    response = client.post(URL, mine)
    assert response.status_code == 409
    assert [(each.yours, each.stored) for each in response.context["form"].conflict] == [("Mit", "Den andens")]
    again = mine | {"version": response.context["form"]["version"].value()}
    assert client.post(URL, again).status_code == 302
    assert StandardClause.objects.get().text == "Mit"


def test_each_template_has_its_own(cast, login):
    client = login(cast.coordinator)
    assert "rights" in client.get(f"{URL}?skabelon=full").context["form"].fields
    assert client.get(f"{URL}?skabelon=findes-ikke").context["template"] == "light"


def test_somebody_elses_place_is_not_found(cast, login):
    assert login(cast.coordinator).get(f"{URL}?sted={cast.elsewhere.slug}").status_code == 404
