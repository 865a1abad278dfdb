"""What one does with a campaign: drafts, sending, the merge file, each school's answer, and the way out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import permissions
from contacts.actions.campaign_sending import draft_campaign, note_response, send_campaign, unsubscribe
from contacts.actions.campaigns import remove_recipient
from contacts.forms.campaign import ResponseForm
from contacts.models import CampaignRecipient
from contacts.queries.campaign_export import HEADERS, merge_rows
from contacts.views.campaign import get_campaign, get_editable_campaign
from samarbejde.actions.links import find_link
from samarbejde.choices import LinkPurpose
from samarbejde.lib.tables_out import CSV_TYPE, XLSX_TYPE, Sheet, write_csv, write_xlsx
from samarbejde.links import exchange, link_over, token_page
from samarbejde.models import Link


def _refused(request: HttpRequest, error: ValidationError) -> None:
    for text in error.messages:
        messages.error(request, text)


@require_POST
def campaign_draft(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_editable_campaign(request, pk)
    try:
        count = draft_campaign(campaign=campaign, by=request.user)
    except ValidationError as error:
        _refused(request, error)
        return redirect(campaign)
    text = ngettext(
        "One draft is ready. Look through it; nothing is sent yet.",
        "%(count)s drafts are ready. Look through them; nothing is sent yet.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect(campaign)


@require_POST
def campaign_send(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_campaign(request, pk)
    if not permissions.can_send_campaign(request.user, campaign):
        raise PermissionDenied
    try:
        count = send_campaign(campaign=campaign, by=request.user)
    except ValidationError as error:
        _refused(request, error)
        return redirect(campaign)
    text = ngettext("One school is written to.", "%(count)s schools are written to.", count)
    messages.success(request, text % {"count": count})
    return redirect(campaign)


@require_safe
def campaign_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The merge file: one line per school that is still in, without those who have unsubscribed."""
    campaign = get_campaign(request, pk)
    if not permissions.can_export_campaign(request.user, campaign):
        raise PermissionDenied
    rows, name = merge_rows(campaign, sender=request.user), slugify(campaign.title)[:60] or "kampagne"
    if request.GET.get("format") == "csv":
        answer: HttpResponse | StreamingHttpResponse = StreamingHttpResponse(
            write_csv(HEADERS, rows), content_type=CSV_TYPE
        )
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer
    with write_xlsx([Sheet(campaign.title, HEADERS, rows)]) as book:
        answer = HttpResponse(book.read(), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _recipient(request: HttpRequest, pk: int, recipient_pk: int) -> CampaignRecipient:
    campaign = get_editable_campaign(request, pk)
    rows = CampaignRecipient.objects.select_related("school", "person", "campaign__institution")
    return get_object_or_404(rows.filter(campaign=campaign), pk=recipient_pk)


@require_http_methods(["GET", "HEAD", "POST"])
def recipient_response(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    recipient = _recipient(request, pk, recipient_pk)
    form = ResponseForm(request.POST or None)
    if form.is_valid() and form.save_with(lambda: note_response(recipient=recipient, **form.values(), by=request.user)):
        messages.success(request, _("The answer is noted, also on the school's own page."))
        return redirect(recipient.campaign)
    return render(request, "contacts/recipient_response.html", {"recipient": recipient, "form": form})


@require_POST
def recipient_remove(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    recipient = _recipient(request, pk, recipient_pk)
    try:
        remove_recipient(recipient=recipient, by=request.user)
        messages.success(request, _("%(school)s is taken out.") % {"school": recipient.school})
    except ValidationError as error:
        _refused(request, error)
    return redirect(recipient.campaign)


@login_not_required
@require_safe
def unsubscribe_exchange(request: HttpRequest, token: str) -> HttpResponse:
    link = find_link(purpose=LinkPurpose.UNSUBSCRIBE, token=token)
    if link is None or link.institution_id is None:  # a link of a user's own is for another page
        return link_over(request)
    return exchange(request, purpose=LinkPurpose.UNSUBSCRIBE, token=token, page=_page_of)


def _page_of(link: Link) -> str:
    return reverse("contacts:unsubscribe_answer", args=[link.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.UNSUBSCRIBE)
def unsubscribe_answer(request: HttpRequest, link: Link) -> HttpResponse:
    recipient = CampaignRecipient.objects.select_related("school").filter(link=link).first()
    done = request.method == "POST"
    if done:
        unsubscribe(link=link, whole_school=request.POST.get("hvem") == "skole")
    school = recipient.school if recipient else None
    return render(request, "contacts/unsubscribe_answer.html", {"link": link, "school": school, "done": done})
