from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup.actions.classes import change_class, follow_class, set_punch_card
from followup.forms.classes import ClassEditForm, ClassForm, PunchCardForm
from followup.models import ClassGroup
from followup.queries.classes import card_of, classes_of
from followup.views.gate import collaboration_to_register
from samarbejde.views.frame import collaboration_frame

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def class_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The classes that are followed, a new one, and what is left on the punch card."""
    collaboration = collaboration_to_register(request, pk)
    form = ClassForm(request.POST or None)
    if form.is_valid():
        group = follow_class(collaboration=collaboration, **form.values(), by=request.user)
        messages.success(request, _("You now follow %(name)s.") % {"name": group.name_on(timezone.localdate())})
        return redirect("followup:class_list", collaboration.pk)
    today = timezone.localdate()
    rows = list(classes_of(collaboration))
    for row in rows:
        row.name, row.is_past = row.name_on(today), bool(row.ended_on and row.ended_on <= today)
        row.has_left = row.has_left_school(today)
    return render(request, "followup/class_list.html", collaboration_frame(request, collaboration, "opfoelgning") | {
        "form": form, "classes": rows, "card": card_of(collaboration),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
def class_edit(request: HttpRequest, pk: int, class_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    group = get_object_or_404(ClassGroup, pk=class_id, collaboration=collaboration)
    form = ClassEditForm(request.POST or None, group=group)
    if form.is_valid():
        saved = form.save_with(
            lambda: change_class(group=group, **form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("The class is saved."))
            return redirect("followup:class_list", collaboration.pk)
    context = {"form": form, "name": group.name_on(timezone.localdate()), "collaboration": collaboration}
    return render(request, "followup/class_edit.html", context, status=form.http_status)


@require_http_methods(FORM_METHODS)
def punch_card_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    state = card_of(collaboration)
    form = PunchCardForm(request.POST or None, card=state.card if state else None)
    if form.is_valid():
        saved = form.save_with(
            lambda: set_punch_card(collaboration=collaboration, **form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("The punch card is saved."))
            return redirect("followup:class_list", collaboration.pk)
    context = {"form": form, "collaboration": collaboration}
    return render(request, "followup/punch_card_edit.html", context, status=form.http_status)
