"""Looking at the goals one by one, sign by sign."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.actions.goals import review_goal
from followup.models import GoalReview, SignObservation
from followup.queries.goals import walk_of
from tests.factories import GoalFactory, SignFactory, SignObservationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(running):
    goal = running.agreement.goals.get()
    for order, text in enumerate(("Eleverne spørger selv", "De bruger fagets ord")):
        SignFactory(goal=goal, text=text, order=order)
    return goal


def review_url(goal) -> str:
    return reverse("followup:goal_review", args=[goal.agreement.collaboration_id, goal.pk])


@pytest.mark.guide("3A1")
def test_each_sign_is_answered_and_kept_with_its_words(cast, goal, login):
    first, second = goal.signs.all()
    seen = {f"sign_{first.pk}": "partly", f"sign_{second.pk}": "not_looked"}
    login(cast.editor).post(review_url(goal), {"status": "on_way", "evidence": "Set i maj"} | seen)
    goal.signs.all().delete()
    kept = list(SignObservation.objects.values_list("text", "seen"))
    assert kept == [("Eleverne spørger selv", "partly"), ("De bruger fagets ord", "not_looked")]


@pytest.mark.guide("3A1")
def test_what_was_seen_before_stands_on_the_goals_page(cast, goal, login):
    seen = [("Et gammelt tegn", "seen")]
    review_goal(collaboration=goal.agreement.collaboration, goal=goal, status="slow", signs=seen, by=cast.editor)
    page = login(cast.editor).get(review_url(goal)).content.decode()
    assert "<strong>Set:</strong> Et gammelt tegn" in page


def test_an_unknown_answer_to_a_sign_is_refused_and_nothing_typed_is_lost(cast, goal, login):
    sign, other = goal.signs.all()
    seen = {f"sign_{sign.pk}": "maybe", f"sign_{other.pk}": "seen"}
    answer = login(cast.editor).post(review_url(goal), {"status": "slow", "evidence": "Mit lange notat"} | seen)
    assert (list(answer.context["form"].errors), GoalReview.objects.count()) == ([f"sign_{sign.pk}"], 0)
    assert "Mit lange notat" in answer.content.decode()


def test_the_same_review_twice_is_one_and_another_sign_makes_it_two(cast, goal):
    facts = {"collaboration": goal.agreement.collaboration, "goal": goal, "status": "on_way", "by": cast.editor}
    for seen in ("seen", "seen", "partly"):
        review_goal(**facts, signs=[("Eleverne spørger selv", seen)])
    assert [row.signs.get().seen for row in GoalReview.objects.order_by("pk")] == ["seen", "partly"]


@pytest.mark.guide("3A1")
def test_the_walk_says_how_far_one_has_come(cast, running, login):
    GoalFactory(agreement=running.agreement, order=1)
    client = login(cast.editor)
    walk, lines = reverse("followup:goal_walk", args=[running.pk]), []
    for _step in range(2):
        address = client.get(walk)["Location"]
        page = client.get(address).content.decode()
        lines.append(next(f"Mål {n} af 2" for n in (1, 2) if f"Mål {n} af 2" in page))
        client.post(address, {"status": "on_way"})
    assert (lines, walk_of(type(running).objects.get(pk=running.pk))) == (["Mål 1 af 2", "Mål 2 af 2"], None)


@pytest.mark.guide("3A1")
def test_adjusting_a_goal_opens_the_agreement_with_the_reason_filled_in(cast, goal, login):
    page = login(cast.editor).get(review_url(goal))
    parts = urlsplit(page.context["amend_url"])
    assert (parts.path, parse_qs(parts.query)) == (
        reverse("agreements:agreement_edit", args=[goal.agreement.collaboration_id]),
        {"begrundelse": [f"Vi justerer målet ”{goal.text}”."]},
    )
    assert f'href="{page.context["amend_url"]}"' in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_goal_review_costs_the_same(cast, goal, login, number, django_assert_max_num_queries):
    when = timezone.now() - datetime.timedelta(days=3)
    for _ in range(number):
        SignObservationFactory(review__goal=goal, review__reviewed_by=cast.editor)
    GoalReview.objects.update(reviewed_at=when)
    client = login(cast.editor)
    client.get(review_url(goal))
    with django_assert_max_num_queries(10):
        client.get(review_url(goal))
