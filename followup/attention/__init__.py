"""What asks for attention while a collaboration runs."""

from followup.attention import drift, meetings, milestones, staffing
from followup.attention.goals import GoalNotReviewed
from followup.attention.hours import HoursNearlyUsed, HoursUsed
from followup.attention.sessions import SessionNotRegistered

RULES = (
    GoalNotReviewed(), HoursNearlyUsed(), HoursUsed(), SessionNotRegistered(), *staffing.RULES, *meetings.RULES,
    *drift.RULES, *milestones.RULES,
)  # fmt: skip
