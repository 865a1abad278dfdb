"""The collaboration's files: taken in after a look at their content, handed out only through here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbejde import permissions
from samarbejde.actions.files import add_file, remove_file
from samarbejde.forms.files import FileForm
from samarbejde.models import Collaboration, StoredFile
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame
from samarbejde.views.refusals import tell_refusal


def _get_file(collaboration: Collaboration, file_pk: int) -> StoredFile:
    found = collaboration.files.filter(pk=file_pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_files(request: HttpRequest, pk: int) -> HttpResponse:
    """List the files; a POST adds one."""
    collaboration = get_visible_collaboration(request.user, pk)
    may_add = permissions.can_import_files(request.user, collaboration)
    if not permissions.can_view_files(request.user, collaboration) or (request.method == "POST" and not may_add):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None) if may_add else None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["upload"]
        row = add_file(collaboration=collaboration, upload=upload, content_type=form.content_type, by=request.user)
        messages.success(request, _("%(name)s is saved with the collaboration.") % {"name": row.name})
        return redirect("samarbejde:collaboration_files", pk)
    files = collaboration.files.select_related("uploaded_by")[:200]
    context = collaboration_frame(request, collaboration, "filer") | {"files": files, "form": form}
    return render(request, "samarbejde/collaboration_files.html", context)


@require_safe
def file_download(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Hand out one file, never to be opened in the browser as one of our own pages."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    if not permissions.can_view_files(request.user, collaboration):
        raise PermissionDenied
    row = _get_file(collaboration, file_pk)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=row.name, content_type=row.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def file_remove(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    if not permissions.can_import_files(request.user, collaboration):
        raise PermissionDenied
    row = _get_file(collaboration, file_pk)
    with tell_refusal(request):
        remove_file(file=row, by=request.user)
        messages.success(request, _("%(name)s is deleted.") % {"name": row.name})
    return redirect("samarbejde:collaboration_files", pk)
