"""The page a school writes on: no account, no script, on a phone."""

from dataclasses import replace

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contacts.actions.inquiries import receive_inquiry
from contacts.forms.inquiry import InquiryForm
from contacts.queries.inquiries import page_of
from contacts.validators import is_within_limits, may_get_receipt
from samarbejde.forms.pickers import place_picker
from samarbejde.models import Institution

TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_create(request: HttpRequest, slug: str) -> HttpResponse:
    institution = get_object_or_404(Institution, slug=slug)
    page = page_of(institution)
    context = {"institution": institution, "page": page}
    if not page.is_open:
        return render(request, "contacts/inquiry_closed.html", context)
    url = reverse("contacts:inquiry_places", args=[slug])
    form = InquiryForm(request.POST or None, institution=institution, url=url)
    if "find" in request.POST:
        form.without_errors()
    elif form.is_valid():
        if _is_too_much(request, institution):
            context |= {"form": form, "busy": True}
            return render(request, "contacts/inquiry_create.html", context, status=TOO_MANY)
        receipt = may_get_receipt(form.cleaned_data["email"])
        receive_inquiry(institution=institution, with_receipt=receipt, **form.values())
        return redirect("contacts:inquiry_thanks", slug)
    return render(request, "contacts/inquiry_create.html", context | {"form": form})


def _is_too_much(request: HttpRequest, institution: Institution) -> bool:
    """More than people would send; asked only when somebody sends, so that everybody may always read the page."""
    return not is_within_limits(get_adapter().get_client_ip(request) or "", institution.pk)


@login_not_required
@require_safe
def inquiry_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    institution = get_object_or_404(Institution, slug=slug)
    return render(request, "contacts/inquiry_thanks.html", {"institution": institution})


@login_not_required
@require_safe
def inquiry_places(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the search field with schools and municipalities; the register is public."""
    get_object_or_404(Institution.objects.only("pk"), slug=slug)
    values = request.GET.getlist("places")[:1]
    found = place_picker(url=request.path, query=request.GET.get("places_q", "")[:80], values=values)
    return render(request, "samarbejde/_picker_options.html", {"picker": replace(found, multiple=False)})
