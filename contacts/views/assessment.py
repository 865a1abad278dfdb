"""Is it worth it for both? The questions, the decision, the reply."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts import permissions
from contacts.actions import assessments as actions
from contacts.forms.assessment import AssessmentForm, DecisionForm, ReplyForm
from contacts.models import Assessment
from contacts.queries.recipients import reply_recipient
from contacts.queries.staff import own_staff, read_staffing, staff_loads
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


def _assessment_of(collaboration: Collaboration) -> Assessment:
    """Return the assessment, or an unsaved one with version 0."""
    found = getattr(collaboration, "assessment", None)
    return copy(found) if found else Assessment(collaboration=collaboration, version=0)


def _form_for(request: HttpRequest, collaboration: Collaboration, data) -> AssessmentForm:
    assessment = _assessment_of(collaboration)
    return AssessmentForm(
        data, instance=assessment, version=assessment.version,
        staff=own_staff(collaboration.institution_id, collaboration),
        loads=staff_loads(collaboration.institution_id, collaboration),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_change_assessment(request.user, collaboration):
        raise PermissionDenied
    form = _form_for(request, collaboration, request.POST or None)
    if form.is_valid():
        saved = form.save_with(
            lambda: actions.save_assessment(
                collaboration=collaboration, version=form.version, **form.values(), by=request.user
            )
        )
        if saved:
            messages.success(request, _("The assessment is saved."))
            return redirect("contacts:assessment_edit", pk)
    decision = DecisionForm(version=_assessment_of(collaboration).version, initial=_decision_of(collaboration))
    return _page(request, collaboration, form, decision, form.http_status)


@require_POST
def assessment_decide(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_decide_collaboration(request.user, collaboration):
        raise PermissionDenied
    decision = DecisionForm(request.POST, version=_assessment_of(collaboration).version)
    if decision.is_valid():
        saved = decision.save_with(
            lambda: actions.decide_assessment(
                collaboration=collaboration, version=decision.version, **decision.values(), by=request.user
            )
        )
        if saved:
            name, email = reply_recipient(collaboration)
            actions.draft_reply(assessment=saved, to_name=name, to_email=email, by=request.user)
            return redirect("contacts:assessment_reply", pk)
    return _page(request, collaboration, _form_for(request, collaboration, None), decision, decision.http_status)


def _decision_of(collaboration: Collaboration) -> dict:
    assessment = getattr(collaboration, "assessment", None)
    if assessment is None or not assessment.decision:
        return {}
    return {"decision": assessment.decision, "reason": assessment.decision_reason}


def _page(request, collaboration, form: AssessmentForm, decision: DecisionForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "decision_form": decision,
        "assessment": getattr(collaboration, "assessment", None),
        "staffing": read_staffing(getattr(collaboration, "assessment", None), form.fields["staff"].loads),
        "can_decide": permissions.can_decide_collaboration(request.user, collaboration),
    }
    frame = collaboration_frame(request, collaboration, "kontakt")
    return render(request, "contacts/assessment_edit.html", frame | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of the reply, to be read and corrected before it goes out, or left as a draft."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_decide_collaboration(request.user, collaboration):
        raise PermissionDenied
    message = get_object_or_404(actions.open_replies(collaboration).order_by("-pk")[:1])
    form = ReplyForm(request.POST or None, instance=copy(message))
    if form.is_valid():
        send = "send" in request.POST
        actions.edit_reply(message=message, **form.values(), send=send, by=request.user)
        messages.success(request, _("The reply is on its way.") if send else _("The draft is saved in the outbox."))
        return redirect("contacts:contact_detail", pk)
    frame = collaboration_frame(request, collaboration, "kontakt")
    context = {"form": form, "assessment": getattr(collaboration, "assessment", None)}
    return render(request, "contacts/assessment_reply.html", frame | context)
