"""Bemanding: who we are, who is away, who stands in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup import permissions
from followup.actions.staffing import end_absence, report_absence, set_briefing, set_profile, take_over_session
from followup.filters import SPANS, read_span, read_weeks
from followup.forms.staffing import AbsenceForm, BriefingForm, ProfileForm
from followup.models import Absence, Session
from followup.queries.absence import absences_now, briefing_of, staff_with, uncovered_sessions
from followup.queries.breaks import holidays_near
from followup.queries.loads import weeks_of_person
from followup.queries.staffing import loads_of, profile_of, staff_of, staff_people
from followup.views.gate import collaboration_to_register
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Collaboration, Person
from samarbejde.views.frame import collaboration_frame

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """Everybody with a post with us: what they can, and what they have in the coming weeks."""
    if not permissions.can_view_staff(request.user):
        raise PermissionDenied
    loads = loads_of(list(staff_of(request.user)), timezone.localdate())
    return render(request, "followup/staff_list.html", {
        "loads": loads,
        "most": max((week.hours for load in loads for week in load.weeks), default=0),
        "may_change": permissions.can_change_staff(request.user),
    })  # fmt: skip


@require_safe
def staff_weeks(request: HttpRequest, person_id: int) -> HttpResponse:
    """What one of us has, week by week, and the rows behind each number."""
    people = Person.objects.visible_to(request.user).select_related("staff_profile")
    person = get_object_or_404(people, pk=person_id)
    today = timezone.localdate()
    span = read_span(request.GET, today)
    holidays = holidays_near(request.user, span.monday, span.end, person.institution_id)
    weeks = weeks_of_person(request.user, person, span.monday, span.weeks, holidays)
    return render(request, "followup/staff_weeks.html", {
        "person": person,
        "set_aside": person.staff_profile.weekly_hours if profile_of(person) else None,
        "weeks": weeks,
        "most": max(week.hours for week in weeks),
        "total": sum(week.hours for week in weeks),
        "span": span,
        "now_url": span.query(monday=today),
        "previous_url": span.moved(-1),
        "next_url": span.moved(1),
        "span_urls": [(number, span.query(weeks=number)) for number in SPANS],
        "may_change": permissions.can_change_person(request.user, person),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
def absence_list(request: HttpRequest) -> HttpResponse:
    """The sickness view: who is away, and the sessions that stand without a teacher."""
    if not permissions.can_view_staff(request.user):
        raise PermissionDenied
    may_change = permissions.can_change_staff(request.user)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    today = timezone.localdate()
    absences = absences_now(request.user, today)
    staff = staff_with(request.user, absences)
    form = AbsenceForm(request.POST or None, user=request.user, staff=staff)
    if form.is_valid():
        absence = report_absence(**form.values(), by=request.user)
        messages.success(request, _("It is noted that %(name)s is away.") % {"name": absence.person})
        return redirect("followup:absence_list")
    weeks, end = read_weeks(request.GET, today)
    return render(request, "followup/absence_list.html", {
        "form": form if may_change else None,
        "absences": absences,
        "uncovered": uncovered_sessions(request.user, today, end, staff),
        "weeks": weeks,
        "may_change": may_change,
    })  # fmt: skip


@require_POST
def absence_end(request: HttpRequest, absence_id: int) -> HttpResponse:
    absence = get_object_or_404(Absence.objects.visible_to(request.user), pk=absence_id)
    if not permissions.can_change_person(request.user, absence.person):
        raise PermissionDenied
    end_absence(absence=absence, by=request.user)
    messages.success(request, _("%(name)s is back.") % {"name": absence.person})
    return redirect("followup:absence_list")


@require_http_methods(FORM_METHODS)
def staff_edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """What one of us can, and how much time is set aside."""
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("staff_profile"), pk=person_id)
    if not permissions.can_change_person(request.user, person):
        raise PermissionDenied
    form = ProfileForm(request.POST or None, profile=profile_of(person))
    if form.is_valid():
        saved = form.save_with(
            lambda: set_profile(person=person, values=form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("It is saved what %(name)s can, and when.") % {"name": person})
            return redirect("followup:staff_list")
    return render(request, "followup/staff_edit.html", {"form": form, "person": person}, status=form.http_status)


@require_POST
def session_take_over(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """Somebody takes a planned session."""
    collaboration = collaboration_to_register(request, pk)
    session = get_object_or_404(Session, pk=session_id, collaboration=collaboration)
    key, version = request.POST.get("person", ""), request.POST.get("version", "")
    ours = staff_people(request.user).filter(institution=collaboration.institution_id)
    person = ours.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if person is None or not (version.isdecimal() and len(version) < 9):
        messages.error(request, _("Choose who takes the session."))
        return redirect("followup:absence_list")
    try:
        take_over_session(session=session, person=person, version=int(version), by=request.user)
        messages.success(request, _("%(name)s takes the session. Remember to tell them both.") % {"name": person})
    except StaleVersion:
        messages.error(request, _("Somebody has just changed the session. Look at it again."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("followup:absence_list")


@require_http_methods(FORM_METHODS)
def briefing_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    form = BriefingForm(request.POST or None, briefing=briefing_of(collaboration))
    if form.is_valid():
        saved = form.save_with(
            lambda: set_briefing(collaboration=collaboration, **form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("It is saved what a stand-in must know."))
            return redirect(_where_from(request, collaboration))
    frame = collaboration_frame(request, collaboration, "opfoelgning")
    context = frame | {"form": form, "back_url": _where_from(request, collaboration)}
    return render(request, "followup/briefing_edit.html", context, status=form.http_status)


def _where_from(request: HttpRequest, collaboration: Collaboration) -> str:
    """Return the handover one came from (``?overdragelse=12``), or the collaboration's follow-up."""
    key = request.GET.get("overdragelse", "")
    if key.isdecimal() and len(key) < 19:
        return f"{reverse('samarbejde:person_handover', args=[int(key)])}#samarbejde-{collaboration.pk}"
    return reverse("followup:followup_detail", args=[collaboration.pk])
