"""Who takes part: add, leave empty, end; and the sides of the collaboration."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbejde import permissions
from samarbejde.actions import participants as actions
from samarbejde.forms.participants import EndParticipationForm, ParticipantForm, PartyForm, people_kept_at
from samarbejde.forms.pickers import person_picker
from samarbejde.models import Collaboration, Participant, School
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.queries.participants import former_participants, participants_of, sides_of
from samarbejde.views.frame import collaboration_frame
from samarbejde.views.refusals import tell_refusal


def _get_changeable(request: HttpRequest, pk: int, *, with_panels: bool = True) -> Collaboration:
    """Return the collaboration when its people may be changed. Raises Http404 or PermissionDenied."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=with_panels)
    if not permissions.can_change_people(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def _get_participant(collaboration: Collaboration, participant_pk: int) -> Participant:
    row = collaboration.participants.filter(pk=participant_pk, ended_on__isnull=True).select_related("person", "party")
    found = row.first()
    if found is None:
        raise Http404
    return found


@require_safe
def collaboration_people(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_view_people(request.user, collaboration):
        raise PermissionDenied
    frame = collaboration_frame(request, collaboration, "personer")
    context = frame | {
        "sides": sides_of(frame["parties"], participants_of(collaboration)),
        "former": former_participants(collaboration),
        "can_change_people": permissions.can_change_people(request.user, collaboration),
    }
    return render(request, "samarbejde/collaboration_people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def participant_add(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = _get_changeable(request, pk)
    people = people_kept_at(request.user, collaboration)
    form = ParticipantForm(
        request.POST or None, collaboration=collaboration, people=people, initial=_wanted_place(request, collaboration)
    )
    if "find" in request.POST:
        form.without_errors()
    elif form.is_valid():
        add = actions.add_new_participant if form.is_new_person else actions.add_participant
        saved = form.save_with(lambda: add(**form.values(), by=request.user))
        if saved:
            name = saved.person or _("An empty place")
            messages.success(request, _("%(name)s now stands among the people.") % {"name": name})
            return redirect("samarbejde:collaboration_people", pk)
    context = collaboration_frame(request, collaboration, "personer") | {"form": form}
    return render(request, "samarbejde/participant_add.html", context)


def _wanted_place(request: HttpRequest, collaboration: Collaboration) -> dict:
    """Begin with the empty place the user clicked on (``?plads=12``), or with the first other party."""
    number = request.GET.get("plads", "")
    place = None
    if number.isdecimal() and len(number) < 18:
        place = collaboration.participants.filter(pk=number, person__isnull=True).first()
    if place:
        return {"party": place.party_id, "role": place.role, "note": place.note}
    others = [party.pk for party in collaboration.parties.all() if party.institution_id != collaboration.institution_id]
    wanted = {"party": others[0]} if others else {}
    return wanted | ({"role": request.GET["rolle"]} if request.GET.get("rolle") else {})


@require_safe
def person_options(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the picker of people with boxes to choose from."""
    collaboration = _get_changeable(request, pk, with_panels=False)
    picker = person_picker(
        url=request.path, query=request.GET.get("person_q", "")[:80], value=request.GET.get("person", ""),
        people=people_kept_at(request.user, collaboration),
    )  # fmt: skip
    return render(request, "samarbejde/_picker_options.html", {"picker": picker})


@require_http_methods(["GET", "HEAD", "POST"])
def participant_end(request: HttpRequest, pk: int, participant_pk: int) -> HttpResponse:
    collaboration = _get_changeable(request, pk)
    participant = _get_participant(collaboration, participant_pk)
    form = EndParticipationForm(request.POST or None)
    if form.is_valid():
        saved = form.save_with(
            lambda: actions.end_participation(participant=participant, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("Noted. What the person did stays in the history."))
            return redirect("samarbejde:collaboration_people", pk)
    context = collaboration_frame(request, collaboration, "personer") | {"form": form, "participant": participant}
    return render(request, "samarbejde/participant_end.html", context)


@require_POST
def vacancy_remove(request: HttpRequest, pk: int, participant_pk: int) -> HttpResponse:
    collaboration = _get_changeable(request, pk, with_panels=False)
    participant = _get_participant(collaboration, participant_pk)
    with tell_refusal(request):
        actions.remove_vacancy(participant=participant, by=request.user)
    return redirect("samarbejde:collaboration_people", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def party_add(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = _get_changeable(request, pk)
    form = PartyForm(request.POST or None)
    if "find" in request.POST:
        form.without_errors()
    elif form.is_valid():
        saved = form.save_with(lambda: _add_parties(collaboration, form.cleaned_data["places"], request.user))
        if saved:
            return redirect("samarbejde:collaboration_people", pk)
    context = collaboration_frame(request, collaboration, "personer") | {"form": form}
    return render(request, "samarbejde/party_add.html", context)


def _add_parties(collaboration: Collaboration, places: list, user) -> list:
    keys = [{"school": row} if isinstance(row, School) else {"municipality": row} for row in places]
    return [actions.add_party(collaboration=collaboration, **key, by=user) for key in keys]


@require_POST
def party_remove(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    collaboration = _get_changeable(request, pk, with_panels=False)
    party = next((each for each in collaboration.parties.all() if each.pk == party_pk), None)
    if party is None:
        raise Http404
    with tell_refusal(request):
        actions.remove_party(party=party, by=request.user)
    return redirect("samarbejde:collaboration_people", pk)
