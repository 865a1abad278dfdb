from followup.models.base import OfCollaborationQuerySet
from followup.models.calendar import CalendarFeed
from followup.models.checkins import CheckIn, CheckInPoint
from followup.models.classes import ClassGroup, PunchCard
from followup.models.digest import DigestSetting
from followup.models.drift import DriftAnswer
from followup.models.economy import Spending
from followup.models.goals import GoalReview, SignObservation
from followup.models.hours import HoursEntry
from followup.models.invitations import MeetingInvitation
from followup.models.meetings import ActionPoint, Meeting
from followup.models.milestones import FollowedMilestone, MilestoneMove
from followup.models.school_hours import SchoolHours
from followup.models.sessions import Session
from followup.models.staffing import Absence, Briefing, StaffProfile

__all__ = [
    "Absence", "ActionPoint", "Briefing", "CheckIn", "CheckInPoint", "ClassGroup", "DriftAnswer", "GoalReview",
    "HoursEntry", "Meeting", "OfCollaborationQuerySet", "PunchCard", "SchoolHours", "Session", "SignObservation",
    "Spending", "StaffProfile",
]  # fmt: skip
__all__ += ["CalendarFeed", "DigestSetting", "FollowedMilestone", "MeetingInvitation", "MilestoneMove"]
