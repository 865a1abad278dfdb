"""How it began, and who took part: what the contact phase and the participants know."""

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.models import Assessment, ContactAttempt
from knowledge.queries.record.days import format_period, format_short
from knowledge.queries.record.parts import Section
from samarbejde.models import Collaboration, Participant

FIRST_STEPS = 4


def tell_beginning(collaboration: Collaboration, agreement, *, with_people: bool) -> Section:
    """4C1: who took the initiative, the first steps, whether other schools were asked."""
    section = Section(
        "beginning", _("How it began"), "4C1", _("Nothing has been written about how it began."),
        reverse("contacts:contact_detail", args=[collaboration.pk]),
    )  # fmt: skip
    attempts = list(
        ContactAttempt.objects.filter(collaboration=collaboration)
        .select_related("school", "person")
        .order_by("happened_on", "pk")
    )
    assessment = Assessment.objects.filter(collaboration=collaboration).first()
    section.tell(_("Who took the initiative"), _initiative(assessment, attempts, with_people=with_people))
    section.tell(_("Background"), agreement.background if agreement else "")
    if assessment:
        # What one side thought of it is for those who work at the place, here as on the contact page.
        section.tell(_("Why the school came to us"), assessment.school_reason if with_people else "")
        section.tell(_("What we wanted"), assessment.motivation if with_people else "")
        section.tell(_("What was decided"), _decision(assessment, with_reason=with_people))
    section.lay(
        _("The first steps"), [_("When"), _("How"), _("What came of it")],
        [_step(attempt, with_people=with_people) for attempt in attempts[:FIRST_STEPS]],
    )  # fmt: skip
    if attempts:
        others = _others(collaboration, attempts) or _("None are noted.")
        section.tell(_("Other schools asked"), others, is_private=True)
    return section


def _initiative(assessment: Assessment | None, attempts: list[ContactAttempt], *, with_people: bool) -> str:
    if assessment and assessment.driver:
        behind = assessment.people_behind if with_people else ""
        return ". ".join(filter(None, [assessment.get_driver_display(), behind]))
    return attempts[0].get_direction_display() if attempts else ""


def _decision(assessment: Assessment, *, with_reason: bool) -> str:
    if not assessment.decision:
        return ""
    head = f"{assessment.get_decision_display()}, {format_short(assessment.decided_at)}"
    return ". ".join(filter(None, [head, assessment.decision_reason if with_reason else ""]))


def _step(attempt: ContactAttempt, *, with_people: bool) -> list[str]:
    whom = str(attempt.person) if attempt.person and with_people else ""
    how = " · ".join(filter(None, [attempt.get_direction_display(), attempt.get_channel_display(), whom]))
    what = ". ".join(filter(None, [attempt.get_outcome_display(), attempt.note if with_people else ""]))
    return [format_short(attempt.happened_on), how, what]


def _others(collaboration: Collaboration, attempts: list[ContactAttempt]) -> str:
    own = {party.school_id for party in collaboration.parties.all()}
    names = {attempt.school.name: None for attempt in attempts if attempt.school and attempt.school_id not in own}
    return ", ".join(names)


def tell_people(collaboration: Collaboration, *, with_people: bool) -> Section:
    """4C2: name, title and contact details of everybody, also those who have left."""
    section = Section(
        "people", _("The people"), "4C2", _("Nobody is written down."),
        reverse("samarbejde:collaboration_people", args=[collaboration.pk]),
    )  # fmt: skip
    if not with_people:
        section.empty = _("The names are for those who work at the place.")
        return section
    rows = (
        Participant.objects.filter(collaboration=collaboration, person__isnull=False)
        .select_related("person", "party__school", "party__municipality", "party__institution")
        .prefetch_related("person__posts__school", "person__posts__municipality", "person__posts__institution")
        .order_by("party_id", "pk")
    )
    section.lay(
        _("Everybody who has taken part"),
        [_("Name"), _("Title"), _("Part"), _("Contact")],
        [_person(row) for row in rows],
    )
    return section


def _person(row: Participant) -> list[str]:
    posts = [f"{post.title or post.get_function_display()}, {post.place}" for post in row.person.posts.all()]
    period = format_period(row.started_on, row.ended_on) if row.ended_on else ""
    part = ", ".join(filter(None, [row.get_role_display(), row.note, period]))
    phone = row.person.phone.replace(" ", "\u00a0")  # a number is not broken
    contact = ", ".join(filter(None, [row.person.email, phone]))
    return [row.person.name, "; ".join(posts) or str(row.party), part, contact]
