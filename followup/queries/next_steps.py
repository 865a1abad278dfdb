"""What somebody could do now in the follow-up, and what is open before the phase is left; from what is prefetched."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.models import Session
from followup.queries.goals import GoalState, goal_states, is_followed
from followup.queries.milestones import MilestoneState, milestone_states
from followup.queries.sessions import planned_of, progress_of
from samarbejde.lib.danish import format_day, format_time
from samarbejde.models import Collaboration
from samarbejde.panels import NextStep, OpenPoint


def count_words(held: int, planned: int) -> str:
    """Return ”3 of 5 sessions held”; nothing where there are none."""
    if planned and held:
        return _("%(held)s of %(total)s sessions held") % {"held": held, "total": held + planned}
    if held:
        return ngettext("%(n)s session held", "%(n)s sessions held", held) % {"n": held}
    if planned:
        return ngettext("%(n)s session planned", "%(n)s sessions planned", planned) % {"n": planned}
    return ""


def steps_of(collaboration: Collaboration) -> list[NextStep]:
    """Return the first session to register, goal to look at and milestone to reach; or to plan the next session."""
    past, coming = planned_of(collaboration)
    due = [state for state in goal_states(collaboration) if state.is_due]
    unreached = [state for state in milestone_states(collaboration) if state.milestone.is_open]
    steps = [_register(session) for session in past[:1] or coming[:1]]
    steps += [_look_at(collaboration, state) for state in due[:1]]
    steps += [_reach(collaboration, state) for state in unreached[:1]]
    if is_followed(collaboration) and not past and not coming:
        steps.append(_plan(collaboration, has_held=bool(progress_of(collaboration).held)))
    return steps


def points_of(collaboration: Collaboration) -> list[OpenPoint]:
    """Return what the guide would want done before the follow-up ends."""
    page = reverse("followup:followup_detail", args=[collaboration.pk])
    past, coming = planned_of(collaboration)
    is_unreached = any(state.milestone.is_open for state in milestone_states(collaboration))
    is_unseen = any(state.latest is None for state in goal_states(collaboration))
    points = [
        (not progress_of(collaboration).held, OpenPoint(_("No session has been held"), page, "3E1")),
        (bool(past), OpenPoint(_("A planned session has not been registered"), page, "3E1")),
        (bool(coming), OpenPoint(_("Sessions are still planned"), page, "3E1")),
        (is_unreached, OpenPoint(_("A milestone has not been reached"), f"{page}#milepaele", "3E1")),
        (is_unseen, OpenPoint(_("A goal has never been looked at"), page, "3A1")),
    ]
    return [point for is_open, point in points if is_open]


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


def _look_at(collaboration: Collaboration, state: GoalState) -> NextStep:
    return NextStep(
        text=_("Look at the goal “%(goal)s”") % {"goal": state.goal.text},
        label=_("Look at the goal"),
        url=reverse("followup:goal_review", args=[collaboration.pk, state.goal.pk]),
        due=state.due_on,
        detail=_("You agreed to look at the goals every %(weeks)s weeks")
        % {"weeks": collaboration.agreement.review_weeks},
    )


def _reach(collaboration: Collaboration, state: MilestoneState) -> NextStep:
    milestone = state.milestone
    return NextStep(
        text=_("Milestone: %(what)s") % {"what": milestone.text},
        label=_("Say how it goes"),
        url=reverse("followup:milestone_edit", args=[collaboration.pk, milestone.pk]),
        due=milestone.due_on,
        detail=" · ".join(filter(None, [format_day(milestone.due_on), state.slip_words])),
    )


def _plan(collaboration: Collaboration, *, has_held: bool) -> NextStep:
    return NextStep(
        text=_("Plan the next session") if has_held else _("Plan the first session"),
        label=_("Plan a session"),
        url=f"{reverse('followup:session_create', args=[collaboration.pk])}?planlagt=1",
        due=timezone.localdate(),
        is_main=not has_held,
    )
