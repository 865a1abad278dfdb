"""Writing the agreement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import permissions
from agreements.actions.agreements import update_agreement
from agreements.forms.agreement import DAYS, NUMBERS, AgreementForm
from agreements.forms.editor import AgreementEditor
from agreements.models import Agreement
from agreements.queries.agreements import find_agreement
from agreements.queries.completeness import completeness_of
from agreements.queries.legal import LegalCheck, legal_checks
from agreements.queries.people import people_for_tasks
from agreements.queries.plan import plan_of
from agreements.sections import CAN_BE_OFF, Section
from agreements.views.agreement import get_collaboration
from agreements.views.autosaving import autosave_answer, is_autosave
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import other_parties_first
from samarbejde.views.frame import beside_of

NARROW = frozenset((*DAYS, *NUMBERS))


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_change_agreement, with_panels=False)
    agreement = find_agreement(collaboration)
    if agreement is None:
        return redirect("agreements:agreement_detail", pk)
    if request.method != "POST" and not agreement.change_reason:  # a link can bring the reason along
        agreement.change_reason = request.GET.get("begrundelse", "").replace("\0", "")[:2000]
    editor = AgreementEditor(request.POST or None, agreement=agreement, people=people_for_tasks(collaboration))
    saved = _save(request, agreement, editor) if request.method == "POST" else None
    if is_autosave(request):
        return autosave_answer(request, collaboration, editor, saved)
    if saved:
        return _go_on(request, collaboration)
    return _page(request, collaboration, agreement, editor)


def _save(request: HttpRequest, agreement: Agreement, editor: AgreementEditor) -> Agreement | None:
    """Save what was posted; None when a row was only added, something is wrong, or somebody saved in between."""
    if editor.is_command or not editor.is_valid():
        return None
    version, on_the_way = editor.form.version, is_autosave(request)
    return editor.save_with(
        lambda: update_agreement(
            agreement=agreement, version=version, on_the_way=on_the_way, **editor.values(), by=request.user
        )
    )


def _go_on(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    """Stay here, or go on to sending."""
    if request.POST.get("save") == "send":
        return redirect("agreements:agreement_send", collaboration.pk)
    messages.success(request, _("The agreement is saved."))
    return redirect("agreements:agreement_edit", collaboration.pk)


def _page(request, collaboration: Collaboration, agreement: Agreement, editor: AgreementEditor) -> HttpResponse:
    layout, form = editor.form.layout, editor.form
    checks = legal_checks(agreement, layout)
    context = {
        "collaboration": collaboration,
        "parties": [str(party) for party in other_parties_first(collaboration)],
        "agreement": agreement,
        "next_number": agreement.version_count + 1,
        "editor": editor,
        "form": form,
        "open_sections": [_section(section, form, checks) for section in layout.open],
        "folded_sections": [_section(section, form, checks) for section in layout.folded],
        "template_field": [[form["template"]]],
        "reason_field": [[form["change_reason"]]] if "change_reason" in form.fields else [],
        "is_light": bool(layout.folded),
        "offers": [name for name, text in editor.offers.items() if text],
        "completeness": completeness_of(agreement),
        "may_write_clauses": permissions.can_write_clauses(request.user, collaboration),
        "totals": plan_of(agreement).totals,
        "formats": plan_of(agreement).formats,
        "shows_missing": "mangler" in request.GET and not form.is_bound,
        "is_unsaved": form.is_bound,
        "beside": beside_of(request.user, collaboration, "aftale"),
    }
    return render(request, "agreements/agreement_edit.html", context, status=form.http_status)


def _section(section: Section, form: AgreementForm, checks: list[LegalCheck]) -> dict:
    """Return a section with its fields; numbers and days that follow each other stand side by side."""
    names = form.layout.fields[section.key]
    return {
        "section": section,
        "groups": [[form[name] for name in group] for group in _grouped(names)],
        "rows": form.layout.rows[section.key],
        "is_open": any(form[name].errors for name in names),
        "checks": [check for check in checks if check.section == section.key],
        "can_be_off": section.key in CAN_BE_OFF,
        "is_off": section.key in (form["sections_off"].value() or ()),
    }


def _grouped(names: tuple[str, ...]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name in names:
        if name in NARROW and groups and groups[-1][-1] in NARROW:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups
