"""Sending a version out, reminding, and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements import permissions
from agreements.actions.approvals import record_signed_paper
from agreements.actions.sending import remind_approver, send_agreement, withdraw_version
from agreements.documents import SHORT_HASH
from agreements.forms.approval import SignedPaperForm
from agreements.forms.sending import SendForm
from agreements.models import Approval
from agreements.queries.agreements import get_agreement, get_version
from agreements.queries.approvals import get_open_approval
from agreements.queries.completeness import completeness_of
from agreements.queries.content import build_content
from agreements.queries.people import suggest_approvers
from agreements.views.agreement import get_collaboration
from samarbejde.lib.versions import StaleVersion


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_send(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    agreement = get_agreement(collaboration)
    state = completeness_of(agreement)
    if state.blocking:
        return redirect(f"{reverse('agreements:agreement_edit', args=[pk])}?mangler=1")
    form = SendForm(
        request.POST or None, approvers=suggest_approvers(collaboration), version=agreement.version,
        initial={"message": agreement.change_reason},
    )  # fmt: skip
    if form.is_valid():
        sent = form.save_with(lambda: _send(request, agreement, form))
        if sent:
            return redirect("agreements:agreement_detail", pk)
    context = {"collaboration": collaboration, "form": form, "content": build_content(agreement), "completeness": state}
    return render(request, "agreements/agreement_send.html", context)


def _send(request: HttpRequest, agreement, form: SendForm) -> bool:
    """Send, and say so. A text that changed in between, or a second click, ends on the page that shows it."""
    try:
        version = send_agreement(
            agreement=agreement, version=form.cleaned_data["version"], approvers=form.chosen(),
            message=form.cleaned_data["message"], in_order=form.in_order, by=request.user,
        )  # fmt: skip
    except StaleVersion:
        words = _("The agreement had been changed or sent in the meantime. Look at it here before you send it again.")
        messages.warning(request, words)
    else:
        words = _("Version %(number)s is sent. You get a mail when somebody answers.")
        messages.success(request, words % {"number": version.number})
    return True


@require_POST
def approval_remind(request: HttpRequest, pk: int, approval_id: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    approval = get_object_or_404(Approval, pk=approval_id, version__agreement__collaboration=collaboration)
    try:
        remind_approver(approval=approval, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, _("%(name)s is reminded today.") % {"name": approval.name})
    return redirect("agreements:agreement_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def approval_scan(request: HttpRequest, pk: int, approval_id: int) -> HttpResponse:
    """Keep the paper that one side signed; it counts as their approval."""
    collaboration = get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    approval = get_open_approval(collaboration, approval_id)
    version = approval.version
    form = SignedPaperForm(
        request.POST or None, request.FILES or None, initial={"typed_name": approval.name}, number=version.number,
        mark=version.content_hash[:SHORT_HASH],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and form.save_with(lambda: _keep_paper(request, approval, form)):
        messages.success(request, _("The signed paper is kept, and counts as the approval of %(party)s.") % {
            "party": approval.party})  # fmt: skip
        return redirect("agreements:agreement_detail", pk)
    context = {"collaboration": collaboration, "approval": approval, "version": version, "form": form}
    return render(request, "agreements/approval_scan.html", context)


def _keep_paper(request: HttpRequest, approval: Approval, form: SignedPaperForm) -> Approval:
    values = form.cleaned_data
    return record_signed_paper(
        approval=approval, typed_name=values["typed_name"], upload=values["upload"], content_type=form.content_type,
        by=request.user,
    )  # fmt: skip


@require_POST
def version_withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    version = get_version(request.user, pk, number)
    try:
        withdraw_version(version=version, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(
            request, _("Version %(number)s is taken back, and its links no longer work.") % {"number": number}
        )
    return redirect("agreements:agreement_detail", pk)
