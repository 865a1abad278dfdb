from followup.models.base import OfCollaborationQuerySet
from followup.models.classes import ClassGroup, PunchCard
from followup.models.goals import GoalReview
from followup.models.sessions import Session
from followup.models.staffing import Absence, Briefing, StaffProfile

__all__ = [
    "Absence", "Briefing", "ClassGroup", "GoalReview", "OfCollaborationQuerySet", "PunchCard", "Session",
    "StaffProfile",
]  # fmt: skip
