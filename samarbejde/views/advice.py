"""All advice on one page, by phase, with a search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samarbejde.queries.advice import advice_by_phase

LONGEST = 200


@require_safe
def advice_list(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    may_edit = request.user.is_staff and request.user.has_perm("samarbejde.change_advice")
    return render(request, "samarbejde/advice_list.html", {
        "words": words,
        "told": advice_by_phase(words),
        "edit_url": reverse("admin:samarbejde_advice_changelist") if may_edit else "",
    })  # fmt: skip
