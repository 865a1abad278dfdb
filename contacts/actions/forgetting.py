"""What erasing a person means for the contact log: what came of it stays, who it was does not."""

from django.db.models import Q

from contacts.models import CampaignRecipient, ContactAttempt
from samarbejde.actions.erasure import NOBODY
from samarbejde.models import Collaboration


def forget_contacts(person, scrub) -> None:
    """Take the name out of notes and next steps, and the address off the campaigns."""
    here = ContactAttempt.objects.filter(institution=person.institution_id)
    places = here.filter(person=person).values("school")
    attempts = here.filter(Q(person=person) | Q(school__in=places))
    scrub.rows(attempts.iterator(), "note", "next_step")
    steps = person.participations.values("collaboration")
    scrub.rows(Collaboration.objects.filter(pk__in=steps).iterator(), "next_step")
    recipients = CampaignRecipient.objects.filter(campaign__institution=person.institution_id, person=person)
    recipients.exclude(email="").update(email=NOBODY)
    recipients.update(name="")
