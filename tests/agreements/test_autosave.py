"""Saving on the way: the page saves by itself, and nobody loses what they wrote."""

import pytest

from agreements.models import Agreement, Goal, Milestone
from samarbejde.models import Event
from tests.agreements.conftest import page
from tests.agreements.test_editor import posted


@pytest.fixture
def url(cast, agreement):
    return page("agreement_edit", cast)


def auto(client, url, **changes):
    return posted(client, url, save="auto", **changes)


@pytest.mark.guide("2F1")
def test_it_saves_by_itself_and_says_when(cast, login, url):
    client = login(cast.editor)
    response = auto(client, url, content="Skrevet undervejs")
    answer = response.json()
    assert (response.status_code, answer["is_saved"], answer["state"][:9]) == (200, True, "Gemt kl. ")
    now = Agreement.objects.get()
    assert (now.content, answer["fields"]["version"]) == ("Skrevet undervejs", now.version)
    assert "8 af 10" in answer["pieces"]["aftalens-afsnit"]


def test_a_new_row_is_known_the_next_time(cast, login, url):
    """Else each save would make the goal anew, and what is written about it would hang in the air."""
    client = login(cast.editor)
    posted(client, url, template="standard")
    rows = {
        "goals-TOTAL_FORMS": 2, "goals-1-text": "Nyt mål", "goals-1-signs-TOTAL_FORMS": 0,
        "goals-1-signs-INITIAL_FORMS": 0, "milestones-0-title": "Emnet er valgt",
    }  # fmt: skip
    fields = auto(client, url, **rows).json()["fields"]
    new, milestone = Goal.objects.get(text="Nyt mål"), Milestone.objects.get()
    assert (fields["goals-1-pk"], fields["milestones-0-pk"]) == (new.pk, milestone.pk)
    auto(client, url, **rows | fields | {"goals-1-text": "Nyt mål, skrevet om"})
    assert [goal.pk for goal in Goal.with_dropped.order_by("pk")] == [Goal.objects.first().pk, new.pk]
    assert list(Milestone.with_dropped.all()) == [milestone]


def test_one_sitting_is_one_event(cast, login, url):
    client, before = login(cast.editor), Event.objects.count()
    first = Agreement.objects.get().content
    for text in ("Vi", "Vi går", "Vi går ud"):
        auto(client, url, content=text)
    event = Event.objects.order_by("-pk").first()
    assert (Event.objects.count(), event.data["changes"]["content"]) == (before + 1, [first, "Vi går ud"])
    auto(login(cast.coordinator), url, content="En andens ord")
    assert Event.objects.count() == before + 2


def test_what_must_be_corrected_is_not_saved_and_not_lost(cast, login, url):
    response = auto(login(cast.editor), url, content="Nyt", hours_institution="mange")
    assert (response.status_code, response.json()["is_saved"]) == (422, False)
    assert Agreement.objects.get().content != "Nyt"


def test_two_sessions_on_the_same_agreement_lose_nothing(cast, login, url):
    """The second is told who came first, stops saving by itself, and the button shows both texts."""
    version = Agreement.objects.get().version
    mine, theirs = login(cast.editor), login(cast.coordinator)
    assert auto(theirs, url, content="Skrevet af den anden").status_code == 200
    refused = auto(mine, url, version=version, content="Skrevet af mig")
    assert (refused.status_code, refused.json()["is_conflict"]) == (409, True)
    assert str(cast.coordinator) in refused.json()["state"]
    shown = posted(mine, url, version=version, content="Skrevet af mig")
    assert shown.status_code == 409
    assert [(each.yours, each.stored) for each in shown.context["form"].conflict] == [
        ("Skrevet af mig", "Skrevet af den anden")
    ]
    assert b"data-autosave" not in shown.content
    assert Agreement.objects.get().content == "Skrevet af den anden"


def test_a_reader_cannot_save_on_the_way(cast, login, url):
    assert login(cast.reader).post(url, {"save": "auto"}).status_code == 403


def test_a_form_without_its_version_is_refused_in_words(cast, login, url):
    response = login(cast.editor).post(url, {"save": "auto"})
    assert (response.status_code, response.json()["is_saved"]) == (422, False)
