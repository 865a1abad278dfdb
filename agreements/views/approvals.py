"""What the one with the link sees: no account, on a phone, and a GET changes nothing."""

import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions.approvals import (
    Decision,
    approve_version,
    ask_for_change,
    note_approval_opened,
    refuse_version,
)
from agreements.actions.asking import pass_on_approval
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.forms.approval import CHANGE, REFUSE, ApprovalForm, PassOnForm
from agreements.models import Approval
from agreements.queries.approvals import find_approval
from agreements.queries.content import ANOTHER_YEAR
from agreements.views.versions import pdf_response
from samarbejde.choices import LinkPurpose, PartyKind
from samarbejde.lib.danish import format_day
from samarbejde.links import exchange, guard, link_over, token_page
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
    version = approval.version
    form = ApprovalForm(
        request.POST or None, party=str(approval.party), text_hash=version.content_hash, decision=_proposal(approval)
    )
    if request.method == "POST" and form.is_valid() and form.save_with(lambda: _answer(approval, form)):
        return redirect(_page_of(link))
    can_answer = approval.answer == ApprovalAnswer.WAITING and version.status == VersionStatus.SENT
    context = _page_context(approval) | {
        "form": form if can_answer else None,
        "refused": form.non_field_errors() if form.is_bound and not can_answer else [],
    }
    return render(request, "agreements/approval_answer.html", context)


def _page_context(approval: Approval) -> dict:
    return {
        "approval": approval,
        "version": approval.version,
        "content": approval.version.content,
        "sender": approval.version.sent_by,
        "link": approval.link,
    }


def _proposal(approval: Approval) -> Decision | None:
    """Return what a school's leader would decide under § 3, stk. 5, as far as the agreement says it."""
    if approval.party.kind != PartyKind.SCHOOL:
        return None
    content = approval.version.content
    days = [content.get(name) for name in ("starts_on", "ends_on")]
    extent = ""
    if all(days):
        start, end = (format_day(datetime.date.fromisoformat(day), today=ANOTHER_YEAR) for day in days)
        extent = _("%(start)s to %(end)s, as it stands in the agreement") % {"start": start, "end": end}
    return Decision(_("The staff of %(place)s") % {"place": content["institution"]}, extent)


def _answer(approval: Approval, form: ApprovalForm) -> Approval:
    values = form.cleaned_data
    given = {"approval": approval, "typed_name": values["typed_name"], "text_hash": values["text_hash"]}
    if values["answer"] == CHANGE:
        return ask_for_change(comment=values["comment"], **given)
    if values["answer"] == REFUSE:
        return refuse_version(comment=values["reason"], **given)
    return approve_version(decision=form.decision(), **given)


@require_POST
@token_page(LinkPurpose.APPROVAL)
def approval_opened(request: HttpRequest, link: Link) -> HttpResponse:
    """The page says by itself that it is on a screen; a mail scanner that fetches the link says nothing."""
    approval = find_approval(link)
    if approval is None:
        return link_over(request)
    note_approval_opened(approval=approval)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.APPROVAL)
def approval_pass_on(request: HttpRequest, link: Link) -> HttpResponse:
    approval = find_approval(link)
    if approval is None:
        return link_over(request)
    if approval.answer != ApprovalAnswer.WAITING or approval.version.status != VersionStatus.SENT:
        return redirect(_page_of(link))
    form = PassOnForm(request.POST or None)
    if form.is_valid() and form.save_with(lambda: pass_on_approval(approval=approval, **form.values())):
        return redirect("agreements:approval_passed_on")
    return render(request, "agreements/approval_pass_on.html", _page_context(approval) | {"form": form})


@login_not_required
@require_safe
def approval_passed_on(request: HttpRequest) -> HttpResponse:
    """A thank you that says nothing of anybody: the link is closed by now."""
    return guard(render(request, "agreements/approval_passed_on.html"))


@require_safe
@token_page(LinkPurpose.APPROVAL)
def approval_pdf(request: HttpRequest, link: Link) -> HttpResponse:
    approval = find_approval(link)
    return pdf_response(approval.version) if approval else link_over(request)
