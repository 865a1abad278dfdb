"""What the follow-up shows on pages that know no phase."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Goal
from followup.actions.digest import enqueue_digests
from followup.actions.forgetting import forget_in_followup
from followup.actions.milestones import follow_agreed
from followup.attention import RULES
from followup.forms.digest import DigestForm
from followup.models import Session
from followup.queries.digest import setting_of
from followup.queries.figures import figures_of
from followup.queries.goals import goal_states, with_reviews
from followup.queries.handover import what_goes_on
from followup.queries.milestones import as_annotation
from followup.queries.next_steps import count_words, points_of, steps_of
from followup.queries.person_records import records_of
from followup.queries.sessions import (
    in_order,
    planned_of,
    progress_of,
    session_counts,
    sessions_of,
    with_session_counts,
)
from followup.queries.shared import asks_of, dates_of
from followup.queries.upcoming import entries_between
from followup.sentences import SENTENCES
from samarbejde.attention import AttentionRule
from samarbejde.panels import (
    Figure,
    HandoverNote,
    NextStep,
    OpenPoint,
    Panel,
    PersonRecord,
    SharedAsk,
    SharedDate,
    Text,
    Upcoming,
)
from samarbejde.phases import Phase

TITLE = _("Follow-up")


@dataclass
class FollowupPanel(Panel):
    key: str = "followup"
    phase: str = Phase.ACTIVE
    title: Text = TITLE
    template_name: str = "followup/_panel.html"
    url_name: str = "followup:followup_detail"
    attention: tuple[AttentionRule, ...] = RULES
    event_sentences: dict[str, Text] = field(default_factory=lambda: SENTENCES)

    def prefetch_frame(self, collaborations: QuerySet) -> QuerySet:
        return with_session_counts(_with_what_is_followed(collaborations))

    def prefetch(self, collaborations: QuerySet) -> QuerySet:
        """The sessions themselves are fetched here, and need no count."""
        sessions = Prefetch("sessions", in_order(Session.objects.all()), to_attr="followup_sessions")
        goals = Prefetch("agreement__goals", with_reviews(Goal.objects.all()), to_attr="followup_goals")
        return _with_what_is_followed(collaborations).prefetch_related(sessions, goals)

    def terms_agreed(self, collaboration, content: dict, by) -> None:
        follow_agreed(collaboration=collaboration, content=content, by=by)

    def handover(self, person, collaborations: list[int]) -> dict[int, list[Text | HandoverNote]]:
        return what_goes_on(person, collaborations)

    def own_page_card(self, user) -> dict:
        return {"template_name": "followup/_digest_card.html", "form": DigestForm(instance=setting_of(user))}

    def enqueue_reminders(self, today: datetime.date) -> int:
        return enqueue_digests(today=today)

    def summary(self, collaboration) -> dict:
        past, coming = planned_of(collaboration)
        return {
            "progress": progress_of(collaboration),
            "goals": goal_states(collaboration),
            "past": past,
            "coming": coming[:2],
            "is_empty": not sessions_of(collaboration),
        }

    def step_text(self, collaboration) -> Text:
        return count_words(*session_counts(collaboration))

    def next_steps(self, collaboration) -> list[NextStep]:
        return steps_of(collaboration)

    def open_points(self, collaboration, phase: str) -> list[OpenPoint]:
        return points_of(collaboration) if phase == Phase.ACTIVE else []

    def upcoming(self, user, start: datetime.date, end: datetime.date, most: int | None = None) -> Iterable[Upcoming]:
        return entries_between(user, start, end, most)

    def shared_dates(self, collaboration, start: datetime.date, end: datetime.date) -> Iterable[SharedDate]:
        return dates_of(collaboration, start, end)

    def shared_asks(self, collaboration, party) -> Iterable[SharedAsk]:
        return asks_of(collaboration, party)

    def shared_pages(self, link) -> Iterable[tuple[Text, str]]:
        return (
            (_("Write down your hours"), reverse("followup:shared_hours", args=[link.pk])),
            (_("Read the minutes"), reverse("followup:shared_minutes", args=[link.pk])),
        )

    def person_records(self, person) -> Iterable[PersonRecord]:
        return records_of(person)

    def forget_person(self, person, scrub) -> None:
        forget_in_followup(person, scrub)

    def figures(self, user, school_year: int) -> list[Figure]:
        return figures_of(user, school_year)


def _with_what_is_followed(collaborations: QuerySet) -> QuerySet:
    return collaborations.select_related("agreement", "briefing").annotate(milestone_rows=as_annotation())
