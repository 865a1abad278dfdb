"""The demo's places and people, and the schools near each place."""

import random
from dataclasses import dataclass, field

from django.db.models import F
from django.db.models.functions import Power

from config.demo.accounts import DEMO_PASSWORD, NETWORK_ACCOUNT, STAFF, SUPERUSER_ACCOUNT
from samarbejde.actions.people import create_person
from samarbejde.choices import Channel, Function, InstitutionKind, Role
from samarbejde.lib.folding import fold
from samarbejde.models import Institution, Membership, Municipality, Network, Person, School, User

PLACES = [
    (
        "kystmuseet",
        "Kystmuseet Isfjorden",
        InstitutionKind.MUSEUM,
        "0316",
        "Havnevej 12",
        "4300",
        "Holbæk",
        55.7175,
        11.7153,
    ),
    (
        "skovlunden",
        "Skovlunden Naturskole",
        InstitutionKind.NATURE_SCHOOL,
        "0740",
        "Skovridervej 3",
        "8600",
        "Silkeborg",
        56.1697,
        9.5451,
    ),
    (
        "observatoriet",
        "Observatoriet Science Center",
        InstitutionKind.SCIENCE_CENTRE,
        "0461",
        "Stjernevej 7",
        "5000",
        "Odense C",
        55.4038,
        10.4024,
    ),
]
BOSSES = {"kystmuseet": "Karen Toft", "skovlunden": "Birthe Lind", "observatoriet": "Torben Høst"}
FIRST_NAMES = (
    "Anne",
    "Bent",
    "Camilla",
    "Dorte",
    "Erik",
    "Freja",
    "Gitte",
    "Hans",
    "Ida",
    "Jens",
    "Kirsten",
    "Lone",
    "Mette",
    "Niels",
    "Ole",
    "Pia",
    "Rikke",
    "Søren",
    "Trine",
    "Ulla",
    "Vibeke",
    "Ziad",
    "Åse",
    "Øjvind",
    "Ærenlund",
    "Fatima",
    "Marek",
    "Signe",
)
LAST_NAMES = (
    "Agerskov",
    "Bech",
    "Dahlgaard",
    "Egeskov",
    "Frost",
    "Gammelgaard",
    "Holmgaard",
    "Iversen",
    "Juhl",
    "Kragh",
    "Lyngby",
    "Munk",
    "Nygaard",
    "Overgaard",
    "Præst",
    "Ravnsborg",
    "Skovgaard",
    "Thorup",
    "Uldall",
    "Vang",
    "Winther",
    "Østergaard",
    "Åkjær",
)
SCHOOL_TYPES = ("1012", "1013", "1015")


@dataclass
class Cast:
    """Who there is: institutions, their staff as people, their leaders, and the schools nearest first."""

    places: dict[str, Institution] = field(default_factory=dict)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    bosses: dict[str, Person] = field(default_factory=dict)
    schools: dict[str, list[School]] = field(default_factory=dict)
    known: dict[tuple, Person] = field(default_factory=dict)

    def person(self, institution: Institution, place, function: str, chance: random.Random, by: User) -> Person:
        """Return somebody invented with that post at a school or municipality; the same one for the same place."""
        key = (institution.pk, type(place).__name__, place.pk, function)
        if key not in self.known:
            name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
            first = fold(name.split(maxsplit=1)[0])
            mail = f"{first}.{place.pk}.{function[:3]}@skole.example"
            self.known[key] = create_person(
                institution=institution,
                name=name,
                email=mail,
                phone=f"00 {chance.randint(10, 99)} {chance.randint(10, 99)} {chance.randint(10, 99)}",
                preferred_channel=chance.choice([Channel.MAIL, Channel.PHONE, Channel.AULA]),
                preferred_times=chance.choice(["efter kl. 14", "tirsdag formiddag", "i frikvarteret 10–10.20", ""]),
                source="samtale",
                posts=[{"function": function, type(place).__name__.lower(): place}],
                by=by,
            )
        return self.known[key]


def assemble_cast() -> Cast:
    """Make the places, users and staff, and find each place's schools."""
    cast = Cast()
    network = Network.objects.create(name="Steder omkring fjord og skov")
    superuser = User.objects.create_superuser(SUPERUSER_ACCOUNT[0], DEMO_PASSWORD, name=SUPERUSER_ACCOUNT[1])
    for slug, name, kind, municipality, address, postcode, city, latitude, longitude in PLACES:
        cast.places[slug] = Institution.objects.create(
            slug=slug,
            name=name,
            kind=kind,
            municipality=Municipality.objects.get(code=municipality),
            address=address,
            postcode=postcode,
            city=city,
            latitude=latitude,
            longitude=longitude,
            email=f"skoler@{slug}.example",
            web=f"https://{slug}.example",
            network=network if slug != "observatoriet" else None,
        )
        cast.schools[slug] = nearest_schools(latitude, longitude)
    coordinator = User.objects.create_user(NETWORK_ACCOUNT[0], DEMO_PASSWORD, name=NETWORK_ACCOUNT[1])
    Membership.objects.create(user=coordinator, network=network, role=Role.NETWORK, created_by=superuser)
    hire_staff(cast, superuser)
    return cast


def hire_staff(cast: Cast, superuser: User) -> None:
    """Give every account its place, and every place a leader."""
    for email, name, role, slug, phone in STAFF:
        user = User.objects.create_user(email, DEMO_PASSWORD, name=name, phone=phone)
        Membership.objects.create(user=user, institution=cast.places[slug], role=role, created_by=superuser)
        function = Function.INSTITUTION_LEADER if role == Role.ADMIN else Function.EDUCATOR
        person = create_person(
            institution=cast.places[slug],
            name=name,
            email=email,
            phone=phone,
            user=user,
            source="login",
            posts=[{"function": function, "institution": cast.places[slug]}],
            by=superuser,
        )
        if role == Role.ADMIN:
            cast.bosses[slug] = person
        if role != Role.READER:
            cast.staff.setdefault(slug, []).append(person)
    for slug, name in BOSSES.items():
        if slug not in cast.bosses:
            cast.bosses[slug] = create_person(
                institution=cast.places[slug],
                name=name,
                email=f"leder@{slug}.example",
                source="login",
                posts=[{"function": Function.INSTITUTION_LEADER, "institution": cast.places[slug]}],
                by=superuser,
            )


def nearest_schools(latitude: float, longitude: float) -> list[School]:
    """Return the 45 nearest open schools; a degree of longitude is a bit over half a degree of latitude here."""
    distance = Power(F("latitude") - latitude, 2) + Power((F("longitude") - longitude) * 0.56, 2)
    return list(
        School.objects.open()
        .filter(type__code__in=SCHOOL_TYPES, latitude__isnull=False, municipality__isnull=False)
        .annotate(far=distance)
        .order_by("far", "pk")
        .select_related("municipality")[:45]
    )
