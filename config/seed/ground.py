"""What collaborations stand on: schools from the register, institutions, their staff, and an address book."""

import datetime
import random
from dataclasses import dataclass, field

from config.seed import words
from config.seed.tables import Tables
from samarbejde.choices import DocumentKind, Function, Role
from samarbejde.lib.folding import fold
from samarbejde.models import (
    Format,
    Grade,
    Institution,
    Membership,
    Municipality,
    Network,
    Person,
    Post,
    School,
    SearchDocument,
    Subject,
    Tag,
    User,
)  # fmt: skip

PLACES = 25
BIGGEST_SHARE = 0.4
COLLABORATIONS_PER_USER = 150
COLLABORATIONS_PER_PERSON = 5
NOBODY_ENTERS = "!"  # what Django writes for "no password": the account can only be opened by a reset mail
DOMAIN = "seed.invalid"
COORDINATOR, SUPERUSER = f"koordinator@{DOMAIN}", f"superbruger@{DOMAIN}"
TEACHERS = (Function.TEACHER, Function.TEACHER, Function.CLASS_TEACHER, Function.PLC, Function.PEDAGOGUE)
SCHOOL_TYPES = ("1010", "1012", "1013", "1014", "1015", "1061")


@dataclass
class Known:
    """Somebody in the address book, or one of our own; ``user`` is a login's key."""

    pk: int
    name: str
    email: str
    user: int | None = None


@dataclass
class Place:
    """An institution with its staff, and the schools it knows: (key, name, people there)."""

    pk: int
    name: str
    share: float
    staff: list[Known] = field(default_factory=list)
    schools: list[tuple[int, str, list[Known]]] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Ground:
    """Everything a collaboration picks from. ``grades`` are (key, code) of the school's own grades, in order."""

    places: list[Place]
    superuser: int
    municipalities: list[tuple[int, str]]
    school_codes: dict[int, str]  # by school: the code of its municipality
    municipality_codes: dict[int, str]
    grades: list[tuple[int, str, str]]
    subjects: list[tuple[int, str]]
    formats: list[tuple[int, str]]


def shares() -> list[float]:
    """Return each place's part of the collaborations: one big, the others falling slowly."""
    weights = [1 / (number + 3) for number in range(PLACES - 1)]
    return [BIGGEST_SHARE, *[weight / sum(weights) * (1 - BIGGEST_SHARE) for weight in weights]]


def lay_ground(tables: Tables, chance: random.Random, collaborations: int, today: datetime.date) -> Ground:
    """Write institutions, users and people for so many collaborations; schools and reference data are there already."""
    superuser = tables.add(
        User, email=SUPERUSER, name="Sigrid Superbruger", password=NOBODY_ENTERS, is_superuser=True, is_staff=True
    )
    network = tables.add(Network, name="Udmålte steder")
    towns = list(Municipality.objects.filter(valid_to__isnull=True).order_by("code").values_list("pk", "name"))
    schools = list(
        School.objects.open().filter(type__code__in=SCHOOL_TYPES).order_by("number").values_list("pk", "name")
    )
    places = [
        _add_place(tables, number, share, network if number else None, chance.choice(towns)[0])
        for number, share in enumerate(shares())
    ]
    tables.flush()
    for place in places:
        _add_staff(
            tables, chance, place, max(3, round(collaborations * place.share / COLLABORATIONS_PER_USER)), superuser
        )
        _add_people(
            tables,
            chance,
            place,
            schools,
            max(6, round(collaborations * place.share / COLLABORATIONS_PER_PERSON)),
            today,
        )
        place.tags = [(tables.add(Tag, institution_id=place.pk, name=name), name) for name in sorted(words.TAGS)]
    tables.flush()
    return Ground(
        places, superuser, towns,
        school_codes=dict(School.objects.filter(municipality__isnull=False).values_list("pk", "municipality__code")),
        municipality_codes=dict(Municipality.objects.values_list("pk", "code")),
        grades=list(Grade.objects.filter(order__range=(0, 9)).values_list("pk", "code", "name")),
        subjects=list(Subject.objects.filter(valid_to__isnull=True, kind="subject").values_list("pk", "name")),
        formats=list(Format.objects.filter(institution__isnull=True).values_list("pk", "name")),
    )  # fmt: skip


def _add_place(tables: Tables, number: int, share: float, network: int | None, municipality: int) -> Place:
    kind, ending = words.PLACE_KINDS[number % len(words.PLACE_KINDS)]
    name = f"{words.PLACE_NAMES[number]}{ending}"
    pk = tables.add(
        Institution, name=name, slug=f"seed-{number + 1}", kind=kind, network_id=network,
        municipality_id=municipality, email=f"sted{number + 1}@{DOMAIN}", latitude=55.0 + number * 0.1,
        longitude=9.0 + number * 0.12,
    )  # fmt: skip
    return Place(pk, name, share)


def _add_staff(tables: Tables, chance: random.Random, place: Place, number: int, superuser: int) -> None:
    """The biggest place's first user is the one we measure as: a coordinator there and nowhere else."""
    for index in range(number):
        measured = index == 0 and not place_is_small(place)
        name = (
            "Karen Koordinator" if measured else f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}"
        )
        email = COORDINATOR if measured else f"stab{place.pk}.{index + 1}@{DOMAIN}"
        user = tables.add(User, email=email, name=name, password=NOBODY_ENTERS, is_superuser=False, is_staff=False)
        role = Role.COORDINATOR if index == 0 else Role.ADMIN if index == 1 else Role.EDITOR
        tables.add(Membership, user_id=user, institution_id=place.pk, role=role.value, created_by_id=superuser)
        known = _add_person(tables, place, name, email, user, Function.EDUCATOR, None, user)
        place.staff.append(known)


def place_is_small(place: Place) -> bool:
    """Return whether it is one of the others."""
    return place.share < BIGGEST_SHARE


def _add_people(
    tables: Tables, chance: random.Random, place: Place, schools: list, number: int, today: datetime.date
) -> None:
    """Fill the address book: for each school it knows a leader and up to three others."""
    by, made = place.staff[0].user, 0
    known = chance.sample(schools, min(len(schools), max(2, number // 2)))
    while made < number:
        for school, school_name in known[: max(2, number // 3)]:
            here: list = []
            for _ in range(chance.choice((1, 2, 2, 3, 4))):
                first, last = chance.choice(words.FIRST_NAMES), chance.choice(words.LAST_NAMES)
                email = f"{fold(first)}.{fold(last)}.{place.pk}.{made + len(here)}@skole.example"
                function = Function.SCHOOL_LEADER if not here else chance.choice(TEACHERS)
                here.append(
                    _add_person(
                        tables, place, f"{first} {last}", email, None, function, (school, school_name), by,
                        confirmed=today - datetime.timedelta(days=int(chance.triangular(0, 700, 60))),
                    )
                )  # fmt: skip
            place.schools.append((school, school_name, here))
            made += len(here)
            if made >= number:
                return


def _add_person(
    tables: Tables, place: Place, name: str, email: str, user: int | None, function: Function,
    school: tuple[int, str] | None, by: int | None, confirmed: datetime.date | None = None,
) -> Known:  # fmt: skip
    """Write a person with one post, as `actions.people` would, with the document the search finds."""
    workplace = school[1] if school else place.name
    title = str(function.label)
    pk = tables.add(
        Person, institution_id=place.pk, user_id=user, name=name, email=email, workplace=workplace,
        source="" if user else "samtale", confirmed_on=confirmed, created_by_id=by,
        search_text=fold(f"{name} {email}  {workplace} {title}"),
    )  # fmt: skip
    tables.add(
        Post, person_id=pk, function=function.value, school_id=school[0] if school else None,
        institution_id=None if school else place.pk,
    )  # fmt: skip
    tables.add(
        SearchDocument, kind=DocumentKind.PERSON.value, object_id=pk, institution_id=place.pk, collaboration_id=None,
        title=name, subtitle=f"{title}, {workplace}"[:300], body=f"{workplace}\n{title}", url=f"/personer/{pk}/",
    )  # fmt: skip
    return Known(pk, name, email, user)
