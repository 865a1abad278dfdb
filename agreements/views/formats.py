"""The catalogue of forms of collaboration, an institution's own forms, and choosing among them."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import permissions
from agreements.actions.formats import choose_formats, create_format, retire_format, update_format
from agreements.forms.formats import ChooseFormatsForm, FormatForm
from agreements.queries.formats import catalogue, collaborations_with, suggest_formats
from agreements.views.agreement import get_collaboration
from samarbejde.models import Format, Institution

SHOWN = 30


@require_safe
def format_list(request: HttpRequest) -> HttpResponse:
    rows = list(catalogue(request.user))
    offered = [row for row in rows if row.retired_on is None]
    context = {
        "groups": [(name, list(each)) for name, each in groupby(offered, key=lambda row: row.get_group_display())],
        "retired": [row for row in rows if row.retired_on],
        "may_write": Institution.objects.where_may(request.user, "change_collaboration").exists(),
    }
    return render(request, "agreements/format_list.html", context)


@require_safe
def format_detail(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(catalogue(request.user), code=code)
    context = {
        "format": found,
        "collaborations": list(collaborations_with(request.user, found)[:SHOWN]),
        "may_write": permissions.can_write_formats(request.user, found.institution_id),
    }
    return render(request, "agreements/format_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def format_create(request: HttpRequest) -> HttpResponse:
    mine = Institution.objects.where_may(request.user, "change_collaboration").order_by("name_key", "pk")
    slug = request.GET.get("sted", "").replace("\0", "")
    place = get_object_or_404(mine, slug=slug) if slug else mine.first()
    if place is None:
        raise PermissionDenied
    form = FormatForm(request.POST or None, version=0)
    if form.is_valid():
        made = form.save_with(lambda: create_format(institution=place, **form.values(), by=request.user))
        if made:
            messages.success(request, _("The form is there, and can be chosen at once."))
            return redirect("agreements:format_detail", made.code)
    context = {"form": form, "place": place, "places": list(mine[:50])}
    return render(request, "agreements/format_form.html", context)


def _own(request: HttpRequest, code: str) -> Format:
    found = get_object_or_404(Format.objects.visible_to(request.user).select_related("institution"), code=code)
    if not permissions.can_write_formats(request.user, found.institution_id):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def format_edit(request: HttpRequest, code: str) -> HttpResponse:
    found = _own(request, code)
    again = Format.objects.get(pk=found.pk)  # validating writes into the instance
    form = FormatForm(request.POST or None, instance=again, version=found.version)
    if form.is_valid():
        saved = form.save_with(
            lambda: update_format(own_format=found, version=form.version, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("The form is saved."))
            return redirect("agreements:format_detail", code)
    context = {"form": form, "format": found, "place": found.institution, "places": []}
    return render(request, "agreements/format_form.html", context, status=form.http_status)


@require_POST
def format_retire(request: HttpRequest, code: str) -> HttpResponse:
    """Retire it, or offer it again: what the button says."""
    found = _own(request, code)
    is_retired = request.POST.get("igen") != "ja"
    retire_format(own_format=found, is_retired=is_retired, by=request.user)
    words = (
        _("It is no longer offered. The collaborations that have it keep it.")
        if is_retired
        else _("It is offered again.")
    )
    messages.success(request, words)
    return redirect("agreements:format_detail", code)


@require_http_methods(["GET", "HEAD", "POST"])
def format_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Which forms does this collaboration have? With those that fit it best on top."""
    collaboration = get_collaboration(request, pk, permissions.can_change_agreement, with_panels=False)
    form = ChooseFormatsForm(request.POST or None, collaboration=collaboration)
    if form.is_valid():
        saved = form.save_with(
            lambda: choose_formats(collaboration=collaboration, version=form.version, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("The forms are saved."))
            return redirect("agreements:agreement_detail", pk)
    context = {
        "collaboration": collaboration,
        "form": form,
        "suggestions": suggest_formats(request.user, collaboration),
    }
    return render(request, "agreements/format_choose.html", context, status=form.http_status)
