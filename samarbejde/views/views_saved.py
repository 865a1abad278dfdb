from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samarbejde.actions.views_saved import delete_view, remember_columns, rename_view, save_view
from samarbejde.choices import SavedList
from samarbejde.forms.views_saved import ColumnsForm, SavedViewCreateForm, SavedViewForm
from samarbejde.lists import collaborations
from samarbejde.lists.registry import SPECS
from samarbejde.lists.spec import ListSpec
from samarbejde.lists.state import VIEW, ListState, read_state
from samarbejde.lists.tabs import COLUMNS_SLUG, read_views, state_of_view
from samarbejde.models import Institution, SavedView

LONGEST_QUERY = 1000


def _places(user):
    """Return where the user may share views."""
    return Institution.objects.where_may(user, "share_views")


def _asked(spec: ListSpec, query: str) -> ListState:
    return read_state(spec, QueryDict(query.removeprefix("?")))


def _kept(state: ListState) -> str:
    """Return what of a state is saved: filters, words and order. Columns have a field of their own."""
    pairs = ListState(state.spec, state.filters, state.words, state.sort_key, state.descending)
    return pairs.query().removeprefix("?")


@require_http_methods(["GET", "POST"])
def view_create(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    name = (data or request.GET).get("liste", SavedList.COLLABORATIONS)
    spec = SPECS.get(name, collaborations.SPEC)
    state = _asked(spec, (data or request.GET).get("query", "")[:4000])
    initial = {"liste": spec.name, "query": state.query().removeprefix("?")}
    form = SavedViewCreateForm(data, initial=initial, places=_places(request.user))
    if form.is_bound and form.is_valid() and _fits(form, state):
        columns = list(state.columns or read_views(request.user, spec).columns)
        view = save_view(
            list_name=spec.name, name=form.cleaned_data["name"], query=_kept(state), columns=columns,
            institution=form.cleaned_data.get("institution"), by=request.user,
        )  # fmt: skip
        messages.success(request, _("The view is saved."))
        return redirect(_address(spec, view, request.user))
    return render(request, "samarbejde/view_create.html", {"form": form, "back": _back(spec, state)})


def _fits(form, state: ListState) -> bool:
    if len(_kept(state)) <= LONGEST_QUERY:
        return True
    form.add_error(None, _("There are too many filters to save them."))
    return False


def _address(spec: ListSpec, view: SavedView, user) -> str:
    saved = read_views(user, spec)
    mine = next(each for each in saved.views if each.pk == view.pk)
    return f"{reverse(spec.route)}?{VIEW}={saved.key_of(mine)}"


def _back(spec: ListSpec, state: ListState) -> str:
    return reverse(spec.route) + state.query()


def _own(request: HttpRequest, pk: int) -> SavedView:
    """Return a saved view the user may change: one's own. A colleague's is seen, but not theirs to change."""
    views = SavedView.objects.visible_to(request.user).exclude(slug=COLUMNS_SLUG)
    view = get_object_or_404(views.select_related("institution"), pk=pk)
    if view.user_id != request.user.pk:
        raise PermissionDenied
    return view


@require_http_methods(["GET", "POST"])
def view_edit(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    spec = SPECS[view.list_name]
    initial = {"name": view.name, "institution": view.institution_id}
    form = SavedViewForm(
        request.POST if request.method == "POST" else None, initial=initial, places=_places(request.user)
    )
    if form.is_bound and form.is_valid():
        # Whoever may no longer share keeps what is shared as it is.
        place = form.cleaned_data["institution"] if "institution" in form.fields else view.institution
        rename_view(view=view, name=form.cleaned_data["name"], institution=place, by=request.user)
        messages.success(request, _("The view is saved."))
        return redirect(_address(spec, view, request.user))
    context = {"form": form, "view": view, "back": _back(spec, state_of_view(spec, view))}
    return render(request, "samarbejde/view_edit.html", context)


@require_POST
def view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    back = reverse(SPECS[view.list_name].route)
    delete_view(view=view, by=request.user)
    messages.success(request, _("The view is deleted. The rows it showed are still there."))
    return redirect(back)


@require_POST
def columns_choose(request: HttpRequest) -> HttpResponse:
    spec = SPECS.get(request.POST.get("liste", ""), collaborations.SPEC)
    form = ColumnsForm(request.POST, columns=spec.columns_by_key)
    if form.is_valid():
        chosen = [] if "standard" in request.POST else form.cleaned_data["kolonne"]
        remember_columns(list_name=spec.name, slug=COLUMNS_SLUG, columns=chosen, by=request.user)
    state = _asked(spec, request.POST.get("query", "")[:4000])
    return redirect(_back(spec, ListState(spec, state.filters, state.words, state.sort_key, state.descending)))
