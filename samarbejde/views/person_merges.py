"""Finding people who stand there twice, and making them one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbejde import permissions
from samarbejde.actions.person_merges import keep_apart, merge_people, undo_merge
from samarbejde.forms.person_merges import MergeForm
from samarbejde.models import Person, PersonMerge
from samarbejde.queries.duplicates import duplicate_pairs, get_visible_person


@require_safe
def person_duplicates(request: HttpRequest) -> HttpResponse:
    if not permissions.can_create_people(request.user):
        raise PermissionDenied
    pairs = duplicate_pairs(Person.objects.where_may(request.user, "change_people"))
    return render(request, "samarbejde/person_duplicates.html", {"pairs": pairs})


def _both(request: HttpRequest, pk: int, other_pk: int) -> tuple[Person, Person]:
    """Return two visible people of one address book that the user may change. Raises Http404 or PermissionDenied."""
    kept = get_visible_person(request.user, pk)
    others = Person.objects.visible_to(request.user).filter(institution=kept.institution_id)
    other = get_object_or_404(others.exclude(pk=kept.pk), pk=other_pk)
    if not permissions.can_change_person(request.user, kept):
        raise PermissionDenied
    return kept, other


@require_http_methods(["GET", "HEAD", "POST"])
def person_merge(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    kept, other = _both(request, pk, other_pk)
    form = MergeForm(request.POST or None, kept=kept, other=other)
    if form.is_valid():
        merge = form.save_with(lambda: merge_people(kept=kept, other=other, choices=form.choices(), by=request.user))
        if merge:
            messages.success(request, _("The two cards are now one. You can undo it below."))
            return redirect(merge.kept)
    context = {"kept": kept, "other": other, "form": form}
    return render(request, "samarbejde/person_merge.html", context)


@require_POST
def person_apart(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    kept, other = _both(request, pk, other_pk)
    keep_apart(first=kept, second=other, by=request.user)
    messages.success(request, _("Noted: they are two different people."))
    return redirect("samarbejde:person_duplicates")


@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Person.objects.visible_to(request.user)
    merge = get_object_or_404(PersonMerge.objects.select_related("kept").filter(kept__in=visible), pk=pk)
    if not permissions.can_change_person(request.user, merge.kept):
        raise PermissionDenied
    try:
        other = undo_merge(merge=merge, by=request.user)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect(merge.kept)
    messages.success(request, _("The two cards are separate again, as they were."))
    return redirect(other)
