"""What the one with the link sees: no account, on a phone, and a GET changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements.actions.approvals import approve_version, ask_for_change
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.forms.approval import CHANGE, ApprovalForm
from agreements.models import Approval
from agreements.queries.approvals import find_approval
from agreements.views.versions import pdf_response
from samarbejde.choices import LinkPurpose
from samarbejde.links import exchange, link_over, token_page
from samarbejde.models import Link


@login_not_required
@require_safe
def approval_exchange(request: HttpRequest, token: str) -> HttpResponse:
    return exchange(request, purpose=LinkPurpose.APPROVAL, token=token, page=_page_of)


def _page_of(link: Link) -> str:
    return reverse("agreements:approval_answer", args=[link.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.APPROVAL)
def approval_answer(request: HttpRequest, link: Link) -> HttpResponse:
    approval = find_approval(link)
    if approval is None:
        return link_over(request)
    form = ApprovalForm(request.POST or None, party=str(approval.party), text_hash=approval.version.content_hash)
    if request.method == "POST" and form.is_valid() and form.save_with(lambda: _answer(approval, form)):
        return redirect(_page_of(link))
    can_answer = approval.answer == ApprovalAnswer.WAITING and approval.version.status == VersionStatus.SENT
    context = {
        "approval": approval,
        "version": approval.version,
        "content": approval.version.content,
        "sender": approval.version.sent_by,
        "link": link,
        "form": form if can_answer else None,
        "refused": form.non_field_errors() if form.is_bound and not can_answer else [],
        "pdf_url": reverse("agreements:approval_pdf", args=[link.pk]),
    }
    return render(request, "agreements/approval_answer.html", context)


def _answer(approval: Approval, form: ApprovalForm) -> Approval:
    given = {"typed_name": form.cleaned_data["typed_name"], "text_hash": form.cleaned_data["text_hash"]}
    if form.cleaned_data["answer"] == CHANGE:
        return ask_for_change(approval=approval, comment=form.cleaned_data["comment"], **given)
    return approve_version(approval=approval, **given)


@require_safe
@token_page(LinkPurpose.APPROVAL)
def approval_pdf(request: HttpRequest, link: Link) -> HttpResponse:
    approval = find_approval(link)
    return pdf_response(approval.version) if approval else link_over(request)
