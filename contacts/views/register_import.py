"""Bringing the school register up to date: choose a file, look at the differences, save."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import permissions
from contacts.actions import register_import as actions
from contacts.actions.register_reading import is_long, read_register_file
from contacts.choices import ChangeKind, ImportStatus
from contacts.forms.register_import import RegisterApplyForm, RegisterImportForm
from contacts.imports.progress import progress_of
from contacts.jobs import is_left_alone
from contacts.models import RegisterImport
from contacts.queries.register_differences import (
    DifferenceState,
    changes_of,
    describe_changes,
    fields_with_numbers,
)  # fmt: skip
from contacts.queries.register_import import (
    closing_text,
    effective_count,
    figures_of,
    kinds_with_numbers,
    saved_text,
    worst_findings,
)  # fmt: skip
from contacts.queries.register_undo import undo_done, undone_text
from contacts.views.import_pages import findings_file, footer_of
from samarbejde.lib.heartbeat import is_beating
from samarbejde.lib.tables_in import TableError

PER_PAGE = 50
ALTERED = (ChangeKind.CHANGED, ChangeKind.RENAMED, ChangeKind.MOVED)
FINDINGS_SHOWN = 12
UNDERWAY = (ImportStatus.READING, ImportStatus.SAVING)


def may_import(request: HttpRequest) -> None:
    """Answer 403 to whoever may not bring the register up to date."""
    if not permissions.can_import_register(request.user):
        raise PermissionDenied


def visible_import(request: HttpRequest, pk: int) -> RegisterImport:
    """Return the import, or answer 404."""
    rows = RegisterImport.objects.visible_to(request.user).defer("content")
    found = rows.select_related("created_by", "applied_by", "undone_by")
    return get_object_or_404(found, pk=pk)


@require_safe
def register_import_list(request: HttpRequest) -> HttpResponse:
    may_import(request)
    imports = RegisterImport.objects.visible_to(request.user).exclude(status=ImportStatus.DISCARDED)
    shown = imports.select_related("created_by").defer("errors", "content")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("side"))
    for row in page.object_list:
        row.changed = sum(row.counts.get(kind, 0) for kind in ALTERED)
    return render(request, "contacts/register_import_list.html", {"page": page, "footer": footer_of(page, "?")})


@require_http_methods(["GET", "HEAD", "POST"])
def register_import_create(request: HttpRequest) -> HttpResponse:
    may_import(request)
    form = RegisterImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            found = read_register_file(**form.values(), has_worker=is_beating(), by=request.user)
        except TableError as error:
            form.add_error("file", str(error))
        else:
            return redirect(step_of(found), found.pk)
    return render(request, "contacts/register_import_create.html", {"form": form})


def step_of(register_import: RegisterImport) -> str:
    """Return the page where it goes on: telling the columns, or looking at the differences."""
    step = "columns" if register_import.status == ImportStatus.MAPPING else "detail"
    return f"contacts:register_import_{step}"


@require_safe
def register_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    register_import = visible_import(request, pk)
    if register_import.status == ImportStatus.MAPPING:
        return redirect(step_of(register_import), pk)
    is_alone = register_import.status in UNDERWAY and is_left_alone(register_import)
    if register_import.status == ImportStatus.READING or (
        register_import.status == ImportStatus.SAVING and not is_alone
    ):
        return _progress(request, register_import, is_broken_off=is_alone)
    if request.htmx and request.htmx.target == "fremdrift":
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _detail(request, register_import, _apply_form(register_import))


def _progress(request: HttpRequest, register_import: RegisterImport, *, is_broken_off: bool) -> HttpResponse:
    """Show how far the worker has come; a part of the page asks again by itself."""
    context = {
        "register_import": register_import,
        "progress": progress_of(register_import.pk),
        "is_saving": register_import.status == ImportStatus.SAVING,
        "has_worker": is_beating(),
        "is_broken_off": is_broken_off,
    }
    part = "contacts/_register_import_progress.html"
    whole = "contacts/register_import_progress.html"
    return render(request, part if request.htmx else whole, context)


@require_POST
def register_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    register_import = visible_import(request, pk)
    form = _apply_form(register_import, request.POST)
    if not form.is_valid():
        return _detail(request, register_import, form)
    try:
        confirmed = form.cleaned_data.get("confirm_closing", False)
        save = actions.save_by_worker if is_long(register_import) and is_beating() else actions.apply_register_import
        saved = save(register_import=register_import, confirm_closing=confirmed, by=request.user)
    except actions.ImportRefused as refusal:
        form.add_error(None, str(refusal))
        return _detail(request, register_import, form)
    if saved.status == ImportStatus.APPLIED:
        messages.success(request, saved_text(saved))
    return redirect("contacts:register_import_detail", pk)


@require_POST
def register_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_register_import(register_import=visible_import(request, pk), by=request.user)
    messages.success(request, _("The file is thrown away. Nothing was changed."))
    return redirect("contacts:register_import_list")


@require_safe
def register_import_findings(request: HttpRequest, pk: int) -> HttpResponse:
    register_import = visible_import(request, pk)
    return findings_file(register_import.errors, pk)


def _apply_form(register_import: RegisterImport, data=None) -> RegisterApplyForm:
    return RegisterApplyForm(data, closes_many=actions.closes_many(register_import))


def _detail(request: HttpRequest, register_import: RegisterImport, form: RegisterApplyForm) -> HttpResponse:
    kinds = kinds_with_numbers(register_import)
    state = DifferenceState.read(request.GET)
    page = Paginator(changes_of(register_import, state), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "register_import": register_import,
        "form": form,
        "figures": figures_of(register_import),
        "kinds": kinds,
        "chosen": state.kind,
        "by_field": fields_with_numbers(register_import, state),
        "total": sum(row["count"] for row in kinds),
        "effective": effective_count(register_import),
        "changes": describe_changes(page.object_list),
        "footer": footer_of(page, state.query()),
        "findings": worst_findings(register_import, FINDINGS_SHOWN),
        "finding_count": register_import.counts.get("errors", 0) + register_import.counts.get("notices", 0),
        "can_map": register_import.status == ImportStatus.PREVIEW and bool(register_import.mapping),
        "is_preview": register_import.status in (ImportStatus.PREVIEW, ImportStatus.SAVING),
        "is_broken_off": register_import.status == ImportStatus.SAVING,
        "is_saved": register_import.status == ImportStatus.APPLIED,
        "told": undo_done(register_import) if register_import.status == ImportStatus.UNDONE else None,
        "undone_by": undone_text(register_import),
        "closes_many": actions.closes_many(register_import),
        "closing_text": closing_text(register_import),
        "findings_name": "contacts:register_import_findings",
        "saved_title": saved_text(register_import),
    }
    return render(request, "contacts/register_import_detail.html", context)
