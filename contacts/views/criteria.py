"""An institution's own criteria in the school finder."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts import permissions
from contacts.actions.criteria import create_criterion, delete_criterion, mark_schools
from contacts.forms.finder import CriterionForm
from contacts.models import Criterion
from contacts.queries.places import own_places
from contacts.queries.shortlist import schools_meeting, with_school_count
from contacts.views.shortlist import staff_place
from samarbejde.models import School


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_list(request: HttpRequest) -> HttpResponse:
    place = staff_place(request)
    may_choose = permissions.can_shortlist(request.user, place)
    if request.method == "POST" and not may_choose:
        raise PermissionDenied
    form = CriterionForm(request.POST or None)
    if form.is_valid():
        made = form.save_with(lambda: create_criterion(institution=place, **form.values(), by=request.user))
        if made:
            messages.success(request, _("The criterion is there. Now note which schools meet it."))
            return redirect("contacts:criterion_detail", made.pk)
    rows = with_school_count(Criterion.objects.visible_to(request.user).filter(institution=place))
    context = {
        "place": place, "places": own_places(request.user), "criteria": list(rows[:100]), "form": form,
        "may_choose": may_choose,
    }  # fmt: skip
    return render(request, "contacts/criterion_list.html", context)


def _visible(request: HttpRequest, pk: int) -> Criterion:
    return get_object_or_404(Criterion.objects.visible_to(request.user).select_related("institution"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_detail(request: HttpRequest, pk: int) -> HttpResponse:
    criterion = _visible(request, pk)
    may_choose = permissions.can_shortlist(request.user, criterion.institution)
    if request.method == "POST":
        if not may_choose:
            raise PermissionDenied
        _mark(request, criterion)
        return redirect("contacts:criterion_detail", pk)
    context = {"criterion": criterion, "marks": schools_meeting(criterion), "may_choose": may_choose}
    return render(request, "contacts/criterion_detail.html", context)


def _mark(request: HttpRequest, criterion: Criterion) -> None:
    """Read ”101023:2” from the pressed button, or numbers typed with blanks or commas between."""
    number, _colon, points = request.POST.get("skole", "").partition(":")
    typed = request.POST.get("numre", "").replace(",", " ").replace("\0", "").split()[:200]
    numbers = [each for each in typed or [number] if each.isalnum()]
    schools = list(School.objects.visible_to(request.user).filter(number__in=numbers))
    if not schools:
        messages.warning(request, _("No school has that number. Write the six digits of the register."))
        return
    worth = int(points) if points in {"0", "1", "2", "3"} else 3
    mark_schools(criterion=criterion, schools=schools, points=worth, by=request.user)
    messages.success(request, _("Saved."))


@require_POST
def criterion_delete(request: HttpRequest, pk: int) -> HttpResponse:
    criterion = _visible(request, pk)
    if not permissions.can_shortlist(request.user, criterion.institution):
        raise PermissionDenied
    delete_criterion(criterion=criterion, by=request.user)
    messages.success(request, _("The criterion is gone."))
    return redirect(f"{reverse('contacts:criterion_list')}?sted={criterion.institution.slug}")
