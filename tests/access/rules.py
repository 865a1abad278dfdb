"""Declared answers per route: rule x actor -> status of a GET. The table must name every route of the resolver.

A route is either about our own collaboration (``args(cast)``) or about nothing in particular. For a route with an
object, ``foreign`` gives the same for the other institution's object, which all of ours must find missing (404).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

ACTORS = ("anonymous", "reader", "editor", "coordinator", "admin", "network", "other", "superuser")
LOGIN, OK, MOVED, NO, MISSING, GONE = "login", 200, 302, 403, 404, 410

PUBLIC = dict.fromkeys(ACTORS, OK)
ANYONE = {**dict.fromkeys(ACTORS, OK), "anonymous": LOGIN}  # whoever is logged in
READ = {**ANYONE, "other": MISSING}  # whoever may see our collaboration
STAFF = {**READ, "network": NO}  # our own people: not the network's coordinator
PEOPLE = {**READ, "network": MISSING}  # address book and the like: the network's coordinator finds nothing
EDIT = {**STAFF, "reader": NO}
COORDINATE = {**EDIT, "editor": NO}
ADMIN = {**COORDINATE, "coordinator": NO}
SUPERUSER = {**dict.fromkeys(ACTORS, NO), "anonymous": LOGIN, "superuser": OK}
TOKEN = dict.fromkeys(ACTORS, GONE)  # a link that does not work looks the same to everybody
EDITORS_ANYWHERE = {
    **ANYONE,
    "reader": NO,
    "network": NO,
}  # a page about nothing in particular, for those who may write


@dataclass(frozen=True)
class Route:
    """``answers`` holds for a GET; ``methods`` are those the view takes (others are 405 for those who may).

    ``posts`` are the answers to a POST where a page may be read by more people than may change what it shows.
    """

    answers: dict
    args: Callable = field(default=lambda cast: [])
    foreign: Callable | None = None
    methods: str = "GET"
    posts: dict | None = None

    def for_posts(self) -> dict:
        """Where only POST is allowed, a GET is 405 for everybody who is logged in, before anything is looked up."""
        return {actor: LOGIN if status == LOGIN else 405 for actor, status in self.answers.items()}
