"""Doing something with the schools one has ticked: in the finder, on the list, in the coverage."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from contacts.actions.attempts import log_contact_with_schools
from contacts.actions.criteria import mark_schools
from contacts.actions.shortlist import add_to_shortlist, remove_from_shortlist
from contacts.forms.attempt import AttemptForm
from contacts.models import Criterion, CriterionSchool
from samarbejde.models import Institution, School

MOST = 200


@require_POST
def schools_chosen(request: HttpRequest) -> HttpResponse:
    """Answer the buttons under a list of schools. ``en`` is the button of one school, ``skole`` are the ticked ones."""
    place = _place(request, request.POST)
    one = request.POST.get("en", "")
    schools = _schools(request.user, [one] if one else request.POST.getlist("skole"))
    wanted = "liste" if one else request.POST.get("handling", "")
    if not schools:
        messages.warning(request, _("Tick at least one school first."))
        return redirect(_back(request))
    if wanted in ("kontakt", "samarbejde", "kampagne"):
        return redirect(_page_for(wanted, place, schools))
    _do(request, place, schools, wanted)
    return redirect(_back(request))


def _place(request: HttpRequest, asked: QueryDict) -> Institution:
    """Return the place one does it for: the one named in ``sted``, or one's first."""
    places = Institution.objects.where_may(request.user, "log_contact").order_by("name_key", "pk")
    if not places.exists():
        raise PermissionDenied
    slug = asked.get("sted", "").replace("\0", "")
    return get_object_or_404(places, slug=slug) if slug else places[0]


def _schools(user, numbers: list[str]) -> list[School]:
    clean = [number for number in numbers[:MOST] if number.isalnum()]
    return list(School.objects.visible_to(user).open().filter(number__in=clean).order_by("name_key", "pk"))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("tilbage", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe else reverse("contacts:shortlist")


def _page_for(wanted: str, place: Institution, schools: list[School]) -> str:
    numbers = [("skole", school.number) for school in schools]
    if wanted == "samarbejde":
        return f"{reverse('samarbejde:collaboration_create')}?{urlencode(numbers)}"
    if wanted == "kampagne":
        return f"{reverse('contacts:campaign_create')}?{urlencode(numbers)}"
    if len(schools) == 1:
        url = reverse("contacts:attempt_create_for_school", args=[schools[0].number])
        return f"{url}?{urlencode({'sted': place.slug})}"
    return f"{reverse('contacts:attempt_create_for_schools')}?{urlencode([('sted', place.slug), *numbers])}"


def _do(request: HttpRequest, place: Institution, schools: list[School], wanted: str) -> None:
    if wanted == "liste":
        added = add_to_shortlist(institution=place, schools=schools, by=request.user)
        text = ngettext(
            "%(count)s school was put on your list.", "%(count)s schools were put on your list.", len(added)
        )
        messages.success(request, text % {"count": len(added)} if added else _("On your list already."))
    elif wanted == "fjern":
        gone = remove_from_shortlist(institution=place, schools=schools, by=request.user)
        text = ngettext(
            "%(count)s school was taken off the list.", "%(count)s schools were taken off the list.", len(gone)
        )
        messages.success(request, text % {"count": len(gone)})
    elif wanted == "kriterium":
        _mark(request, place, schools)


def _mark(request: HttpRequest, place: Institution, schools: list[School]) -> None:
    key = request.POST.get("kriterium", "")
    criteria = Criterion.objects.visible_to(request.user).filter(institution=place)
    criterion = criteria.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
    if criterion is None:
        messages.warning(request, _("Choose which criterion the schools meet."))
        return
    mark_schools(criterion=criterion, schools=schools, points=CriterionSchool.FULL, by=request.user)
    messages.success(request, _("Noted: they meet ”%(criterion)s”.") % {"criterion": criterion})


@require_http_methods(["GET", "HEAD", "POST"])
def attempt_create_for_schools(request: HttpRequest) -> HttpResponse:
    """Log the same contact with several schools at once, such as a letter to ten."""
    asked = request.POST if request.method == "POST" else request.GET
    place = _place(request, asked)
    schools = _schools(request.user, asked.getlist("skole"))
    if not schools:
        messages.warning(request, _("Tick at least one school first."))
        return redirect(f"{reverse('contacts:shortlist')}?{urlencode({'sted': place.slug})}")
    form = AttemptForm.for_schools(request.POST or None)
    if form.is_valid():
        said = form.values()
        logged = form.save_with(
            lambda: log_contact_with_schools(institution=place, schools=schools, **said, by=request.user)
        )
        messages.success(request, _("The contact with %(count)s schools is noted.") % {"count": len(logged or [])})
        return redirect(f"{reverse('contacts:shortlist')}?{urlencode({'sted': place.slug})}")
    context = {"form": form, "schools": schools, "institution": place}
    return render(request, "contacts/attempt_create_for_schools.html", context)
