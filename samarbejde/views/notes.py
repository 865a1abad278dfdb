"""Internal notes: a page of their own, with a permission of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samarbejde import permissions
from samarbejde.actions.notes import remove_note, write_note
from samarbejde.forms.notes import NoteForm
from samarbejde.models import InternalNote
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_notes(request: HttpRequest, pk: int) -> HttpResponse:
    """List the notes; a POST writes one."""
    collaboration = get_visible_collaboration(request.user, pk)
    may_write = permissions.can_write_internal_notes(request.user, collaboration)
    may_read = permissions.can_view_internal_notes(request.user, collaboration)
    if not may_read or (request.method == "POST" and not may_write):
        raise PermissionDenied
    form = NoteForm(request.POST or None) if may_write else None
    if request.method == "POST" and form.is_valid():
        write_note(collaboration=collaboration, **form.values(), by=request.user)
        messages.success(request, _("The note is saved."))
        return redirect("samarbejde:collaboration_notes", pk)
    notes = InternalNote.objects.visible_to(request.user).filter(collaboration=collaboration)
    context = collaboration_frame(request, collaboration, "noter") | {
        "notes": notes.select_related("created_by")[:200],
        "form": form,
    }
    return render(request, "samarbejde/collaboration_notes.html", context)


@require_POST
def note_remove(request: HttpRequest, pk: int, note_pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    if not permissions.can_write_internal_notes(request.user, collaboration):
        raise PermissionDenied
    note = InternalNote.objects.visible_to(request.user).filter(collaboration=collaboration, pk=note_pk).first()
    if note is None:
        raise Http404
    remove_note(note=note, by=request.user)
    return redirect("samarbejde:collaboration_notes", pk)
