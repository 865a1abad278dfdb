"""What erasing a person means for the follow-up: what was done together stays, without the name."""

from followup.models import (
    ActionPoint,
    Briefing,
    CheckInPoint,
    DriftAnswer,
    FollowedMilestone,
    GoalReview,
    HoursEntry,
    Meeting,
    MilestoneMove,
    SchoolHours,
    Session,
    Spending,
)  # fmt: skip
from followup.queries.person_records import invitations_of

# Model -> (the way to the collaboration, the fields people write in).
WRITTEN = (
    (ActionPoint, "collaboration", ("text",)),
    (Briefing, "collaboration", ("text", "together")),
    (CheckInPoint, "check_in__collaboration", ("theirs", "ours")),
    (DriftAnswer, "collaboration", ("agreed", "actual", "why")),
    (GoalReview, "collaboration", ("evidence", "next_step")),
    (HoursEntry, "collaboration", ("what",)),
    (Meeting, "collaboration", ("place", "agenda", "minutes", "decisions")),
    (FollowedMilestone, "collaboration", ("text",)),
    (MilestoneMove, "milestone__collaboration", ("why",)),
    (SchoolHours, "party__collaboration", ("what",)),
    (Session, "collaboration", ("title", "note", "cancel_reason")),
    (Spending, "collaboration", ("what", "note")),
)


def forget_in_followup(person, scrub) -> None:
    """Take the name out of everything that was written where the person took part."""
    places = list(person.participations.values_list("collaboration", flat=True).distinct())
    for model, way, fields in WRITTEN:
        rows = model._default_manager.filter(**{f"{way}__in": places})  # noqa: SLF001
        scrub.rows(rows.iterator(), *fields)
    invitations_of(person).delete()
