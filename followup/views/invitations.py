"""Inviting to a meeting by mail. The mails wait in the outbox until somebody sends them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from followup.actions.invitations import invite_to_meeting
from followup.forms.invitations import MeetingInviteForm
from followup.models import Meeting
from followup.permissions import can_send_invitations
from followup.queries.invitations import whom_to_write_to
from followup.views.gate import collaboration_to_register
from samarbejde.actions.outbox import release_drafts
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_invite(request: HttpRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Choose whom to write to: the first time, when the meeting has moved, and when it is off."""
    collaboration = collaboration_to_register(request, pk)
    meeting = get_object_or_404(Meeting, pk=meeting_id, collaboration=collaboration)
    if meeting.is_held:
        messages.info(request, _("The meeting has been held. There is nothing to invite to."))
        return redirect(meeting)
    form = MeetingInviteForm(request.POST or None, invitees=whom_to_write_to(meeting, collaboration))
    if form.is_valid():
        drafts = form.save_with(lambda: invite_to_meeting(meeting=meeting, invitees=form.people(), by=request.user))
        if drafts is not None:
            _tell(request, drafts)
            return redirect(meeting)
    context = collaboration_frame(request, collaboration, "opfoelgning") | {"form": form, "meeting": meeting}
    return render(request, "followup/meeting_invite.html", context, status=form.http_status)


def _tell(request: HttpRequest, drafts: int) -> None:
    if not drafts:
        messages.info(request, _("They have been written to already. Look in the outbox."))
        return
    text = ngettext(
        "%(n)s mail lies ready in the outbox. Look at it, and send it.",
        "%(n)s mails lie ready in the outbox. Look at them, and send them.", drafts,
    )  # fmt: skip
    messages.success(request, text % {"n": drafts})


@require_POST
def meeting_invite_send(request: HttpRequest, pk: int, meeting_id: int) -> HttpResponse:
    """Send the drafts about one meeting, once somebody has looked through them."""
    collaboration = collaboration_to_register(request, pk)
    if not can_send_invitations(request.user, collaboration):
        raise PermissionDenied
    meeting = get_object_or_404(Meeting, pk=meeting_id, collaboration=collaboration)
    count = release_drafts(kind=meeting.outbox_kind, institution=collaboration.institution, by=request.user)
    text = ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", count)
    messages.success(request, text % {"n": count})
    return redirect(meeting)
