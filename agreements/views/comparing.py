"""All versions, what counted on a day, and two texts beside each other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agreements import permissions
from agreements.forms.versions import DRAFT, CompareForm, DayForm
from agreements.models import Agreement, AgreementVersion
from agreements.queries.agreements import get_agreement, list_versions
from agreements.queries.comparing import compare, concluded_on, counted_on, fields_of, waited_on
from agreements.queries.content import build_content
from agreements.views.agreement import get_collaboration
from samarbejde.models import Collaboration
from samarbejde.views.frame import collaboration_frame


def _versions(collaboration: Collaboration) -> list[AgreementVersion]:
    agreement = get_object_or_404(Agreement, collaboration=collaboration)
    agreement.collaboration = collaboration
    return list_versions(agreement)


@require_safe
def version_list(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement)
    versions = _versions(collaboration)
    form = DayForm(request.GET if "dag" in request.GET else None)
    day = form.cleaned_data["dag"] if form.is_valid() else None
    context = collaboration_frame(request, collaboration, "aftale") | {
        "rows": [(version, concluded_on(version)) for version in versions],
        "form": form,
        "day": day,
        "counted": counted_on(versions, day) if day else None,
        "waited": waited_on(versions, day) if day else None,
        "can_edit": permissions.can_change_agreement(request.user, collaboration),
    }
    return render(request, "agreements/version_list.html", context)


@require_safe
def version_compare(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement)
    versions = _versions(collaboration)
    if not versions:
        raise Http404
    form = CompareForm(request.GET, numbers=[version.number for version in versions])
    old, new = (_content(collaboration, versions, chosen) for chosen in form.chosen())
    changes = compare(old, new)
    context = collaboration_frame(request, collaboration, "aftale") | {
        "form": form, "changes": changes, "same": len(fields_of(new)) - sum(bool(each.new) for each in changes),
        "newer": next((each for each in versions if str(each.number) == form.chosen()[1]), None),
    }  # fmt: skip
    return render(request, "agreements/version_compare.html", context)


def _content(collaboration: Collaboration, versions: list[AgreementVersion], chosen: str) -> dict:
    if chosen == DRAFT:
        return build_content(get_agreement(collaboration))
    return next(version.content for version in versions if str(version.number) == chosen)
