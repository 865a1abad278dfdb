"""Undoing a saved register import, after saying what that would do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.actions.register_import import ImportRefused
from contacts.actions.register_undo import undo_register_import
from contacts.choices import ImportStatus
from contacts.queries.register_undo import undo_expected
from contacts.views.register_import import visible_import


@require_http_methods(["GET", "HEAD", "POST"])
def register_import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    register_import = visible_import(request, pk)
    if request.method == "POST":
        try:
            undo_register_import(register_import=register_import, by=request.user)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The import is undone."))
        return redirect("contacts:register_import_detail", pk)
    if register_import.status != ImportStatus.APPLIED:
        return redirect("contacts:register_import_detail", pk)
    context = {"register_import": register_import, "told": undo_expected(register_import)}
    return render(request, "contacts/register_import_undo.html", context)
