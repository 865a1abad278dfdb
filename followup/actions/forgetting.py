"""What erasing a person means for the work: what was done and agreed stays, the name in its texts goes."""

from followup.models import ActionPoint, Briefing, Meeting, Milestone, MilestoneMove, Session, StaffProfile


def forget_in_followup(person, scrub) -> None:
    """Take the name out of what was written where the person took part, and what they can do off their profile."""
    places = list(person.participations.values_list("collaboration", flat=True).distinct())
    here = {"collaboration__in": places, "collaboration__institution": person.institution_id}
    scrub.rows(Session.objects.filter(**here).iterator(), "note", "title")
    scrub.rows(Meeting.objects.filter(**here).iterator(), "place", "agenda", "minutes", "decisions")
    scrub.rows(ActionPoint.objects.filter(**here).iterator(), "text")
    scrub.rows(Briefing.objects.filter(**here).iterator(), "text", "needs")
    scrub.rows(Milestone.objects.filter(**here).iterator(), "text")
    inside = {f"milestone__{name}": value for name, value in here.items()}
    scrub.rows(MilestoneMove.objects.filter(**inside).iterator(), "why")
    StaffProfile.objects.filter(person=person).update(competences="", availability="")
