"""One person in the address book."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbejde import permissions
from samarbejde.actions import people as actions
from samarbejde.actions.handover import hand_over, last_posts
from samarbejde.context_processors import path_of
from samarbejde.forms.handover import HandoverForm
from samarbejde.forms.person import LeaveForm, PersonCreateForm, PersonForm, PostForm
from samarbejde.models import Institution, Participant, Person
from samarbejde.queries.duplicates import get_visible_person, merges_of, pairs_with, where_person_went
from samarbejde.queries.handover import handovers_of, likely_successors
from samarbejde.queries.person_page import participations_of, posts_of

FORM = ["GET", "HEAD", "POST"]


def get_changeable_person(request: HttpRequest, pk: int) -> Person:
    """Return a visible person the user may change. Raises Http404 or PermissionDenied."""
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("institution"), pk=pk)
    if not permissions.can_change_person(request.user, person):
        raise PermissionDenied
    return person


@require_http_methods(FORM)
def person_create(request: HttpRequest) -> HttpResponse:
    mine = Institution.objects.where_may(request.user, "change_people").order_by("name_key", "pk")
    if not mine.exists():
        raise PermissionDenied
    form = PersonCreateForm(request.POST or None, institutions=mine, initial={"school": request.GET.get("skole", "")})
    if form.is_valid():
        person = form.save_with(lambda: actions.create_person(**form.values(), by=request.user))
        if person:
            messages.success(request, _("%(name)s is in the address book.") % {"name": person})
            return redirect(person)
    context = {"form": form, "list_url": path_of("samarbejde:person_list")}
    return render(request, "samarbejde/person_create.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        person = get_visible_person(request.user, pk, "user")
    except Http404:
        return redirect(where_person_went(request.user, pk))
    can_change = permissions.can_change_person(request.user, person)
    posts, roles = posts_of(person), participations_of(person)
    context = {
        "person": person,
        "posts_now": [post for post in posts if post.ended_on is None],
        "posts_then": [post for post in posts if post.ended_on],
        "roles_now": [role for role in roles if role.ended_on is None],
        "roles_then": [role for role in roles if role.ended_on],
        "list_url": path_of("samarbejde:person_list"),
        "can_change": can_change,
        "can_erase": permissions.can_erase_person(request.user, person),
        "merges": merges_of(person) if can_change else [],
        "pairs": pairs_with(person) if can_change and not person.erased_at else [],
    }
    return render(request, "samarbejde/person_detail.html", context)


@require_http_methods(FORM)
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_changeable_person(request, pk)
    form = PersonForm(request.POST or None, instance=copy(person), version=person.version)
    if form.is_valid():
        saved = form.save_with(
            lambda: actions.edit_person(person=person, version=form.version, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("Saved."))
            return redirect(person)
    return render(request, "samarbejde/person_edit.html", {"person": person, "form": form}, status=form.http_status)


@require_POST
def person_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    person = actions.confirm_person(person=get_changeable_person(request, pk), by=request.user)
    messages.success(request, _("Noted: what stands here about %(name)s is right today.") % {"name": person})
    return redirect(person)


@require_http_methods(FORM)
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_changeable_person(request, pk)
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        left = form.save_with(lambda: actions.mark_person_left(person=person, **form.values(), by=request.user))
        if left:
            messages.success(request, _("%(name)s has left. The places now stand empty.") % {"name": person})
            return redirect("samarbejde:person_handover", pk)
    roles = [role for role in participations_of(person) if role.ended_on is None and role.collaboration.is_running]
    return render(request, "samarbejde/person_leave.html", {"person": person, "form": form, "roles": roles})


@require_http_methods(FORM)
def person_handover(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_changeable_person(request, pk)
    handovers = handovers_of(person)
    form = _handover_form(request, person, [place.pk for each in handovers for place in each.empty])
    if form and form.is_valid():
        new = form.save_with(lambda: hand_over(person=person, **form.values(), by=request.user))
        if new:
            messages.success(request, _("%(name)s has taken over. Say hello from you.") % {"name": new})
            return redirect(new)
    context = {"person": person, "handovers": handovers, "form": form, "posts": last_posts(person)}
    return render(request, "samarbejde/person_handover.html", context)


def _handover_form(request: HttpRequest, person: Person, empty: list[int]) -> HandoverForm | None:
    """Nothing to hand over while no place stands empty."""
    if not empty:
        return None
    places = Participant.objects.filter(pk__in=empty).select_related("collaboration").order_by("pk")
    return HandoverForm(request.POST or None, successors=likely_successors(person), places=places)


@require_POST
def person_return(request: HttpRequest, pk: int) -> HttpResponse:
    person = actions.mark_person_back(person=get_changeable_person(request, pk), by=request.user)
    text = _("%(name)s is active again. Give the person a post, and places in the collaborations.")
    messages.success(request, text % {"name": person})
    return redirect(person)


@require_http_methods(FORM)
def post_create(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_changeable_person(request, pk)
    form = PostForm(request.POST or None, initial={"school": request.GET.get("skole", "")})
    if form.is_valid():
        values = form.post_values(person.institution) | {"started_on": form.cleaned_data["started_on"]}
        if form.save_with(lambda: actions.add_post(person=person, **values, by=request.user)):
            messages.success(request, _("The post is added."))
            return redirect(person)
    return render(request, "samarbejde/post_create.html", {"person": person, "form": form})


@require_POST
def post_end(request: HttpRequest, pk: int, post_pk: int) -> HttpResponse:
    person = get_changeable_person(request, pk)
    post = get_object_or_404(person.posts.filter(ended_on__isnull=True), pk=post_pk)
    today = timezone.localdate()
    actions.end_post(post=post, ended_on=max(today, post.started_on or today), by=request.user)
    messages.success(request, _("The post has ended."))
    return redirect(person)
