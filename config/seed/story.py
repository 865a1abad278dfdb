"""One collaboration as it is thought up: decided here, written down by its phases."""

import datetime
import random
from dataclasses import dataclass, field
from decimal import Decimal

from config.seed import words
from config.seed.ground import Ground, Known, Place
from samarbejde.phases import Phase, Status

# phase: how many of a hundred, and how many days ago it began, at least and at most
SPREAD = {
    Phase.CONTACT: (22, 2, 120),
    Phase.AGREEMENT: (14, 20, 200),
    Phase.ACTIVE: (30, 60, 420),
    Phase.EVALUATION: (9, 150, 500),
    Phase.CLOSED: (25, 300, 900),
}
ORDER = list(Phase)


@dataclass
class Happening:
    """One line of the history to be."""

    day: datetime.date
    verb: str
    phase: Phase
    data: dict
    by: Known | None
    person: int | None = None
    actor_name: str = ""


@dataclass
class Story:
    """A collaboration of ``place`` with one school (or more), begun on ``begun`` and now in ``phase``."""

    pk: int
    place: Place
    lead: Known
    schools: list[tuple[int, str, list[Known]]]
    municipality: tuple[int, str] | None
    phase: Phase
    status: Status
    begun: datetime.date
    today: datetime.date
    matter: str
    title: str
    grades: list[tuple[int, str, str]]
    hours_agreed: Decimal | None = None
    hours_used: Decimal = Decimal(0)
    parties: list[int] = field(default_factory=list)  # ours first
    happenings: list[Happening] = field(default_factory=list)
    about: str = ""  # subjects, grades and forms, as the search reads them
    lesson: tuple[int, str] | None = None  # its key and headline

    @property
    def people(self) -> list[Known]:
        """The other side's people; none when a municipality is the party."""
        return self.schools[0][2] if self.schools else []

    @property
    def counterpart(self) -> str:
        return ", ".join(
            [*(name for _, name, _ in self.schools), *([self.municipality[1]] if self.municipality else [])]
        )

    def has_reached(self, phase: Phase) -> bool:
        return ORDER.index(self.phase) >= ORDER.index(phase)

    def day_of(self, phase: Phase) -> datetime.date:
        """When it came to ``phase``: the phases share the time there was."""
        steps = ORDER.index(self.phase) + 1
        return self.begun + (self.today - self.begun) * ORDER.index(phase) / steps

    def tell(self, day: datetime.date, verb: str, phase: Phase, by: Known | None = None, person: int | None = None,
             actor_name: str = "", **data) -> None:  # fmt: skip
        """Remember something for the history; the lead did it unless somebody else is named."""
        self.happenings.append(
            Happening(
                min(day, self.today), verb, phase, data, None if actor_name else by or self.lead, person, actor_name
            )
        )


def think_up(pk: int, chance: random.Random, ground: Ground, today: datetime.date) -> Story:
    """Return a new story."""
    place = chance.choices(ground.places, [place.share for place in ground.places])[0]
    phase = chance.choices(ORDER, [SPREAD[phase][0] for phase in ORDER])[0]
    _, least, most = SPREAD[phase]
    matter = chance.choice(words.SUBJECT_MATTERS)
    first = chance.randrange(len(ground.grades) - 1)
    grades = ground.grades[first : first + chance.choice((1, 2, 2, 3))]
    span = f"{grades[0][1]}.–{grades[-1][1]}." if len(grades) > 1 else f"{grades[0][1]}."
    municipal = chance.random() < 0.04
    schools = [] if municipal else [chance.choice(place.schools)]
    if schools and chance.random() < 0.07:
        schools += [other for other in [chance.choice(place.schools)] if other[0] != schools[0][0]]
    return Story(
        pk, place, chance.choice(place.staff), schools, chance.choice(ground.municipalities) if municipal else None,
        phase, _status(chance, phase), today - datetime.timedelta(days=chance.randint(least, most)), today,
        matter, f"{matter} {chance.choice(words.WAYS).format(grades=span)}", grades,
    )  # fmt: skip


def _status(chance: random.Random, phase: Phase) -> Status:
    if phase == Phase.CLOSED:
        return Status.RENEWED if chance.random() < 0.1 else Status.RUNNING
    odds = chance.random()
    if odds < 0.04:
        return Status.PAUSED
    return Status.DECLINED if odds < 0.12 and phase in (Phase.CONTACT, Phase.AGREEMENT) else Status.RUNNING
