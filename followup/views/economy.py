from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from followup.actions.economy import record_spending, remove_spending
from followup.forms.economy import SpendingForm
from followup.models import Spending
from followup.queries.economy import economy_of
from followup.views.gate import amendment_url, collaboration_to_register
from samarbejde.queries.collaborations import other_parties_first
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def economy_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What is spent against what is agreed, line by line and side by side, and a form to write more in place."""
    collaboration = collaboration_to_register(request, pk)
    economy = economy_of(collaboration)
    parties = [str(party) for party in other_parties_first(collaboration)]
    form = SpendingForm(request.POST or None, economy=economy, parties=parties)
    if form.is_valid():
        saved = form.save_with(lambda: record_spending(
            collaboration=collaboration, **form.values(), form_key=form.form_key_sent, by=request.user
        ))  # fmt: skip
        if saved:
            messages.success(request, _("It is written down."))
            return redirect("followup:economy_list", collaboration.pk)
    return render(request, "followup/economy_list.html", collaboration_frame(request, collaboration, "opfoelgning") | {
        "form": form, "economy": economy,
        "amend_url": amendment_url(collaboration, _("The money is used otherwise than we agreed.")),
    })  # fmt: skip


@require_POST
def economy_remove(request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    entry = get_object_or_404(Spending, pk=entry_id, collaboration=collaboration)
    remove_spending(spending=entry, by=request.user)
    messages.success(request, _("It is taken out."))
    return redirect("followup:economy_list", collaboration.pk)
