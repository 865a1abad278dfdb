"""Who works with whom about what, and how far they have come. Days are counted back from today."""

from dataclasses import dataclass

from config.demo.themes import COAST, FOREST, SPACE, Theme


@dataclass(frozen=True)
class Story:
    """One collaboration. ``stage`` says how far it goes, ``began`` how many days ago; quirks leave work to do."""

    place: str
    theme: Theme
    school: int  # the n-th nearest school
    stage: str
    began: int
    lead: int = 0  # the n-th of the place's people
    quirks: frozenset = frozenset()
    suffix: str = ""


def story(
    place: str, theme: Theme, school: int, stage: str, began: int, lead: int = 0, *quirks: str, suffix: str = ""
) -> Story:
    """Return a story; the words after the lead are its quirks."""
    return Story(place, theme, school, stage, began, lead, frozenset(quirks), suffix)


SEA, FOSSILS, VILLAGE, PLANTS, SHIP, BEACH, SOUND, ALL_FOURTH = COAST
TREE, FORAGE, RIVER = FOREST
MARS, COURSE, NIGHT = SPACE

STORIES = [
    # Kystmuseet: the house one logs into
    story("kystmuseet", SEA, 0, "active", 330, 0, "hours_80", "decision", "passed_on", "shared"),
    story("kystmuseet", FOSSILS, 1, "active", 300, 1, "no_backup"),
    story("kystmuseet", VILLAGE, 2, "agreement_sent", 75, 0, "opened", "shared"),
    story("kystmuseet", PLANTS, 3, "contact", 40, 0, "no_leader"),
    story("kystmuseet", SHIP, 4, "evaluation_open", 280, 0),
    story("kystmuseet", BEACH, 5, "active", 210, 1, "shared"),
    story("kystmuseet", SOUND, 6, "evaluation_closed", 190, 4),
    story("kystmuseet", ALL_FOURTH, 7, "agreement_draft", 60, 1, "municipality"),
    story("kystmuseet", SEA, 8, "closed", 640, 0, suffix=" · fjordens nord"),
    story("kystmuseet", VILLAGE, 9, "closed", 600, 4, suffix=" på Nordsiden"),
    story("kystmuseet", FOSSILS, 10, "closed", 560, 1, suffix=" · 3.a"),
    story("kystmuseet", BEACH, 11, "active", 150, 4, "hours_over", "vacant"),
    story("kystmuseet", PLANTS, 12, "declined", 120, 0),
    story("kystmuseet", SHIP, 13, "contact", 25, 1, "overdue"),
    story("kystmuseet", SOUND, 14, "agreement_sent", 50, 4, "change"),
    story("kystmuseet", VILLAGE, 15, "active", 170, 0, "one_person", suffix=" · anden årgang"),
    story("kystmuseet", SEA, 16, "assess", 18, 0, suffix=" · udskolingen"),
    story("kystmuseet", FOSSILS, 17, "paused", 260, 4, suffix=" · specialklassen"),
    # Skovlunden
    story("skovlunden", TREE, 0, "active", 250, 0),
    story("skovlunden", RIVER, 1, "active", 220, 1, "hours_80"),
    story("skovlunden", FORAGE, 2, "contact", 20, 0),
    story("skovlunden", TREE, 3, "closed", 520, 1, suffix=" · bøgen"),
    story("skovlunden", RIVER, 4, "agreement_sent", 45, 0, "change", suffix=" · øvre løb"),
    story("skovlunden", FORAGE, 5, "evaluation_closed", 140, 1),
    story("skovlunden", TREE, 6, "declined", 90, 0, suffix=" · egen"),
    story("skovlunden", FORAGE, 7, "active", 100, 1, "no_backup", suffix=" · efteråret"),
    story("skovlunden", RIVER, 8, "contact", 12, 0, "overdue", suffix=" · nedre løb"),
    story("skovlunden", TREE, 9, "evaluation_open", 240, 0, suffix=" · asken"),
    # Observatoriet
    story("observatoriet", MARS, 0, "active", 200, 0),
    story("observatoriet", COURSE, 1, "agreement_draft", 55, 1, "municipality"),
    story("observatoriet", NIGHT, 2, "evaluation_closed", 110, 0),
    story("observatoriet", MARS, 3, "closed", 500, 1, suffix=" · første hold"),
    story("observatoriet", MARS, 4, "contact", 15, 0, suffix=" · tredje hold"),
    story("observatoriet", NIGHT, 5, "active", 80, 1, suffix=" · vinter"),
    story("observatoriet", COURSE, 6, "active", 130, 0, suffix=" · andet hold"),
    story("observatoriet", MARS, 7, "agreement_sent", 40, 0, "half", suffix=" · specialhold"),
]
# Schools that were called without (yet) becoming a collaboration: (place, n-th nearest, days ago, outcome).
CALLS = [
    ("kystmuseet", 18, 200, "no_answer"),
    ("kystmuseet", 18, 30, "message"),
    ("kystmuseet", 19, 90, "not_now"),
    ("skovlunden", 10, 60, "no_answer"),
    ("observatoriet", 8, 35, "interested"),
]
