"""The pages that are measured: each with its twin, and what it may cost."""

from dataclasses import dataclass
from urllib.parse import urlencode

LIST, TWIN_LIST = "/samarbejder/", "/f/samarbejder/"
ORDERS = {
    "naeste": "next step",
    "titel": "title",
    "part": "school",
    "fase": "phase",
    "opmaerksomhed": "attention",
    "aendret": "last changed",
}


@dataclass(frozen=True)
class Page:
    """``twin`` (or ``own``, another page of ours) is what ``path`` may cost at most ``limit`` times as much as."""

    name: str
    path: str
    twin: str = ""
    own: str = ""
    limit: float = 1.5
    queries: int = 8
    who: str = "coordinator"


def pages_of(facts: dict, turn: int) -> list[Page]:
    """Return the pages of one database; ``turn`` chooses which collaboration is opened."""
    shown = facts["shown"][turn % len(facts["shown"])]
    place = urlencode({"kommune": facts["municipality"]})
    words = urlencode({"q": facts["school"]})
    return [
        Page("list", LIST, TWIN_LIST),
        Page("list, superuser", LIST, TWIN_LIST, who="superuser"),
        Page(
            "filter: phase and kind",
            f"{LIST}?fase=active&slags=partnership",
            f"{TWIN_LIST}?fase=active&slags=partnership",
        ),
        Page("filter: municipality", f"{LIST}?{place}", f"{TWIN_LIST}?{place}"),
        Page("search: a common word", f"{LIST}?q=teknologi", f"{TWIN_LIST}?q=teknologi", limit=2),
        Page("search: a school", f"{LIST}?{words}", f"{TWIN_LIST}?{words}", limit=2),
        Page("search, superuser", f"{LIST}?q=teknologi", f"{TWIN_LIST}?q=teknologi", limit=2, who="superuser"),
        Page("deep page", f"{LIST}?{facts['deep']['coordinator']}", own="list", limit=1.2),
        Page(
            "deep page, superuser",
            f"{LIST}?{facts['deep']['superuser']}",
            own="list, superuser",
            limit=1.2,
            who="superuser",
        ),
        *[
            Page(
                f"sort: {ORDERS.get(key, key)}{' ↓' if sign else ''}",
                f"{LIST}?sorter={sign}{key}",
                own="list",
                limit=1.2,
            )
            for key in facts["sorts"]
            for sign in ("", "-")
            if (key, sign) != (facts["sorts"][0], "")
        ],
        Page("detail", f"/samarbejder/{shown}/", f"/f/samarbejder/{shown}/", limit=2, queries=10),
        Page("overview", "/", "/f/", limit=2, queries=12),
    ]
