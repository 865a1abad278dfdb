"""What erasing a person means for the agreements: what was approved keeps its name, nothing keeps the address."""

from django.db.models import Q
from django.db.models.functions import Coalesce, Least, Now

from agreements.choices import ApprovalAnswer
from agreements.models import Approval
from samarbejde.actions.erasure import NOBODY, erased_name
from samarbejde.choices import LinkPurpose
from samarbejde.models import Link

PURPOSES = (LinkPurpose.SHARED_PAGE, LinkPurpose.APPROVAL)


def forget_address(person, scrub) -> None:
    """Take the address off the person's approvals and links; who approved a text is a part of the text, and stays."""
    rows = Approval.objects.filter(_is_theirs(person))
    keys = list(rows.values_list("pk", flat=True))
    rows = Approval.objects.filter(pk__in=keys)
    rows.filter(answer=ApprovalAnswer.WAITING).update(name=erased_name())
    rows.update(email=NOBODY)
    _forget_links(person, scrub)


def _is_theirs(person) -> Q:
    """Theirs by the card, or by the address a colleague gave when the question was passed on."""
    theirs = Q(person=person)
    if person.email:
        here = Q(version__agreement__collaboration__institution=person.institution_id)
        theirs |= here & Q(email__iexact=person.email)
    return theirs


def _forget_links(person, scrub) -> None:
    """A link to them may be made out to another address than the card's: where they took part it ends by the name."""
    places = person.participations.values("collaboration")
    here = Link.objects.filter(purpose__in=PURPOSES, collaboration__in=places, person__isnull=True)
    names = Q(pk__in=[])
    for word in scrub.words:
        names |= Q(recipient_name__iexact=word) | Q(recipient_email__iexact=word)
    keys = list(here.filter(names).values_list("pk", flat=True))
    Link.objects.filter(pk__in=keys).update(
        recipient_name=scrub.instead, recipient_email="", expires=Least(Coalesce("expires", Now()), Now())
    )
