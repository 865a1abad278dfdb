"""Requests that have come in: the list, one of them, what we think of it, and what we answer."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from contacts import permissions
from contacts.actions import inquiries as actions
from contacts.actions.accepting import written_answers
from contacts.actions.assessments import save_assessment
from contacts.choices import Decision
from contacts.forms.assessment import AssessmentForm, ReplyForm
from contacts.forms.inquiry import InquiryDecisionForm, MatchForm
from contacts.lists import SPEC
from contacts.models import Assessment, Inquiry
from contacts.queries.inquiries import find_twins, get_visible_inquiry, known_collaborations
from contacts.queries.staff import own_staff, read_staffing, staff_loads
from samarbejde.lists.listing import read_listing
from samarbejde.lists.responses import export_response, list_response
from samarbejde.models import Institution
from samarbejde.views.frame import beside_of_school

WORDS = {
    "search_label": gettext_lazy("School, name or what they wish"),
    "table_label": gettext_lazy("List of incoming requests"),
    "none_title": gettext_lazy("Nobody has written yet"),
    "none_text": gettext_lazy("Put the address of your page on your website. Schools need no account to write to you."),
}


@require_GET
def inquiry_list(request: HttpRequest) -> HttpResponse:
    if not permissions.can_list_inquiries(request.user):
        raise PermissionDenied
    listing = read_listing(request, SPEC)
    may_set_up = permissions.can_set_up_some_inquiry_page(request.user)
    steps = [{"url": reverse("contacts:inquiry_page_edit"), "text": _("See the page, and copy its address")}]
    context = WORDS | {
        "first_steps": steps if may_set_up else [],
        "may_set_up": may_set_up,
        "may_export": permissions.can_export_inquiries(request.user, listing.state.data().get("sted")),
    }
    return list_response(request, listing, "contacts/inquiry_list.html", context)


@require_GET
def inquiry_export(request: HttpRequest) -> HttpResponse:
    listing = read_listing(request, SPEC)
    allowed = permissions.can_export_inquiries(request.user, listing.state.data().get("sted"))
    response = export_response(request, listing, allowed=allowed)
    if response is None:
        messages.warning(request, _("That is too much for one Excel file. Narrow it down, or choose CSV."))
        return redirect(listing.here)
    return response


@require_safe
def inquiry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_visible_inquiry(request.user, pk))


def _page(request, inquiry: Inquiry, *, decision=None, match=None) -> HttpResponse:
    """Show the request. A form that was refused is shown with what was typed."""
    user, assessment = request.user, getattr(inquiry, "assessment", None)
    shown = next((form for form in (decision, match) if form), None)
    start = {"title": str(inquiry.place or inquiry.place_name)[:160], "reason": inquiry.decision_reason}
    context = {
        "inquiry": inquiry,
        "assessment": assessment,
        "staffing": read_staffing(assessment, staff_loads(inquiry.institution_id)),
        "twins": find_twins(inquiry),
        "known": known_collaborations(user, inquiry),
        "decision_form": decision or InquiryDecisionForm(version=inquiry.version, initial=start),
        "match_form": match or _match_form(request, inquiry, None),
        "can_match": permissions.can_change_inquiry(user, inquiry),
        "can_decide": permissions.can_decide_inquiry(user, inquiry),
        "reply": actions.inquiry_replies(inquiry).first() if permissions.can_decide_inquiry(user, inquiry) else None,
        "shows_details": True,
    }
    return render(request, "contacts/inquiry_detail.html", context, status=shown.http_status if shown else 200)


def _match_form(request, inquiry: Inquiry, data) -> MatchForm:
    initial = {"places_q": inquiry.place_name}
    return MatchForm(data, url=reverse("samarbejde:place_options"), version=inquiry.version, initial=initial)


@require_POST
def inquiry_match(request: HttpRequest, pk: int) -> HttpResponse:
    """The school's own words are matched with the register by one of us, never by themselves."""
    inquiry = get_visible_inquiry(request.user, pk)
    if not permissions.can_change_inquiry(request.user, inquiry):
        raise PermissionDenied
    form = _match_form(request, inquiry, request.POST)
    if "find" in request.POST:
        return _page(request, inquiry, match=form.without_errors())
    if form.is_valid():
        place = form.cleaned_data["places"]
        saved = form.save_with(
            lambda: actions.match_inquiry(inquiry=inquiry, version=form.version, place=place, by=request.user)
        )
        if saved:
            messages.success(request, _("The request now belongs to %(place)s.") % {"place": place})
            return redirect(saved)
    return _page(request, inquiry, match=form)


@require_POST
def inquiry_decide(request: HttpRequest, pk: int) -> HttpResponse:
    inquiry = get_visible_inquiry(request.user, pk)
    if not permissions.can_decide_inquiry(request.user, inquiry):
        raise PermissionDenied
    form = InquiryDecisionForm(request.POST, version=inquiry.version)
    if form.is_valid():
        saved = form.save_with(
            lambda: actions.decide_inquiry(inquiry=inquiry, version=form.version, **form.values(), by=request.user)
        )
        if saved and form.cleaned_data["decision"] == Decision.ACCEPT:
            messages.success(request, _("It is a collaboration now, with everything the school wrote."))
            return redirect("contacts:assessment_reply", saved.collaboration_id)
        if saved:
            return redirect("contacts:inquiry_reply", pk)
    return _page(request, inquiry, decision=form)


@require_POST
def inquiry_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    inquiry = get_visible_inquiry(request.user, pk)
    if not permissions.can_decide_inquiry(request.user, inquiry):
        raise PermissionDenied
    actions.reopen_inquiry(inquiry=inquiry, by=request.user)
    messages.success(request, _("The request is open again."))
    return redirect(inquiry)


@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of the reply, to be read and corrected before it goes out, or left as a draft."""
    inquiry = get_visible_inquiry(request.user, pk)
    if not permissions.can_decide_inquiry(request.user, inquiry):
        raise PermissionDenied
    message = get_object_or_404(actions.inquiry_replies(inquiry).order_by("-pk")[:1])
    form = ReplyForm(request.POST or None, instance=copy(message))
    if form.is_valid():
        send = "send" in request.POST
        actions.edit_inquiry_reply(inquiry=inquiry, message=message, **form.values(), send=send, by=request.user)
        messages.success(request, _("The reply is on its way.") if send else _("The draft is saved in the outbox."))
        return redirect(inquiry)
    return render(request, "contacts/inquiry_reply.html", {"form": form, "inquiry": inquiry})


@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_assess(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions before the answer; what the school wrote itself stands in them already."""
    inquiry = get_visible_inquiry(request.user, pk)
    if not permissions.can_change_inquiry(request.user, inquiry):
        raise PermissionDenied
    if inquiry.collaboration_id:
        return redirect("contacts:assessment_edit", inquiry.collaboration_id)
    house, found = inquiry.institution_id, getattr(inquiry, "assessment", None)
    assessment = copy(found) if found else Assessment(inquiry=inquiry, version=0, **written_answers(inquiry))
    form = AssessmentForm(
        request.POST or None, instance=assessment, version=assessment.version, staff=own_staff(house),
        loads=staff_loads(house),
    )  # fmt: skip
    if form.is_valid():
        saved = form.save_with(
            lambda: save_assessment(inquiry=inquiry, version=form.version, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("The assessment is saved."))
            return redirect(inquiry)
    context = {"form": form, "inquiry": inquiry, "beside": beside_of_school(inquiry.school_id)}
    return render(request, "contacts/inquiry_assess.html", context, status=form.http_status)


def chosen_place(request: HttpRequest) -> tuple[Institution, list[Institution]]:
    """Return the place whose page it is about (``?sted=``, or the first of mine), and the others to choose among."""
    mine = list(permissions.places_with_inquiry_page(request.user).order_by("name_key", "pk")[:50])
    if not mine:
        raise PermissionDenied
    slug = request.POST.get("sted") or request.GET.get("sted")
    chosen = mine[0] if not slug else next((place for place in mine if place.slug == slug), None)
    if chosen is None:
        raise PermissionDenied
    return chosen, mine if len(mine) > 1 else []
