from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from followup.actions.hours import log_hours, remove_hours
from followup.forms.hours import HoursForm
from followup.models import HoursEntry
from followup.queries.hours import entries_of
from followup.queries.school_hours import school_hours_of, sum_hours
from followup.queries.sessions import progress_of
from followup.views.gate import collaboration_to_register, more_hours_url
from samarbejde.choices import Situation
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def hours_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What is used against what is agreed, and a form to log more in place."""
    collaboration = collaboration_to_register(request, pk)
    form = HoursForm(request.POST or None, collaboration=collaboration, user=request.user)
    if form.is_valid():
        saved = form.save_with(lambda: log_hours(
            collaboration=collaboration, **form.values(), form_key=form.form_key_sent, by=request.user
        ))  # fmt: skip
        if saved:
            messages.success(request, _("The hours are logged."))
            return redirect("followup:hours_list", collaboration.pk)
    frame = collaboration_frame(request, collaboration, "opfoelgning", Situation.TIME)
    theirs = school_hours_of(collaboration)
    return render(request, "followup/hours_list.html", frame | {
        "form": form, "entries": entries_of(collaboration), "progress": progress_of(collaboration),
        "theirs": theirs, "their_sum": sum_hours(theirs),
        "more_hours_url": more_hours_url(request.user, collaboration),
    })  # fmt: skip


@require_POST
def hours_remove(request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    entry = get_object_or_404(HoursEntry, pk=entry_id, collaboration=collaboration)
    remove_hours(entry=entry, by=request.user)
    messages.success(request, _("The hours are taken out."))
    return redirect("followup:hours_list", collaboration.pk)
