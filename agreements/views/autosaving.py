"""The answer to a save on the way: what to say, and what the page must know to go on."""

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from agreements.forms.editor import AgreementEditor
from agreements.queries.agreements import get_agreement
from agreements.queries.completeness import completeness_of
from samarbejde.lib.danish import format_time
from samarbejde.models import Collaboration

AUTO = "auto"


def is_autosave(request: HttpRequest) -> bool:
    """Return whether the page saves by itself, rather than somebody pressing a button."""
    return request.POST.get("save") == AUTO


def autosave_answer(request: HttpRequest, collaboration: Collaboration, editor: AgreementEditor, saved) -> JsonResponse:
    """Say how it went; after a save, the fields that are new and how complete the text is now."""
    if saved:
        return JsonResponse(_saved(request, collaboration, editor))
    if editor.form.current:
        words = _("%(name)s has saved in the meantime. Yours is not saved: press Save to see both texts.")
        state = words % {"name": editor.form.current.updated_by}
        return JsonResponse({"state": state, "is_saved": False, "is_conflict": True}, status=409)
    state = _("Not saved yet: something must be corrected. Press Save to see what.")
    return JsonResponse({"state": state, "is_saved": False}, status=422)


def _saved(request: HttpRequest, collaboration: Collaboration, editor: AgreementEditor) -> dict:
    agreement = get_agreement(collaboration)
    context = {"completeness": completeness_of(agreement)}
    return {
        "state": _("Saved at %(clock)s") % {"clock": format_time(agreement.updated_at)},
        "is_saved": True,
        "fields": {"version": agreement.version} | editor.keys_of(agreement),
        "pieces": {"aftalens-afsnit": render_to_string("agreements/_toc_list.html", context, request=request)},
    }
