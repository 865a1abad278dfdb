"""Who can do what at each place, how much time they have, and one who is away."""

import datetime
from decimal import Decimal

from django.utils import timezone

from followup.actions.staffing import report_absence, set_profile

# In the order of a place's people; the first is away for a fortnight.
CAN = (
    ("båd, førstehjælp, plankton", "mandag til torsdag", "7.5"),
    ("fossiler, samlingen, tegnsprog", "tirsdag til fredag", "5"),
    ("førstehjælp, bål", "hver dag", "6"),
    ("planter, mad over bål", "onsdag og torsdag", "4"),
    ("båd, lyd og optagelse", "mandag, tirsdag og torsdag", "5"),
)
AWAY = "kystmuseet"


def staff_the_places(cast) -> None:
    """Write what each can, and let one be away for a while."""
    for slug, people in cast.staff.items():
        for person, (can, when, hours) in zip(people, CAN, strict=False):
            values = {
                "competences": can, "availability": when, "available_until": None, "weekly_hours": Decimal(hours),
            }  # fmt: skip
            set_profile(person=person, values=values, version=0, by=people[0].user)
        if slug == AWAY:
            today = timezone.localdate()
            report_absence(
                person=people[0], starts_on=today,
                ends_on=today + datetime.timedelta(days=14), by=people[1].user,
            )  # fmt: skip
