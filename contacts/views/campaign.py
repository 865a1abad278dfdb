"""Campaigns: the list, a new one from any filter of schools, its page, and its texts."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts import permissions
from contacts.actions.campaigns import edit_campaign, save_value_proposition, start_campaign
from contacts.forms.campaign import CampaignCreateForm, CampaignEditForm, first_values, ticked
from contacts.models import Campaign
from contacts.placeholders import KNOWN
from contacts.queries.campaigns import MOST_SCHOOLS, PAGE, SHORTLIST, recipients_of, schools_asked, with_figures
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lists.chips import chips_of
from samarbejde.lists.schools import SPEC
from samarbejde.lists.state import read_state
from samarbejde.models import Institution

FORM = ["GET", "HEAD", "POST"]
CAMPAIGNS_PAGE = 50


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    if not sees_everything(request.user) and not institution_ids(request.user, "view_people"):
        raise PermissionDenied
    before = request.GET.get("fra", "")
    rows = with_figures(Campaign.objects.visible_to(request.user).select_related("institution")).order_by("-pk")
    if before.isdecimal() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: CAMPAIGNS_PAGE + 1])
    older = found[CAMPAIGNS_PAGE - 1].pk if len(found) > CAMPAIGNS_PAGE else ""
    may_create = permissions.can_create_campaigns(request.user)
    context = {"campaigns": found[:CAMPAIGNS_PAGE], "older": older, "may_create": may_create}
    return render(request, "contacts/campaign_list.html", context)


@require_http_methods(FORM)
def campaign_create(request: HttpRequest) -> HttpResponse:
    mine = Institution.objects.where_may(request.user, "log_contact").order_by("name_key", "pk")
    if not mine.exists():
        raise PermissionDenied
    asked = QueryDict(request.POST.get("udvalg", "")[:40_000]) if request.method == "POST" else request.GET
    chosen = Chosen(request, asked)
    form = CampaignCreateForm(request.POST or None, institutions=mine, initial=first_values() | _asked_for(request))
    if form.is_valid() and chosen.check(form):
        made = form.save_with(
            lambda: start_campaign(schools=chosen.schools, chosen_by=chosen.query, **form.keywords(), by=request.user)
        )
        if made:
            _keep_value(form, made, request.user)
            messages.success(request, _("The campaign is ready to be looked through. Nothing is sent yet."))
            return redirect(made)
    context = {"form": form, "chosen": chosen, "placeholders": KNOWN}
    return render(request, "contacts/campaign_create.html", context)


def _asked_for(request: HttpRequest) -> dict:
    """Return what the address fills in: a shortlist may give the campaign its name."""
    given = {name: request.GET.get(word, "")[:120] for name, word in (("title", "titel"), ("value", "udbytte"))}
    return {"form_key": uuid.uuid4()} | {name: value for name, value in given.items() if value}


def _keep_value(form, campaign: Campaign, user) -> None:
    if title := form.cleaned_data["keep_as"].strip():
        save_value_proposition(institution=campaign.institution, title=title, text=form.cleaned_data["value"], by=user)


class Chosen:
    """The schools an address asks for: few enough to be ticked one by one, or all that the filter finds."""

    def __init__(self, request: HttpRequest, asked: QueryDict):
        self.request, self.asked = request, asked
        rows = schools_asked(request.user, asked).select_related("municipality").order_by("name_key", "pk")
        self.found = list(rows[: MOST_SCHOOLS + 1])
        self.too_many = len(self.found) > MOST_SCHOOLS

    @property
    def query(self) -> str:
        pairs = [(name, value) for name in self.asked for value in self.asked.getlist(name)]
        return urlencode([pair for pair in pairs if pair[0] in SPEC.filter_names | {"q", "skole"}])

    @property
    def can_tick(self) -> bool:
        return 0 < len(self.found) <= SHORTLIST

    @property
    def ticks(self) -> set[str]:
        if self.request.method == "POST":
            return set(self.request.POST.getlist("valgt"))
        return {school.number for school in self.found}

    @property
    def schools(self) -> list:
        return ticked(self.found, self.request.POST.getlist("valgt")) if self.can_tick else self.found

    @property
    def chips(self) -> list:
        return chips_of(read_state(SPEC, self.asked), self.request.user, self.request.path)

    def check(self, form) -> bool:
        """Return whether there are schools to write to; the form says what is missing."""
        if self.too_many:
            form.add_error(None, _("That is more than %(most)s schools. Narrow it down.") % {"most": MOST_SCHOOLS})
        elif not self.schools:
            form.add_error(None, _("Choose at least one school."))
        return form.is_valid()


@require_safe
def campaign_detail(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_campaign(request, pk)
    only, after = request.GET.get("vis", ""), request.GET.get("efter", "")
    last = int(after) if after.isdecimal() and len(after) < 18 else 0
    rows = list(recipients_of(campaign, only=only, after=last)[: PAGE + 1])
    context = {
        "campaign": campaign,
        "rows": rows[:PAGE],
        "next": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "only": only,
        "can_edit": permissions.can_edit_campaign(request.user, campaign),
        "can_send": permissions.can_send_campaign(request.user, campaign),
        "can_export": permissions.can_export_campaign(request.user, campaign),
    }
    return render(request, "contacts/campaign_detail.html", context)


def get_campaign(request: HttpRequest, pk: int) -> Campaign:
    """Return a visible campaign with its figures. Raises Http404."""
    rows = with_figures(Campaign.objects.visible_to(request.user).select_related("institution", "created_by"))
    return get_object_or_404(rows, pk=pk)


def get_editable_campaign(request: HttpRequest, pk: int) -> Campaign:
    """Return a campaign the user may change. Raises Http404 or PermissionDenied."""
    campaign = get_campaign(request, pk)
    if not permissions.can_edit_campaign(request.user, campaign):
        raise PermissionDenied
    return campaign


@require_http_methods(FORM)
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_editable_campaign(request, pk)
    mine = Institution.objects.filter(pk=campaign.institution_id)
    names = ("title", "channel", "audience", "subject", "text", "value")
    form = CampaignEditForm(
        request.POST or None, institutions=mine, version=campaign.version,
        initial={name: getattr(campaign, name) for name in names},
    )  # fmt: skip
    if form.is_valid():
        saved = form.save_with(
            lambda: edit_campaign(campaign=campaign, version=form.version, **form.written(), by=request.user)
        )
        if saved:
            _keep_value(form, saved, request.user)
            messages.success(request, _("Saved."))
            return redirect(campaign)
    context = {"campaign": campaign, "form": form, "placeholders": KNOWN}
    return render(request, "contacts/campaign_edit.html", context, status=form.http_status)
