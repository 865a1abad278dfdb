"""Going on in a new period."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import permissions
from agreements.actions.renewal import renew_agreement
from agreements.forms.renewal import RenewalForm
from agreements.models import Agreement
from agreements.queries.agreements import get_agreement
from agreements.views.agreement import get_collaboration
from samarbejde.lib.weeks import school_year, school_year_days


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry what is agreed into a new period, after a look at the days."""
    collaboration = get_collaboration(request, pk, permissions.can_change_agreement, with_panels=False)
    agreement = get_agreement(collaboration)
    form = RenewalForm(request.POST or None, initial=_next_period(agreement))
    if form.is_valid():
        renewed = form.save_with(lambda: renew_agreement(agreement=agreement, **form.values(), by=request.user))
        if renewed:
            messages.success(request, _("The new period is begun. Read the agreement through, and send it."))
            return redirect("agreements:agreement_edit", renewed.pk)
    return render(request, "agreements/agreement_renew.html", {"collaboration": collaboration, "form": form})


def _next_period(agreement: Agreement) -> dict:
    """Return the school year after the one that is agreed on."""
    after = (agreement.ends_on or timezone.localdate()) + datetime.timedelta(days=1)
    start, end = school_year_days(school_year(after))
    return {"starts_on": max(start, after) if agreement.ends_on else start, "ends_on": end}
