"""Forward and back inside a record, in the list it was opened from."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from samarbejde.lib.danish import format_number
from samarbejde.lists.collaborations import SPEC
from samarbejde.lists.counting import capped_counts, count_text
from samarbejde.lists.keyset import beyond
from samarbejde.lists.listing import FROM_LIST, NUMBER, filtered
from samarbejde.lists.state import ListState, read_state

LONGEST_QUERY = 2000


@dataclass(frozen=True)
class Neighbours:
    """Addresses are empty at the ends. ``position`` is text: "12 af 45"."""

    previous_url: str
    next_url: str
    position: str
    list_url: str


def neighbours(request: HttpRequest, collaboration) -> Neighbours | None:
    """Return what stands before and after ``collaboration`` in the list its link came from; None without a list.

    Three queries. A row that has left the list meanwhile (its phase was moved) still has its neighbours.
    """
    if FROM_LIST not in request.GET:
        return None
    state = read_state(SPEC, QueryDict(request.GET[FROM_LIST][:LONGEST_QUERY].replace("\x00", "")))
    rows = filtered(state, request.user)
    names = (*state.sort.fields, "pk")
    own = SPEC.rows(request.user).filter(pk=collaboration.pk).values_list(*names).first()
    if own is None:
        return None
    back, forward = (
        beyond(rows, state.sort, list(own), descending=state.descending, backwards=backwards).values_list(
            "pk", flat=True
        )
        for backwards in (True, False)
    )
    # Each side is found on its own: in a union PostgreSQL would be free to lose the order.
    previous_pk, next_pk = back.first(), forward.first()
    number = _number(request)
    return Neighbours(
        previous_url=_url(state, previous_pk, number - 1 if number else 0),
        next_url=_url(state, next_pk, number + 1 if number else 0),
        position=_position(state, rows, number),
        list_url=reverse(SPEC.route) + state.query(),
    )


@dataclass(frozen=True)
class ListPlace:
    """Where one came from, told without a query: the neighbours are looked up when somebody goes there."""

    number: str
    list_url: str
    previous_url: str
    next_url: str


def list_place(request: HttpRequest, collaboration) -> ListPlace | None:
    """Return the place in the list the record was opened from; None when it was opened otherwise."""
    if FROM_LIST not in request.GET:
        return None
    given = request.GET[FROM_LIST][:LONGEST_QUERY].replace("\x00", "")
    state = read_state(SPEC, QueryDict(given))
    query = QueryDict(mutable=True)
    query[FROM_LIST] = state.query().removeprefix("?")
    number = _number(request)
    if number:
        query[NUMBER] = str(number)
    step = f"{reverse('samarbejde:collaboration_neighbour', args=[collaboration.pk])}?{query.urlencode()}&til="
    return ListPlace(
        number=format_number(number) if number else "",
        list_url=reverse(SPEC.route) + state.query(),
        previous_url=f"{step}forrige" if number != 1 else "",
        next_url=f"{step}naeste",
    )


def _number(request: HttpRequest) -> int:
    text = request.GET.get(NUMBER, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _url(state: ListState, pk: int | None, number: int) -> str:
    if pk is None:
        return ""
    query = QueryDict(mutable=True)
    query[FROM_LIST] = state.query().removeprefix("?")
    if number > 0:
        query[NUMBER] = str(number)
    return f"{reverse(SPEC.route)}{pk}/?{query.urlencode()}"


def _position(state: ListState, rows, number: int) -> str:
    if not number:
        return ""
    total = count_text(capped_counts([rows])[0])
    return _("%(number)s of %(total)s") % {"number": format_number(number), "total": total}
