"""Finding schools: whom the coast museum means to call next, and what it looks for besides the register's facts."""

from config.demo.clock import on_day
from config.demo.people import Cast
from contacts.actions.criteria import create_criterion, mark_schools
from contacts.actions.shortlist import add_to_shortlist

# (n-th nearest school, days ago, why)
WISHES = [
    (20, 12, "Naturfagslæreren skrev efter vores temadag. Ring i uge efter lejrskolen."),
    (22, 9, "Ligger ved fjorden, men har aldrig været her."),
    (25, 4, ""),
]


def find_some_schools(cast: Cast) -> None:
    """Put some schools on the list, and say which lie at the bus."""
    place, schools = cast.places["kystmuseet"], cast.schools["kystmuseet"]
    staff = [person.user for person in cast.staff["kystmuseet"]]
    for number, (school, days_ago, why) in enumerate(WISHES):
        with on_day(days_ago, 14):
            add_to_shortlist(institution=place, schools=[schools[school]], note=why, by=staff[number % len(staff)])
    with on_day(30, 11):
        bus = create_criterion(institution=place, name="Bus 510 holder ved skolen", by=staff[0])
        mark_schools(criterion=bus, schools=[schools[n] for n in (3, 20, 25)], points=3, by=staff[0])
        mark_schools(criterion=bus, schools=[schools[n] for n in (19, 22)], points=1, by=staff[0])
