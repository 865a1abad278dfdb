"""A yes to a school's request: everything it wrote, and what we thought of it, goes along into a collaboration."""

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.actions.assessments import decide_assessment, draft_reply
from contacts.actions.attempts import log_contact_attempt
from contacts.choices import Decision, Direction, Outcome
from contacts.models import Assessment, Inquiry
from samarbejde.actions.collaborations import PLAIN_FIELDS, create_collaboration, update_collaboration
from samarbejde.actions.participants import add_participant
from samarbejde.actions.people import create_person
from samarbejde.choices import Channel, CollaborationKind, Function, ParticipantRole
from samarbejde.models import Collaboration, Person

WRITTEN = ("driver", "people_behind", "school_reason", "expected_outcome")


def begin_collaboration(*, inquiry: Inquiry, title: str, reason: str, by) -> Collaboration:
    """Make the collaboration, with school, people, contact, assessment and decision, and draft the reply."""
    row = create_collaboration(
        institution=inquiry.institution, title=title or str(inquiry.place)[:160],
        kind=inquiry.kind or CollaborationKind.OVER_TIME,
        schools=[inquiry.school] if inquiry.school else [],
        municipalities=[inquiry.municipality] if inquiry.municipality else [],
        lead=by, description=_description(inquiry), by=by,
    )  # fmt: skip
    inquiry.collaboration = row
    inquiry.save(update_fields=["collaboration"])
    assessment = carry_assessment(inquiry, row)
    _carry_words(inquiry, assessment, row, by)
    person = _bring_person(inquiry, row, by)
    _bring_staff(assessment, row, by)
    log_contact_attempt(
        institution=inquiry.institution, collaboration=row, school=inquiry.school, person=person,
        direction=Direction.IN, channel=Channel.MAIL, outcome=Outcome.INTERESTED,
        happened_on=timezone.localdate(inquiry.received), note=inquiry.wish, by=by,
    )  # fmt: skip
    decided = decide_assessment(
        collaboration=row, version=assessment.version, decision=Decision.ACCEPT, reason=reason, by=by
    )
    draft_reply(assessment=decided, to_name=inquiry.name, to_email=inquiry.email, by=by)
    return row


def _description(inquiry: Inquiry) -> str:
    return "\n".join(part for part in (inquiry.wish, inquiry.extent) if part)


def written_answers(inquiry: Inquiry) -> dict:
    """Return what the school itself has answered, in the assessment's fields."""
    return {name: getattr(inquiry, name) for name in WRITTEN} | {"school_understanding": inquiry.understanding}


def carry_assessment(inquiry: Inquiry, row: Collaboration) -> Assessment:
    """Move the assessment along; where none was written, the school's own answers begin one."""
    assessment, _is_new = Assessment.objects.get_or_create(inquiry=inquiry, defaults=written_answers(inquiry))
    assessment.collaboration = row
    assessment.save(update_fields=["collaboration"])
    return assessment


def _carry_words(inquiry: Inquiry, assessment: Assessment, row: Collaboration, by) -> None:
    """What the school gets out of it, and what it means by it, stand where the agreement will look for them."""
    plain = {name: getattr(row, name) for name in PLAIN_FIELDS}
    plain["value_for_school"] = assessment.expected_outcome or inquiry.expected_outcome
    plain["understanding"] = assessment.school_understanding or inquiry.understanding
    update_collaboration(collaboration=row, version=row.version, lead=row.lead, by=by, **plain)
    row.refresh_from_db()


def _bring_person(inquiry: Inquiry, row: Collaboration, by) -> Person:
    """Find the one who wrote in our address book, or write them into it; they are the contact person here."""
    house = inquiry.institution
    found = Person.objects.active().filter(institution=house, email__iexact=inquiry.email).order_by("pk").first()
    place = {"school": inquiry.school} if inquiry.school else {"municipality": inquiry.municipality}
    person = found or create_person(
        institution=house, name=inquiry.name, email=inquiry.email, phone=inquiry.phone,
        source=_("wrote to us"), posts=[{"function": inquiry.function or Function.OTHER, **place}], by=by,
    )  # fmt: skip
    party = row.parties.get(**place)
    add_participant(party=party, role=ParticipantRole.CONTACT, person=person, by=by)
    return person


def _bring_staff(assessment: Assessment, row: Collaboration, by) -> None:
    """Those of us who were named in the assessment take part."""
    party = row.parties.get(institution=row.institution)
    here = set(row.participants.filter(party=party).values_list("person", flat=True))
    for each in assessment.staffing.select_related("person"):
        if each.person_id not in here:
            add_participant(party=party, role=ParticipantRole.TEACHING, person=each.person, note=each.knows, by=by)
