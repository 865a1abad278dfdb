"""Mails that wait, have left or were held back."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samarbejde import permissions
from samarbejde.access import institution_ids, sees_everything
from samarbejde.actions.outbox import cancel_message, hold_message, release_drafts, release_message
from samarbejde.choices import MessageStatus
from samarbejde.models import Institution, OutboxMessage
from samarbejde.queries.outbox import (
    RELEASED_TOGETHER,
    attachments_of,
    drafts_to_release,
    get_message,
    page_of_messages,
    readable_body,
)  # fmt: skip


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List the mails of one's own institutions, the latest first."""
    if not sees_everything(request.user) and not institution_ids(request.user, "view_people"):
        raise PermissionDenied
    status, kind, before = (request.GET.get(name, "") for name in ("status", "slags", "fra"))
    rows, older = page_of_messages(request.user, status=status, kind=kind, before=before)
    context = {
        "rows": rows, "older": older, "status": status, "kind": kind, "statuses": MessageStatus,
        "is_first": not before, "drafts": drafts_to_release(request.user, kind) if kind else [],
    }  # fmt: skip
    return render(request, "samarbejde/outbox.html", context)


@require_safe
def outbox_message(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_message(request.user, pk)
    may_manage = permissions.can_manage_outbox(request.user, message)
    context = {
        "message": message, "body": readable_body(message), "attachments": attachments_of(message),
        "steps": steps_of(message) if may_manage else set(),
    }  # fmt: skip
    return render(request, "samarbejde/outbox_message.html", context)


@require_safe
def outbox_attachment(request: HttpRequest, pk: int, attachment_id: int) -> HttpResponse:
    """Hand out a file that leaves with a mail, as its receiver gets it."""
    attachment = get_object_or_404(get_message(request.user, pk).attachments, pk=attachment_id)
    response = HttpResponse(bytes(attachment.content), content_type=attachment.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=attachment.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def steps_of(message: OutboxMessage) -> set[str]:
    """Return which of hold, release and cancel make sense now."""
    waiting = {MessageStatus.QUEUED, MessageStatus.DRAFT}
    steps = {"hold"} if message.status in waiting else set()
    if message.status in {MessageStatus.DRAFT, MessageStatus.HELD, MessageStatus.FAILED}:
        steps.add("release")
    if message.status in waiting | {MessageStatus.HELD, MessageStatus.FAILED}:
        steps.add("cancel")
    return steps


def _change(request: HttpRequest, pk: int, action: Callable) -> HttpResponse:
    message = get_message(request.user, pk)
    if not permissions.can_manage_outbox(request.user, message):
        raise PermissionDenied
    action(message=message, by=request.user)
    return redirect("samarbejde:outbox_message", pk)


@require_POST
def outbox_release_drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """Send all drafts of one kind from one place, once somebody has looked through them."""
    place = Institution.objects.where_may(request.user, "manage_outbox").filter(slug=slug).first()
    if place is None:
        raise PermissionDenied
    kind = request.POST.get("slags", "")
    if kind.startswith(RELEASED_TOGETHER):
        count = release_drafts(kind=kind, institution=place, by=request.user)
        messages.success(request, _("%(count)s mails are on their way.") % {"count": count})
    return redirect(f"{reverse('samarbejde:outbox')}?{urlencode({'slags': kind})}")


@require_POST
def outbox_hold(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, hold_message)


@require_POST
def outbox_release(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, release_message)


@require_POST
def outbox_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, cancel_message)
