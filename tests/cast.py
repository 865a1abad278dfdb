"""The people tests are about: colleagues with each role, strangers, and what each side owns."""

from dataclasses import dataclass

from samarbejde.actions.summary import refresh_summary
from samarbejde.choices import Role
from samarbejde.models import Collaboration, Institution, Network, Party, School, User
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    NetworkFactory,
    OwnPartyFactory,
    PartyFactory,
    SchoolFactory,
    SuperuserFactory,
    UserFactory,
)


@dataclass
class Cast:
    """``collaboration`` and the users of ``institution``; ``foreign`` and ``other`` of another institution."""

    institution: Institution
    reader: User
    editor: User
    coordinator: User
    admin: User
    elsewhere: Institution
    other: User
    network_group: Network
    network: User
    superuser: User
    school: School
    collaboration: Collaboration
    party: Party
    own_party: Party
    foreign: Collaboration

    def user(self, actor: str) -> User | None:
        """Return the user behind an actor's name, fresh, or None for ”anonymous”."""
        return None if actor == "anonymous" else User.objects.get(pk=getattr(self, actor).pk)


def colleague(institution: Institution, role: str, name: str) -> User:
    """Return a new user with ``role`` at ``institution``."""
    user = UserFactory(name=name, email=f"{role}@{institution.slug}.example")
    MembershipFactory(user=user, institution=institution, role=role)
    return user


def assemble() -> Cast:
    """Make the whole cast."""
    group = NetworkFactory(name="Skolernes netværk")
    ours = InstitutionFactory(name="Kystmuseet Isfjorden", slug="kystmuseet", network=group)
    theirs = InstitutionFactory(name="Skovens Naturskole", slug="naturskolen")
    network = UserFactory(name="Nina Netværk", email="netvaerk@samarbejde.example")
    MembershipFactory(user=network, institution=None, network=group, role=Role.NETWORK)
    school = SchoolFactory(name="Tinghøjskolen", number="101023")
    editor = colleague(ours, Role.EDITOR, "Maja Lindholt")
    collaboration = CollaborationFactory(institution=ours, title="Havet som klasserum", lead=editor, created_by=editor)
    party = PartyFactory(collaboration=collaboration, school=school)
    own_party = OwnPartyFactory(collaboration=collaboration)
    other = colleague(theirs, Role.ADMIN, "Viggo Vestergaard")
    foreign = CollaborationFactory(institution=theirs, title="Skovens dyr", lead=other, created_by=other)
    PartyFactory(collaboration=foreign, school=school)
    OwnPartyFactory(collaboration=foreign)
    refresh_summary(collaborations=[collaboration.pk, foreign.pk])
    collaboration.refresh_from_db()
    foreign.refresh_from_db()
    return Cast(
        institution=ours,
        reader=colleague(ours, Role.READER, "Liv Læser"),
        editor=editor,
        coordinator=colleague(ours, Role.COORDINATOR, "Karen Toft"),
        admin=colleague(ours, Role.ADMIN, "Anton Admin"),
        elsewhere=theirs,
        other=other,
        network_group=group,
        network=network,
        superuser=SuperuserFactory(name="Sara Super", email="super@samarbejde.example"),
        school=school,
        collaboration=collaboration,
        party=party,
        own_party=own_party,
        foreign=foreign,
    )
