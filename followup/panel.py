"""What the follow-up shows on pages that know no phase."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.models import Goal
from followup.actions.digest import enqueue_digests
from followup.actions.forgetting import forget_in_followup
from followup.actions.milestones import follow_agreed
from followup.attention import RULES
from followup.forms.digest import DigestForm
from followup.models import Session
from followup.queries.digest import setting_of
from followup.queries.figures import year_totals
from followup.queries.goals import goal_states, is_followed, with_reviews
from followup.queries.handover import what_goes_on
from followup.queries.milestones import as_annotation, milestone_states
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
from samarbejde.attention import AttentionRule
from samarbejde.lib.danish import format_day, format_hours, format_number, format_time
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

SENTENCES = {
    "session_planned": gettext_lazy("Session planned for %(on)s: %(what)s"),
    "session_held": gettext_lazy("Session held %(on)s: %(what)s, %(pupils)s pupils"),
    "session_changed": gettext_lazy("Session on %(on)s corrected: %(what)s"),
    "session_cancelled": gettext_lazy("Session on %(on)s cancelled: %(what)s"),
    "class_followed": gettext_lazy("You follow the class %(class)s"),
    "class_changed": gettext_lazy("The class %(class)s was corrected"),
    "class_ended": gettext_lazy("The class %(class)s takes part no more"),
    "punch_card_set": gettext_lazy("Punch card with %(visits)s visits, counted from %(starts_on)s"),
    "staff_profile_set": gettext_lazy("What one of us can do was written down"),
    "absence_reported": gettext_lazy("%(name)s is away"),
    "absence_ended": gettext_lazy("%(name)s is back"),
    "session_taken_over": gettext_lazy("%(name)s takes the session on %(on)s"),
    "briefing_written": gettext_lazy("What a stand-in must know was written down"),
    "meeting_planned": gettext_lazy("Meeting planned for %(on)s"),
    "meeting_held": gettext_lazy("Meeting held %(on)s"),
    "meeting_cancelled": gettext_lazy("Meeting on %(on)s cancelled"),
    "meeting_changed": gettext_lazy("Meeting on %(on)s corrected"),
    "meeting_invited": gettext_lazy("Invitation to the meeting on %(on)s made ready for %(count)s"),
    "meeting_called_off": gettext_lazy("Word that the meeting on %(on)s is off made ready for %(count)s"),
    "minutes_shared": gettext_lazy("Minutes of %(on)s made ready for the other side"),
    "action_added": gettext_lazy("Promised by %(due_on)s: %(what)s"),
    "action_done": gettext_lazy("Done: %(what)s"),
    "action_changed": gettext_lazy("Promised instead, by %(due_on)s: %(what)s (before: %(was)s)"),
    "action_withdrawn": gettext_lazy("No longer to be done: %(what)s"),
    "milestone_added": gettext_lazy("Milestone by %(on)s: %(what)s"),
    "milestone_changed": gettext_lazy("Milestone by %(on)s opened again: %(what)s"),
    "milestone_moved": gettext_lazy("Milestone moved to %(on)s: %(what)s. %(why)s"),
    "milestone_reached": gettext_lazy("Milestone reached %(on)s: %(what)s"),
    "milestone_dropped": gettext_lazy("Milestone dropped: %(what)s. %(why)s"),
    "check_in_held": gettext_lazy("Check-in held %(on)s"),
    "check_in_changed": gettext_lazy("Check-in of %(on)s corrected"),
    "drift_answered": gettext_lazy("Difference from the agreement (%(what)s): %(reply)s"),
    "hours_logged": gettext_lazy("%(hours)s hours logged for %(on)s"),
    "hours_removed": gettext_lazy("%(hours)s hours for %(on)s taken out"),
    "school_hours_logged": gettext_lazy("%(party)s: %(hours)s hours of their own for %(on)s"),
    "school_hours_removed": gettext_lazy("%(party)s: %(hours)s hours of their own for %(on)s taken out"),
    "spending_recorded": gettext_lazy("%(amount)s kr. paid by %(payer)s: %(what)s"),
    "spending_removed": gettext_lazy("%(amount)s kr. taken out: %(what)s"),
    "goal_reviewed": gettext_lazy("Goal looked at: “%(goal)s” – %(status)s"),
    "calendar_feed_created": gettext_lazy("Calendar address made for %(name)s"),
    "calendar_feed_revoked": gettext_lazy("Calendar address for %(name)s stopped"),
}
TITLE = gettext_lazy("Follow-up")


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
        rows = collaborations.select_related("agreement", "briefing").annotate(milestone_rows=as_annotation())
        return with_session_counts(rows)

    def prefetch(self, collaborations: QuerySet) -> QuerySet:
        sessions = Prefetch("sessions", in_order(Session.objects.all()), to_attr="followup_sessions")
        goals = Prefetch("agreement__goals", with_reviews(Goal.objects.all()), to_attr="followup_goals")
        rows = collaborations.select_related("agreement", "briefing").annotate(milestone_rows=as_annotation())
        return rows.prefetch_related(sessions, goals)

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
        held, planned = session_counts(collaboration)
        if planned and held:
            return _("%(held)s of %(total)s sessions held") % {"held": held, "total": held + planned}
        if held:
            return ngettext("%(n)s session held", "%(n)s sessions held", held) % {"n": held}
        if planned:
            return ngettext("%(n)s session planned", "%(n)s sessions planned", planned) % {"n": planned}
        return ""

    def next_steps(self, collaboration) -> list[NextStep]:
        past, coming = planned_of(collaboration)
        steps = [_register(session) for session in past[:1] or coming[:1]]
        steps += [_look_at(collaboration, state) for state in goal_states(collaboration) if state.is_due][:1]
        steps += [_reach(collaboration, state) for state in milestone_states(collaboration) if state.milestone.is_open][
            :1
        ]
        if is_followed(collaboration) and not past and not coming:
            steps.append(_plan(collaboration, has_held=bool(progress_of(collaboration).held)))
        return steps

    def open_points(self, collaboration, phase: str) -> list[OpenPoint]:
        if phase != Phase.ACTIVE:
            return []
        page = reverse(self.url_name, args=[collaboration.pk])
        past, coming = planned_of(collaboration)
        points = []
        if not progress_of(collaboration).held:
            points.append(OpenPoint(_("No session has been held"), page, "3E1"))
        if past:
            points.append(OpenPoint(_("A planned session has not been registered"), page, "3E1"))
        if coming:
            points.append(OpenPoint(_("Sessions are still planned"), page, "3E1"))
        if any(state.milestone.is_open for state in milestone_states(collaboration)):
            points.append(OpenPoint(_("A milestone has not been reached"), f"{page}#milepaele", "3E1"))
        if any(state.latest is None for state in goal_states(collaboration)):
            points.append(OpenPoint(_("A goal has never been looked at"), page, "3A1"))
        return points

    def upcoming(self, user, start: datetime.date, end: datetime.date, most: int | None = None) -> Iterable[Upcoming]:
        return entries_between(user, start, end, most)

    def shared_dates(self, collaboration, start: datetime.date, end: datetime.date) -> Iterable[SharedDate]:
        return dates_of(collaboration, start, end)

    def shared_asks(self, collaboration, party) -> Iterable[SharedAsk]:
        return asks_of(collaboration, party)

    def shared_pages(self, link) -> Iterable[tuple[Text, str]]:
        return (
            (gettext_lazy("Write down your hours"), reverse("followup:shared_hours", args=[link.pk])),
            (gettext_lazy("Read the minutes"), reverse("followup:shared_minutes", args=[link.pk])),
        )

    def person_records(self, person) -> Iterable[PersonRecord]:
        return records_of(person)

    def forget_person(self, person, scrub) -> None:
        forget_in_followup(person, scrub)

    def figures(self, user, school_year: int) -> list[Figure]:
        totals = year_totals(user, school_year)
        rows = f"{reverse('followup:session_list')}?skoleaar={school_year}&status=held"
        schools = f"{rows}&vis=skoler"
        return [
            Figure(format_number(totals["participations"]), _("participations"), _("one pupil, one session"), rows),
            Figure(format_number(totals["sessions"]), _("sessions"), _("held with pupils"), rows),
            Figure(format_hours(totals["hours"]), _("teaching hours"), _("in the sessions held"), rows),
            Figure(format_number(totals["schools"]), _("schools reached"), _("with at least one session"), schools),
        ]


def _register(session: Session) -> NextStep:
    when = session.when
    if session.starts_time:
        clocks = "–".join(filter(None, [format_time(session.starts_time), format_time(session.ends_time)]))
        when = _("%(day)s at %(clock)s") % {"day": when, "clock": clocks}
    name = {"number": session.number, "name": session.name}
    detail = [when, session.class_name if session.title else "", session.get_venue_display()]
    return NextStep(
        text=_("Session %(number)s: %(name)s") % name if session.name else _("Session %(number)s") % name,
        label=_("Register the session"),
        url=reverse("followup:session_hold", args=[session.collaboration_id, session.pk]),
        due=session.date,
        detail=" · ".join(filter(None, detail)),
        is_main=True,
    )


def _look_at(collaboration, state) -> NextStep:
    return NextStep(
        text=_("Look at the goal “%(goal)s”") % {"goal": state.goal.text},
        label=_("Look at the goal"),
        url=reverse("followup:goal_review", args=[collaboration.pk, state.goal.pk]),
        due=state.due_on,
        detail=_("You agreed to look at the goals every %(weeks)s weeks")
        % {"weeks": collaboration.agreement.review_weeks},
    )


def _reach(collaboration, state) -> NextStep:
    milestone = state.milestone
    return NextStep(
        text=_("Milestone: %(what)s") % {"what": milestone.text},
        label=_("Say how it goes"),
        url=reverse("followup:milestone_edit", args=[collaboration.pk, milestone.pk]),
        due=milestone.due_on,
        detail=" · ".join(filter(None, [format_day(milestone.due_on), state.slip_words])),
    )


def _plan(collaboration, *, has_held: bool) -> NextStep:
    return NextStep(
        text=_("Plan the next session") if has_held else _("Plan the first session"),
        label=_("Plan a session"),
        url=f"{reverse('followup:session_create', args=[collaboration.pk])}?planlagt=1",
        due=timezone.localdate(),
        is_main=not has_held,
    )
