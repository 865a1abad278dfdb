"""Old visits: choose a file, tell its columns, decide the schools, save, undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import permissions
from contacts.actions import visit_import as actions
from contacts.actions.register_import import ImportRefused
from contacts.choices import ImportStatus
from contacts.forms.visit_import import SchoolChoiceForm, VisitColumnsForm, VisitImportForm
from contacts.imports.visit_reading import read_booking_table
from contacts.models import VisitImport
from contacts.queries import visit_import as queries
from contacts.queries.register_import import worst_findings
from contacts.views.import_pages import findings_file, footer_of
from samarbejde.lib.tables_in import TableError
from samarbejde.models import Institution

PER_PAGE = 50
GROUPS_PER_PAGE = 20
FINDINGS_SHOWN = 8


def _visible(request: HttpRequest, pk: int) -> VisitImport:
    rows = VisitImport.objects.visible_to(request.user).select_related("institution", "source").defer("content")
    found = get_object_or_404(rows, pk=pk)
    if not permissions.can_import_visits(request.user, found.institution_id):
        raise PermissionDenied
    return found


@require_safe
def visit_import_list(request: HttpRequest) -> HttpResponse:
    if not permissions.can_import_register(request.user):
        raise PermissionDenied
    imports = VisitImport.objects.visible_to(request.user).exclude(status=ImportStatus.DISCARDED)
    shown = imports.select_related("created_by", "institution").defer("errors", "content")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "contacts/visit_import_list.html", {"page": page, "footer": footer_of(page, "?")})


@require_http_methods(["GET", "HEAD", "POST"])
def visit_import_create(request: HttpRequest) -> HttpResponse:
    places = Institution.objects.where_may(request.user, "import_register")
    if not permissions.can_import_register(request.user):
        raise PermissionDenied
    form = VisitImportForm(request.POST or None, request.FILES or None, institutions=places)
    if form.is_valid():
        try:
            found = actions.upload_visit_file(**form.values(), by=request.user)
        except TableError as error:
            form.add_error("file", str(error))
        else:
            return redirect("contacts:visit_import_columns", found.pk)
    return render(request, "contacts/visit_import_create.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def visit_import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    visit_import = _visible(request, pk)
    if not queries.is_waiting(visit_import):
        return redirect("contacts:visit_import_detail", pk)
    table = read_booking_table(bytes(visit_import.content or b""))
    initial = {"source_name": visit_import.source.name if visit_import.source else ""}
    form = VisitColumnsForm(request.POST or None, table=table, mapping=visit_import.mapping, initial=initial)
    if form.is_valid():
        actions.map_visit_columns(visit_import=visit_import, **form.values(), by=request.user)
        return redirect("contacts:visit_import_detail", pk)
    context = {"visit_import": visit_import, "form": form, "is_known": visit_import.source is not None}
    return render(request, "contacts/visit_import_columns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the visits; a POST decides which schools the names on this page mean."""
    visit_import = _visible(request, pk)
    if visit_import.status == ImportStatus.MAPPING:
        return redirect("contacts:visit_import_columns", pk)
    page = Paginator(queries.open_groups(visit_import), GROUPS_PER_PAGE).get_page(request.GET.get("side"))
    forms = _school_forms(page, request.POST or None)
    valid = [form.is_valid() for form in forms]  # all of them, so that every wrong number is told
    if request.method == "POST" and all(valid):
        decisions = {group: school for form in forms for group, school in form.decision().items()}
        done = actions.decide_visit_schools(visit_import=visit_import, decisions=decisions, by=request.user)
        messages.success(
            request, ngettext("%(count)s name decided.", "%(count)s names decided.", done) % {"count": done}
        )
        return redirect(f"{request.path}#skoler")
    return _detail(request, visit_import, page, forms)


def _school_forms(page, data) -> list[SchoolChoiceForm]:
    rows = queries.rows_of(list(page.object_list))
    offered = queries.offered_schools(rows)
    return [SchoolChoiceForm(data, row=row, offered=offered) for row in rows]


def _detail(request: HttpRequest, visit_import: VisitImport, page, forms, refusal: str = "") -> HttpResponse:
    context = {
        "visit_import": visit_import,
        "register_import": visit_import,
        "figures": queries.figures_of(visit_import),
        "forms": forms,
        "has_errors": any(form.errors for form in forms),
        "footer": footer_of(page, "?"),
        "open_count": page.paginator.count,
        "refusal": refusal,
        "is_preview": visit_import.status == ImportStatus.PREVIEW,
        "is_saved": visit_import.status == ImportStatus.APPLIED,
        "saved_title": queries.count_text(visit_import),
        "findings": worst_findings(visit_import, FINDINGS_SHOWN),
        "finding_count": visit_import.counts.get("errors", 0) + visit_import.counts.get("notices", 0),
        "findings_name": "contacts:visit_import_findings",
    }
    return render(request, "contacts/visit_import_detail.html", context)


def _do(request: HttpRequest, pk: int, action, message) -> HttpResponse:
    """Carry out ``action`` on the import, and say ``message(import)``; a refusal is shown on the page."""
    visit_import = _visible(request, pk)
    try:
        done = action(visit_import=visit_import, by=request.user)
    except ImportRefused as refused:
        page = Paginator(queries.open_groups(visit_import), GROUPS_PER_PAGE).get_page(1)
        return _detail(request, visit_import, page, _school_forms(page, None), str(refused))
    messages.success(request, message(done))
    return redirect("contacts:visit_import_detail", pk)


@require_POST
def visit_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.apply_visit_import, queries.count_text)


@require_POST
def visit_import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _do(request, pk, actions.undo_visit_import, lambda _done: _("Undone: the visits are gone again."))


@require_POST
def visit_import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_visit_import(visit_import=_visible(request, pk), by=request.user)
    messages.success(request, _("The file is thrown away. Nothing was changed."))
    return redirect("contacts:visit_import_list")


@require_safe
def visit_import_findings(request: HttpRequest, pk: int) -> HttpResponse:
    return findings_file(_visible(request, pk).errors, pk)
