"""Reads of campaigns: which schools, whom there, what they answered."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict

from contacts.choices import Audience, CampaignChannel, RecipientStatus
from contacts.models import Campaign, CampaignRecipient, Unsubscription
from contacts.queries.attempts import LED_ON
from samarbejde.choices import LEADER_FUNCTIONS, Function
from samarbejde.lists.listing import filtered
from samarbejde.lists.schools import SPEC
from samarbejde.lists.state import read_state
from samarbejde.models import Institution, Post, School

MOST_SCHOOLS = 5000
SHORTLIST = 200  # as many can be looked through and ticked one by one
# Whom one writes to first, when several are known.
CLOSEST = (
    Function.OPEN_SCHOOL, Function.PLC, Function.TEACHER, Function.CLASS_TEACHER, Function.TEAM_COORDINATOR,
    Function.PEDAGOGUE, Function.PEDAGOGICAL_LEADER, Function.SCHOOL_LEADER, Function.SECRETARY,
)  # fmt: skip
PAGE = 100
NUMBER = re.compile(r"[0-9A-Z]{6}")
OPEN = (RecipientStatus.CHOSEN, RecipientStatus.DRAFTED, RecipientStatus.SENT)


def schools_asked(user, params: QueryDict) -> QuerySet:
    """Return the open schools an address asks for: ``skole=`` numbers, or any filter of the list of schools."""
    words = [n.strip().upper() for each in params.getlist("skole") for n in each[:40_000].split(",")]
    numbers = [word for word in words if NUMBER.fullmatch(word)]
    if numbers:
        return School.objects.visible_to(user).open().filter(number__in=numbers[:MOST_SCHOOLS])
    state = read_state(SPEC, params)
    if not state.filters and not state.words:
        return School.objects.none()
    return filtered(state, user).filter(closed_on__isnull=True)


@dataclass(frozen=True)
class Addressee:
    """Who gets a school's letter; without a person it is the school's office."""

    person_id: int | None
    name: str
    email: str


def addressees(campaign: Campaign, schools: list[School]) -> dict[int, Addressee]:
    """Return whom to write to at each school. One query."""
    known = _known(campaign.institution, schools) if campaign.audience != Audience.OFFICE else {}
    found = {}
    for school in schools:
        person = _choose(known.get(school.pk, []), campaign)
        found[school.pk] = person or Addressee(None, "", school.email[:254])
    return found


def _known(institution: Institution, schools: list[School]) -> dict[int, list[Post]]:
    posts = Post.objects.filter(school__in=schools, ended_on__isnull=True, person__institution=institution)
    posts = posts.filter(person__left_on__isnull=True, person__erased_at__isnull=True).select_related("person")
    found: dict[int, list[Post]] = defaultdict(list)
    for post in posts.order_by("pk"):
        found[post.school_id].append(post)
    return found


def _choose(posts: list[Post], campaign: Campaign) -> Addressee | None:
    if campaign.is_mail:
        posts = [post for post in posts if post.person.email]
    if campaign.audience == Audience.LEADER:
        posts = [post for post in posts if post.function in LEADER_FUNCTIONS]
    posts = sorted(posts, key=lambda post: (_closeness(post.function), post.pk))
    return Addressee(posts[0].person.pk, posts[0].person.name, posts[0].person.email) if posts else None


def _closeness(function: str) -> int:
    return CLOSEST.index(function) if function in CLOSEST else len(CLOSEST)


def unsubscribed(institution: Institution) -> tuple[set[str], set[int]]:
    """Return the addresses (in small letters) and the schools that want no outreach from ``institution``. One query."""
    rows = list(Unsubscription.objects.filter(institution=institution).values_list("email", "school"))
    return {email.lower() for email, _school in rows if email}, {school for email, school in rows if not email}


def without_unsubscribed(people: QuerySet, institution: Institution) -> QuerySet:
    """Leave out the people whose address, or whose school, has unsubscribed."""
    emails, schools = unsubscribed(institution)
    if emails:
        people = people.alias(address=Lower("email")).exclude(address__in=emails)
    if schools:
        people = people.exclude(posts__in=Post.objects.filter(school__in=schools, ended_on__isnull=True))
    return people


def with_figures(campaigns: QuerySet) -> QuerySet:
    """Add how many schools, sent, answered and interested."""
    these = Q(recipients__status__in=OPEN)
    return campaigns.annotate(
        schools=Count("recipients", filter=these),
        sent=Count("recipients", filter=Q(recipients__status=RecipientStatus.SENT)),
        answered=Count("recipients", filter=~Q(recipients__response="")),
        interested=Count("recipients", filter=Q(recipients__response__in=LED_ON)),
        left_out=Count("recipients", filter=~these),
    )


def recipients_of(campaign: Campaign, *, only: str = "", after: int = 0) -> QuerySet:
    """Return the recipients, or those a figure counts; ``after`` is the last one of the page before."""
    rows = campaign.recipients.select_related("school__municipality", "person", "message").filter(pk__gt=after)
    wanted = {
        "svaret": ~Q(response=""), "interesseret": Q(response__in=LED_ON),
        "uden-svar": Q(response="", status=RecipientStatus.SENT), "sendt": Q(status=RecipientStatus.SENT),
        "udeladt": ~Q(status__in=OPEN),
    }  # fmt: skip
    return rows.filter(wanted[only]) if only in wanted else rows


def placeholder_values(recipient: CampaignRecipient, *, sender) -> dict[str, str]:
    """Return what each placeholder stands for in this letter."""
    campaign, school = recipient.campaign, recipient.school
    from_all = f"alle på {school.name}"
    return {
        "skole": school.name, "navn": recipient.name or from_all, "by": school.city,
        "kommune": school.municipality.name if school.municipality else "", "udbytte": campaign.value.strip(),
        "sted": campaign.institution.name, "afsender": str(sender),
    }  # fmt: skip


CONTACT_CHANNELS = {
    CampaignChannel.MAIL: "mail", CampaignChannel.NEWSLETTER: "mail", CampaignChannel.POST: "post",
    CampaignChannel.PHONE: "phone",
}  # fmt: skip
