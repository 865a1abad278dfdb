"""Sharing with the network: choose, see what others see, share, change, take back, use."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge import permissions
from knowledge.actions.sharing import change_shared, share_item, take_back, use_shared
from knowledge.choices import SharedKind
from knowledge.forms.sharing import SHARE, ShareForm
from knowledge.models import SharedItem
from knowledge.queries.names import names_known
from knowledge.queries.shareable import get_shareable, proposed_text
from knowledge.queries.sharing import OWN, PAGE, own_formats, place_that_uses, shared_items
from samarbejde.access import network_ids
from samarbejde.models import Institution

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    kind, is_own, page = request.GET.get("type", ""), request.GET.get("kun") == OWN, _page_number(request)
    rows = list(shared_items(request.user, kind=kind, is_own=is_own)[page * PAGE : page * PAGE + PAGE + 1])
    base = f"?kun={OWN}" if is_own else "?"
    return render(request, "knowledge/shared_list.html", {
        "items": rows[:PAGE],
        "kinds": [(value, label, value == kind) for value, label in SharedKind.choices],
        "kind": kind,
        "is_own": is_own,
        "base": base,
        "has_network": bool(network_ids(request.user)),
        "formats": own_formats(request.user) if is_own else [],
        "previous_page": page,
        "next_page": page + 2 if len(rows) > PAGE else 0,
    })  # fmt: skip


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("side", "")
    return min(500, max(0, int(text) - 1)) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


@require_safe
def shared_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly what the network sees; and for those who shared it, the way to change it or take it back."""
    item = get_object_or_404(shared_items(request.user), pk=pk)
    return render(request, "knowledge/shared_detail.html", {
        "item": item,
        "can_share": permissions.can_share(request.user, item.institution_id),
        "can_use": bool(place_that_uses(request.user, item)) and not item.used_here,
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
def share_create(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    source = get_shareable(request.user, kind, pk)
    if not permissions.can_share(request.user, source.institution_id):
        raise PermissionDenied
    if shared := source.shared_now():
        return redirect("knowledge:shared_edit", shared.pk)
    title, text = proposed_text(source)
    form = ShareForm(
        request.POST or None, institution_id=source.institution_id, version=0, initial={"title": title, "text": text}
    )
    if form.is_agreed():
        item = form.save_with(lambda: share_item(source=source, **form.values(), by=request.user))
        if item:
            messages.success(request, _("It is shared. You can take it back at any time."))
            return redirect(item)
    return _show(request, form, source.institution_id, {"back_url": source.url, "topics": ", ".join(source.topics)})


@require_http_methods(FORM_METHODS)
def shared_edit(request: HttpRequest, pk: int) -> HttpResponse:
    item = _own(request, pk)
    form = ShareForm(
        request.POST or None, institution_id=item.institution_id, instance=copy(item), version=item.version
    )
    if form.is_agreed():
        saved = form.save_with(lambda: change_shared(item=item, **form.values(), version=form.version, by=request.user))
        if saved:
            messages.success(request, _("What the network sees is changed."))
            return redirect(saved)
    return _show(
        request, form, item.institution_id, {"back_url": item.get_absolute_url(), "topics": item.topics, "item": item}
    )


@require_POST
def shared_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    take_back(item=_own(request, pk), by=request.user)
    messages.success(request, _("It is taken back. Nobody else can see it any more."))
    return redirect(f"{reverse('knowledge:shared_list')}?kun={OWN}")


@require_POST
def shared_use(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(SharedItem.objects.visible_to(request.user), pk=pk)
    place = place_that_uses(request.user, item)
    if place is None:
        raise PermissionDenied
    use_shared(item=item, institution=place, by=request.user)
    messages.success(request, _("Thank you. The others now see that it helped."))
    return redirect(item)


def _own(request: HttpRequest, pk: int) -> SharedItem:
    """Return an item the user may see: own ones, and those of others, which are 403."""
    rows = SharedItem.objects.of_own(request.user) | SharedItem.objects.visible_to(request.user)
    item = get_object_or_404(rows.distinct(), pk=pk)
    if not permissions.can_share(request.user, item.institution_id):
        raise PermissionDenied
    return item


def _show(request: HttpRequest, form: ShareForm, institution_id: int, context: dict) -> HttpResponse:
    """Show the form; under it, once the words can be shared, exactly what others will see."""
    place = Institution.objects.select_related("network").get(pk=institution_id)
    is_seen = form.is_bound and form.is_valid()
    return render(request, "knowledge/share_form.html", context | {
        "form": form,
        "place": place,
        "preview": form.values() if is_seen else None,
        "seen": form.digest if is_seen else "",
        "share": SHARE,
        "resembled": names_known(institution_id).resembled_in("\n".join(form.words)) if is_seen else [],
    }, status=form.http_status)  # fmt: skip
