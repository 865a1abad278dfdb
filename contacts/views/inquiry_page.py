"""How the public page greets, and whether it takes requests."""

from copy import copy

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.actions.inquiries import save_inquiry_page
from contacts.forms.inquiry import InquiryPageForm
from contacts.queries.inquiries import page_of
from contacts.views.inquiry import chosen_place


@require_http_methods(["GET", "HEAD", "POST"])
def inquiry_page_edit(request: HttpRequest) -> HttpResponse:
    institution, places = chosen_place(request)
    page = page_of(institution)
    form = InquiryPageForm(request.POST or None, instance=copy(page), version=page.version)
    if form.is_valid():
        saved = form.save_with(
            lambda: save_inquiry_page(institution=institution, version=form.version, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("Saved. That is how schools see it now."))
            return redirect(f"{request.path}?sted={institution.slug}")
    path = reverse("contacts:inquiry_create", args=[institution.slug])
    context = {
        "form": form, "institution": institution, "places": places, "path": path,
        "address": f"{settings.SITE_URL}{path}",
    }  # fmt: skip
    return render(request, "contacts/inquiry_page_edit.html", context, status=form.http_status)
