"""Follow-up's routes."""

from agreements.actions.agreements import start_agreement
from agreements.choices import Template
from samarbejde.actions.links import create_link
from samarbejde.choices import LinkPurpose
from tests.access.rules import (
    ANYONE,
    COORDINATE,
    EDIT,
    LOGIN,
    MISSING,
    MOVED,
    NO,
    OK,
    PEOPLE,
    READ,
    STAFF,
    TOKEN,
    Route,
)
from tests.factories import (
    AbsenceFactory,
    ActionPointFactory,
    AgreementVersionFactory,
    CheckInFactory,
    ClassGroupFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    GoalFactory,
    HoursEntryFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    SharedPageFactory,
    SpendingFactory,
)  # fmt: skip


def _session(cast):
    session = SessionFactory(collaboration=cast.collaboration, recorded_by=cast.editor)
    return [cast.collaboration.pk, session.pk]


def _to_register(cast):
    """Something the coordinator can register, so that the page has a form; it is about nothing in particular."""
    hers = CollaborationFactory(institution=cast.institution, lead=cast.coordinator, phase="active")
    SessionFactory(collaboration=hers, status="planned", recorded_by=cast.coordinator)
    return []


def _foreign_session(cast):
    session = SessionFactory(collaboration=cast.foreign, recorded_by=cast.other)
    return [cast.foreign.pk, session.pk]


def _agreement(collaboration, user):
    return start_agreement(collaboration=collaboration, template=Template.LIGHT, by=user)


def _goal(cast):
    goal = GoalFactory(agreement=_agreement(cast.collaboration, cast.editor))
    return [cast.collaboration.pk, goal.pk]


def _foreign_goal(cast):
    goal = GoalFactory(agreement=_agreement(cast.foreign, cast.other))
    return [cast.foreign.pk, goal.pk]


def _class(cast):
    return [cast.collaboration.pk, ClassGroupFactory(collaboration=cast.collaboration).pk]


def _foreign_class(cast):
    return [cast.foreign.pk, ClassGroupFactory(collaboration=cast.foreign).pk]


def _person(cast):
    return [PersonFactory(institution=cast.institution).pk]


def _foreign_person(cast):
    return [PersonFactory(institution=cast.elsewhere).pk]


def _absence(cast):
    return [AbsenceFactory(person__institution=cast.institution).pk]


def _foreign_absence(cast):
    return [AbsenceFactory(person__institution=cast.elsewhere).pk]


def _meeting(cast):
    return [cast.collaboration.pk, MeetingFactory(collaboration=cast.collaboration).pk]


def _foreign_meeting(cast):
    return [cast.foreign.pk, MeetingFactory(collaboration=cast.foreign).pk]


def _check_in(cast):
    return [cast.collaboration.pk, CheckInFactory(collaboration=cast.collaboration).pk]


def _foreign_check_in(cast):
    return [cast.foreign.pk, CheckInFactory(collaboration=cast.foreign).pk]


def _action(cast):
    return [cast.collaboration.pk, ActionPointFactory(collaboration=cast.collaboration).pk]


def _foreign_action(cast):
    return [cast.foreign.pk, ActionPointFactory(collaboration=cast.foreign).pk]


def _milestone(cast):
    return [cast.collaboration.pk, FollowedMilestoneFactory(collaboration=cast.collaboration).pk]


def _foreign_milestone(cast):
    return [cast.foreign.pk, FollowedMilestoneFactory(collaboration=cast.foreign).pk]


def _drift(cast):
    return [_late(cast.collaboration, cast.editor).pk, "period"]


def _foreign_drift(cast):
    return [_late(cast.foreign, cast.other).pk, "period"]


def _late(collaboration, user):
    """The collaboration, running on after the end that both sides have approved."""
    agreement = _agreement(collaboration, user)
    content = {"format": 1, "title": "", "sections": [], "ends_on": "2020-01-01"}
    AgreementVersionFactory(agreement=agreement, number=9, status="approved", content=content, sent_by=user)
    type(collaboration).objects.filter(pk=collaboration.pk).update(phase="active")
    return collaboration


def _hours(cast):
    return [cast.collaboration.pk, HoursEntryFactory(collaboration=cast.collaboration).pk]


def _foreign_hours(cast):
    return [cast.foreign.pk, HoursEntryFactory(collaboration=cast.foreign).pk]


def _spending(cast):
    return [cast.collaboration.pk, SpendingFactory(collaboration=cast.collaboration).pk]


def _foreign_spending(cast):
    return [cast.foreign.pk, SpendingFactory(collaboration=cast.foreign).pk]


def _shared(cast):
    """A link that works; without its cookie nobody gets in."""
    return [SharedPageFactory(party=cast.party).link_id]


def _own(cast):
    return [cast.collaboration.pk]


def _foreign(cast):
    return [cast.foreign.pk]


def _feed_of_the_editor(cast):
    return [create_link(purpose=LinkPurpose.CALENDAR, user=cast.editor, days=None, by=cast.editor)[0].pk]


OUR_PEOPLE = {**PEOPLE, "reader": NO}  # those who may write about our people
# Whoever may see some place's people; to say that somebody is away one must be allowed to write, too.
STAFFED = {**ANYONE, "network": NO}
WALK = {actor: MOVED if status == OK else status for actor, status in EDIT.items()}
# The editor's own feed: missing for everybody else, and its page takes only POST.
OWN_FEED = {**dict.fromkeys(ANYONE, MISSING), "anonymous": LOGIN, "editor": OK}
NOTHING_SENT = {**dict.fromkeys(ANYONE, MISSING), "anonymous": LOGIN}  # no session is named
ROUTES = {
    "followup:followup_detail": Route(READ, _own, _foreign),
    "followup:session_create": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:session_edit": Route(EDIT, _session, _foreign_session, "GET POST"),
    "followup:session_hold": Route(EDIT, _session, _foreign_session, "GET POST"),
    "followup:session_cancel": Route(EDIT, _session, _foreign_session, "GET POST"),
    "followup:class_list": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:class_edit": Route(EDIT, _class, _foreign_class, "GET POST"),
    "followup:punch_card_edit": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:session_take_over": Route(EDIT, _session, _foreign_session, "POST"),
    "followup:briefing_edit": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:staff_list": Route(STAFFED),
    "followup:staff_edit": Route(OUR_PEOPLE, _person, _foreign_person, "GET POST"),
    "followup:staff_weeks": Route(PEOPLE, _person, _foreign_person),
    "followup:absence_list": Route(STAFFED, methods="GET POST", posts={**STAFFED, "reader": NO}),
    "followup:absence_end": Route(OUR_PEOPLE, _absence, _foreign_absence, "POST"),
    "followup:meeting_list": Route(STAFF, _own, _foreign),
    "followup:meeting_create": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:meeting_detail": Route(STAFF, _meeting, _foreign_meeting),
    "followup:meeting_edit": Route(EDIT, _meeting, _foreign_meeting, "GET POST"),
    "followup:meeting_share": Route(EDIT, _meeting, _foreign_meeting, "POST"),
    "followup:meeting_invite": Route(EDIT, _meeting, _foreign_meeting, "GET POST"),
    "followup:meeting_invite_send": Route(COORDINATE, _meeting, _foreign_meeting, "POST"),
    "followup:meeting_ical": Route(STAFF, _meeting, _foreign_meeting),
    "followup:action_create": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:action_done": Route(EDIT, _action, _foreign_action, "POST"),
    "followup:milestone_create": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:milestone_edit": Route(EDIT, _milestone, _foreign_milestone, "GET POST"),
    "followup:milestone_done": Route(EDIT, _milestone, _foreign_milestone, "POST"),
    "followup:checkin_list": Route(STAFF, _own, _foreign),
    "followup:checkin_create": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:checkin_sheet": Route(STAFF, _own, _foreign),
    "followup:checkin_detail": Route(STAFF, _check_in, _foreign_check_in),
    "followup:checkin_edit": Route(EDIT, _check_in, _foreign_check_in, "GET POST"),
    "followup:drift_detail": Route(STAFF, _own, _foreign),
    "followup:drift_answer": Route(EDIT, _drift, _foreign_drift, "GET POST"),
    "followup:hours_list": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:hours_remove": Route(EDIT, _hours, _foreign_hours, "POST"),
    "followup:economy_list": Route(EDIT, _own, _foreign, "GET POST"),
    "followup:economy_remove": Route(EDIT, _spending, _foreign_spending, "POST"),
    "followup:goal_walk": Route(WALK, _own, _foreign),
    "followup:goal_review": Route(EDIT, _goal, _foreign_goal, "GET POST"),
    "followup:collaboration_ical": Route(READ, _own, _foreign),
    "followup:shared_hours": Route(TOKEN, _shared, methods="GET POST"),
    "followup:shared_minutes": Route(TOKEN, _shared),
    "followup:session_list": Route(ANYONE),
    "followup:session_quick": Route(ANYONE, _to_register, methods="GET POST", posts=NOTHING_SENT),
    "followup:year_wheel": Route(ANYONE),
    "followup:digest_settings": Route(ANYONE, methods="GET POST"),
    "followup:digest_exchange": Route(TOKEN, lambda cast: ["nobody-has-this"]),
    "followup:digest_stop": Route(TOKEN, lambda cast: [1], methods="GET POST"),
    "followup:calendar": Route(ANYONE),
    "followup:calendar_subscription": Route(ANYONE, methods="GET POST"),
    "followup:calendar_subscription_revoke": Route(OWN_FEED, _feed_of_the_editor, methods="POST"),
    "followup:calendar_feed": Route(TOKEN, lambda cast: ["nobody-has-this"]),
}
