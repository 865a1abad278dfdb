"""The texts that new agreements begin with, as an institution wants them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.actions.clauses import save_clauses
from agreements.choices import Template
from agreements.forms.clauses import ClauseForm
from agreements.queries.clauses import read_clauses
from samarbejde.models import Institution


@require_http_methods(["GET", "HEAD", "POST"])
def clause_edit(request: HttpRequest) -> HttpResponse:
    place, places = _place(request)
    asked = request.GET.get("skabelon", "")
    template = Template(asked) if asked in Template.values else Template.LIGHT
    form = ClauseForm(request.POST or None, clauses=read_clauses(place.pk, template))
    if form.is_valid():
        saved = form.save_with(
            lambda: save_clauses(
                institution=place, template=template, version=form.version, texts=form.texts(), by=request.user
            )
        )
        if saved:
            messages.success(request, _("The texts are saved. New agreements begin with them."))
            return redirect(_address(place, template))
    tabs = [(each, _address(place, each)) for each in Template]
    context = {"form": form, "place": place, "places": places, "template": template, "tabs": tabs}
    return render(request, "agreements/clause_edit.html", context, status=form.http_status)


def _place(request: HttpRequest) -> tuple[Institution, list[Institution]]:
    """Return the place in ``?sted=``, or the first where one may decide, and all of them."""
    mine = Institution.objects.where_may(request.user, "decide_collaboration").order_by("name_key", "pk")
    slug = request.GET.get("sted", "").replace("\0", "")
    place = get_object_or_404(mine, slug=slug) if slug else mine.first()
    if place is None:
        raise PermissionDenied
    return place, list(mine[:50])


def _address(place: Institution, template: Template) -> str:
    return f"{reverse('agreements:clause_edit')}?{urlencode({'sted': place.slug, 'skabelon': template.value})}"
