"""A list of schools in a layout nobody has met before: which column is what?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from contacts.actions.register_reading import map_register_columns, remembered_source
from contacts.choices import ImportStatus
from contacts.forms.register_import import RegisterColumnsForm
from contacts.imports.reading import open_register
from contacts.views.register_import import visible_import
from samarbejde.lib.heartbeat import is_beating


@require_http_methods(["GET", "HEAD", "POST"])
def register_import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    register_import = visible_import(request, pk)
    is_waiting = register_import.status in (ImportStatus.MAPPING, ImportStatus.PREVIEW) and register_import.mapping
    if not is_waiting or not register_import.content:
        return redirect("contacts:register_import_detail", pk)
    table = open_register(bytes(register_import.content))
    source = remembered_source(table.header)
    initial = {"source_name": source.name if source else ""}
    mapping = register_import.mapping
    form = RegisterColumnsForm(request.POST or None, table=table, mapping=mapping, initial=initial)
    if form.is_valid():
        values = {**form.values(), "has_worker": is_beating(), "by": request.user}
        map_register_columns(register_import=register_import, **values)
        return redirect("contacts:register_import_detail", pk)
    context = {"register_import": register_import, "form": form, "is_known": source is not None}
    return render(request, "contacts/register_import_columns.html", context)
