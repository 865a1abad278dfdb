from followup.models.base import OfCollaborationQuerySet
from followup.models.classes import ClassGroup, PunchCard
from followup.models.goals import GoalReview
from followup.models.sessions import Session

__all__ = ["ClassGroup", "GoalReview", "OfCollaborationQuerySet", "PunchCard", "Session"]
