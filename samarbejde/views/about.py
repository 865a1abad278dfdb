"""What this program is, and how accessible it is. Open to everybody."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

GUIDE_URL = "https://www.skoletjenesten.dk/nyheder/guide-til-det-gode-samarbejde"


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "samarbejde/about.html", {"guide_url": GUIDE_URL})


@login_not_required
@require_safe
def was(request: HttpRequest) -> HttpResponse:
    """Lead to the operator's own statement; every place that runs the program must write one."""
    return render(request, "samarbejde/was.html", {"statement_url": settings.ACCESSIBILITY_STATEMENT_URL})
