from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.queries.people import participants_now
from followup import permissions
from followup.actions.checkins import change_check_in, record_check_in
from followup.forms.checkins import CheckInCreateForm, CheckInEditForm
from followup.models import CheckIn
from followup.queries.checkins import SHOWN, add_promises, before, check_ins_of, facts_of, side_by_side, topics_of
from followup.views.gate import collaboration_to_read, collaboration_to_register
from samarbejde.permissions import can_write_internal_notes
from samarbejde.views.frame import collaboration_frame

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def checkin_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The five points over time: the latest talk beside the earlier ones."""
    collaboration = collaboration_to_read(request, pk)
    rows = check_ins_of(collaboration)
    return render(request, "followup/checkin_list.html", collaboration_frame(request, collaboration, "opfoelgning") | {
        "check_ins": rows,
        "shown": rows[:SHOWN],
        "topics": side_by_side(rows[:SHOWN]),
        "can_register": permissions.can_register_session(request.user, collaboration),
    })  # fmt: skip


@require_safe
def checkin_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet to print and bring: what to ask, what is known, what was said last, and room to write."""
    collaboration = collaboration_to_read(request, pk)
    earlier = check_ins_of(collaboration)[:1]
    return render(request, "followup/checkin_sheet.html", collaboration_frame(request, collaboration, "opfoelgning") | {
        "topics": topics_of(None, earlier, facts_of(collaboration, participants_now(collaboration))),
        "can_register": permissions.can_register_session(request.user, collaboration),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
def checkin_create(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    people = participants_now(collaboration)
    form = CheckInCreateForm(
        request.POST or None, collaboration=collaboration, people=people, user=request.user,
        may_remark=can_write_internal_notes(request.user, collaboration),
    )  # fmt: skip
    if form.is_valid():
        saved = form.save_with(lambda: record_check_in(
            collaboration=collaboration, **form.values(), form_key=form.form_key_sent, by=request.user
        ))  # fmt: skip
        if saved:
            messages.success(request, _("The check-in is written down."))
            return redirect(saved)
    return _show_form(request, collaboration, people, form, None, check_ins_of(collaboration)[:1])


@require_http_methods(FORM_METHODS)
def checkin_edit(request: HttpRequest, pk: int, checkin_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    people, rows = participants_now(collaboration), check_ins_of(collaboration)
    check_in = _pick(rows, checkin_id)
    form = CheckInEditForm(
        request.POST or None, check_in=check_in, collaboration=collaboration, people=people,
        may_remark=can_write_internal_notes(request.user, collaboration),
    )  # fmt: skip
    if form.is_valid():
        saved = form.save_with(
            lambda: change_check_in(check_in=check_in, **form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("The check-in is written down."))
            return redirect(saved)
    return _show_form(request, collaboration, people, form, check_in, before(check_in, rows)[:1])


@require_safe
def checkin_detail(request: HttpRequest, pk: int, checkin_id: int) -> HttpResponse:
    """What was said, beside what was said the time before."""
    collaboration = collaboration_to_read(request, pk)
    rows = check_ins_of(collaboration)
    check_in = _pick(rows, checkin_id)
    add_promises(check_in)
    frame = collaboration_frame(request, collaboration, "opfoelgning")
    return render(request, "followup/checkin_detail.html", frame | {
        "check_in": check_in,
        "topics": topics_of(check_in, before(check_in, rows)[:1]),
        "can_register": permissions.can_register_session(request.user, collaboration),
    })  # fmt: skip


def _pick(rows: list[CheckIn], pk: int) -> CheckIn:
    """Return one of the collaboration's talks. Raises Http404."""
    found = next((row for row in rows if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _show_form(request: HttpRequest, collaboration, people, form, check_in, earlier) -> HttpResponse:
    topics = topics_of(None, earlier, facts_of(collaboration, people))
    context = collaboration_frame(request, collaboration, "opfoelgning") | {
        "form": form, "check_in": check_in, "fields": form.of_topics(topics),
    }  # fmt: skip
    return render(request, "followup/checkin_form.html", context, status=form.http_status)
