from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup import permissions
from followup.actions.meetings import add_action, change_meeting, finish_action, plan_meeting, share_minutes
from followup.forms.meetings import ActionForm, MeetingCreateForm, MeetingEditForm
from followup.models import ActionPoint, CheckIn, Meeting
from followup.queries.invitations import invited_to
from followup.queries.meetings import (
    meetings_of,
    open_actions,
    other_side,
    propose_agenda,
    rhythm_of,
    with_actions,
)
from followup.queries.upcoming import meeting_as_upcoming
from followup.views.gate import collaboration_to_read, collaboration_to_register
from followup.views.holidays import ask_about_day, hint_at_day
from samarbejde.choices import MessageStatus, Situation
from samarbejde.lib.ical import calendar_bytes
from samarbejde.views.frame import collaboration_frame

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def meeting_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned, held and promised."""
    collaboration = collaboration_to_read(request, pk)
    rows = meetings_of(collaboration)
    frame = collaboration_frame(request, collaboration, "opfoelgning", Situation.TALKING)
    return render(request, "followup/meeting_list.html", frame | {
        "planned": [row for row in reversed(rows) if row.is_planned],
        "held": [row for row in rows if row.is_held],
        "dropped": [row for row in rows if not row.is_planned and not row.is_held],
        "actions": open_actions(collaboration),
        "rhythm": rhythm_of(collaboration, rows),
        "can_register": permissions.can_register_session(request.user, collaboration),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
def meeting_create(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    initial = {} if request.method == "POST" else {"agenda": propose_agenda(collaboration)}
    form = MeetingCreateForm(request.POST or None, initial=initial)
    if form.is_valid():
        saved = form.save_with(lambda: plan_meeting(
            collaboration=collaboration, values=form.values(), form_key=form.form_key_sent, by=request.user
        ))  # fmt: skip
        if saved:
            messages.success(request, _("The meeting is planned."))
            ask_about_day(request, saved, _edit_url(saved))
            return redirect(saved)
    context = collaboration_frame(request, collaboration, "opfoelgning") | {"form": form}
    return render(request, "followup/meeting_form.html", context, status=form.http_status)


@require_safe
def meeting_detail(request: HttpRequest, pk: int, meeting_id: int) -> HttpResponse:
    collaboration = collaboration_to_read(request, pk)
    meeting = get_object_or_404(
        with_actions(Meeting.objects.select_related("shared_by")), pk=meeting_id, collaboration=collaboration
    )
    frame, invited = collaboration_frame(request, collaboration, "opfoelgning"), invited_to(meeting)
    return render(request, "followup/meeting_detail.html", frame | {
        "meeting": meeting,
        "is_ahead": meeting.is_planned and meeting.date > timezone.localdate(),
        "recipients": other_side(collaboration),
        "invited": invited,
        "behind": sum(each.is_behind for each in invited),
        "drafts": sum(each.status == MessageStatus.DRAFT for each in invited),
        "can_send": permissions.can_send_invitations(request.user, collaboration),
        "can_register": permissions.can_register_session(request.user, collaboration),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
def meeting_edit(request: HttpRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Move it, or write the minutes."""
    collaboration = collaboration_to_register(request, pk)
    meeting = get_object_or_404(Meeting, pk=meeting_id, collaboration=collaboration)
    is_over = meeting.is_planned and meeting.date <= timezone.localdate()
    initial = {"status": "held"} if is_over else {}
    form = MeetingEditForm(request.POST or None, meeting=meeting, initial=initial)
    if form.is_valid():
        saved = form.save_with(
            lambda: change_meeting(meeting=meeting, values=form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("The meeting is saved."))
            if saved.date != meeting.date:
                ask_about_day(request, saved, _edit_url(saved))
            return redirect(saved)
    hint_at_day(form, meeting)
    context = collaboration_frame(request, collaboration, "opfoelgning") | {"form": form, "meeting": meeting}
    return render(request, "followup/meeting_form.html", context, status=form.http_status)


def _edit_url(meeting: Meeting) -> str:
    return reverse("followup:meeting_edit", args=[meeting.collaboration_id, meeting.pk])


@require_POST
def meeting_share(request: HttpRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Make a mail with the minutes for each on the other side. They wait in the outbox for somebody to look."""
    collaboration = collaboration_to_register(request, pk)
    meeting = get_object_or_404(Meeting, pk=meeting_id, collaboration=collaboration)
    people = other_side(collaboration)
    if not people:
        messages.error(request, _("Nobody on the other side has an e-mail. Add it, and try again."))
        return redirect(meeting)
    try:
        share_minutes(meeting=meeting, people=people, by=request.user)
        messages.success(request, _("The minutes lie ready in the outbox. Look at them, and send them."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(meeting)


@require_safe
def meeting_ical(request: HttpRequest, pk: int, meeting_id: int) -> HttpResponse:
    """The invitation as a file for any calendar: when, where, what about. No notes, no minutes."""
    collaboration = collaboration_to_read(request, pk)
    meeting = get_object_or_404(
        Meeting.objects.select_related("collaboration"), pk=meeting_id, collaboration=collaboration
    )
    entry = meeting_as_upcoming(meeting)
    response = HttpResponse(calendar_bytes(collaboration.title, [entry]), content_type="text/calendar; charset=utf-8")
    name = slugify(f"{collaboration.title} {meeting.date}") or str(meeting.pk)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(FORM_METHODS)
def action_create(request: HttpRequest, pk: int) -> HttpResponse:
    """A promise, made at a meeting (``?moede=``), at a check-in (``?snak=``) or in between."""
    collaboration = collaboration_to_register(request, pk)
    meeting = _named(request, "moede", Meeting.objects.filter(collaboration=collaboration))
    check_in = _named(request, "snak", CheckIn.objects.filter(collaboration=collaboration))
    form = ActionForm(request.POST or None, collaboration=collaboration)
    if form.is_valid():
        saved = form.save_with(lambda: add_action(
            collaboration=collaboration, meeting=meeting, check_in=check_in, **form.values(),
            form_key=form.form_key_sent, by=request.user,
        ))  # fmt: skip
        if saved:
            messages.success(request, _("It is written down."))
            return redirect(meeting or check_in or reverse("followup:meeting_list", args=[collaboration.pk]))
    context = {"form": form, "meeting": meeting or check_in}
    context |= collaboration_frame(request, collaboration, "opfoelgning")
    return render(request, "followup/action_form.html", context, status=form.http_status)


@require_POST
def action_done(request: HttpRequest, pk: int, action_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    action = get_object_or_404(ActionPoint, pk=action_id, collaboration=collaboration)
    finish_action(action=action, by=request.user)
    messages.success(request, _("Done: %(what)s") % {"what": action.text})
    return redirect("followup:meeting_list", collaboration.pk)


def _named(request: HttpRequest, key: str, rows: QuerySet):
    """Return the row whose key stands in the address, or None."""
    value = request.GET.get(key, "")
    return rows.filter(pk=value).first() if value.isdecimal() and len(value) < 19 else None
