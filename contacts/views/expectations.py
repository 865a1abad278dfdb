"""A shared understanding, seen from our side: the answers beside each other, the one text, our own yes."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import permissions
from contacts.actions import expectations as actions
from contacts.forms.expectations import AskForm, ExpectationForm, UnderstandingForm
from contacts.models import ExpectationAlignment, ExpectationAnswer
from contacts.queries.expectations import first_text, read_alignment
from contacts.queries.recipients import reply_recipient
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def expectations_detail(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_view_contact_details(request.user, collaboration):
        raise PermissionDenied
    context = {
        "alignment": read_alignment(collaboration),
        "can_change": permissions.can_change_assessment(request.user, collaboration),
        "can_confirm": permissions.can_decide_collaboration(request.user, collaboration),
    }
    frame = collaboration_frame(request, collaboration, "kontakt")
    return render(request, "contacts/expectations_detail.html", frame | context)


def _mine(request: HttpRequest, pk: int) -> Collaboration:
    """Return the collaboration when the user may write in it."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_change_assessment(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def _form_page(request: HttpRequest, collaboration: Collaboration, form, **context) -> HttpResponse:
    frame = collaboration_frame(request, collaboration, "kontakt")
    context = {"form": form, "alignment": read_alignment(collaboration), **context}
    return render(request, "contacts/expectations_form.html", frame | context, status=form.http_status)


@require_http_methods(["GET", "HEAD", "POST"])
def expectations_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Our own answers to the questions the school gets."""
    collaboration = _mine(request, pk)
    party = get_object_or_404(collaboration.parties.filter(institution=collaboration.institution))
    found = ExpectationAnswer.objects.filter(alignment__collaboration=collaboration, party=party).first()
    row = found or ExpectationAnswer(party=party, version=1)
    form = ExpectationForm(request.POST or None, instance=copy(row), version=row.version, with_name=False)
    if form.is_valid():
        saved = form.save_with(
            lambda: actions.answer_expectations(
                party=party, version=form.version, typed_name=str(request.user), **form.values(), by=request.user
            )
        )
        if saved:
            messages.success(request, _("Your answers are saved."))
            return redirect("contacts:expectations_detail", pk)
    return _form_page(request, collaboration, form, title=_("What do you expect?"), save=_("Save your answers"))


@require_http_methods(["GET", "HEAD", "POST"])
def expectations_ask(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Send the questions, or the text, to one of the others."""
    collaboration = _mine(request, pk)
    others = collaboration.parties.exclude(institution=collaboration.institution_id)
    party = get_object_or_404(others, pk=party_pk)
    name, email = reply_recipient(collaboration)
    form = AskForm(request.POST or None, initial={"name": name, "email": email})
    if form.is_valid():
        form.save_with(lambda: actions.ask_expectations(party=party, **form.values(), by=request.user))
        messages.success(request, _("A link is on its way to %(name)s.") % {"name": form.cleaned_data["name"]})
        return redirect("contacts:expectations_detail", pk)
    title = _("Send it to %(party)s") % {"party": party}
    return _form_page(request, collaboration, form, title=title, save=_("Send the link"))


@require_http_methods(["GET", "HEAD", "POST"])
def expectations_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The one text; it begins with what both have said."""
    collaboration = _mine(request, pk)
    alignment = read_alignment(collaboration)
    row: ExpectationAlignment = alignment.row
    form = UnderstandingForm(request.POST or None, initial={"text": first_text(alignment)}, version=row.version)
    if form.is_valid():
        saved = form.save_with(
            lambda: actions.write_understanding(
                collaboration=collaboration, version=form.version, **form.values(), by=request.user
            )
        )
        if saved:
            messages.success(request, _("The text is written. Now each side confirms it."))
            return redirect("contacts:expectations_detail", pk)
    title = _("Write your shared text")
    return _form_page(request, collaboration, form, title=title, save=_("Save the text"), shows_answers=True)


@require_POST
def expectations_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Our own yes, to the text that was on the screen."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_decide_collaboration(request.user, collaboration):
        raise PermissionDenied
    party = get_object_or_404(collaboration.parties.filter(institution=collaboration.institution))
    alignment = read_alignment(collaboration).row
    if request.POST.get("text_hash", "") != alignment.text_hash or not alignment.agreed_text:
        messages.warning(request, _("The text has been changed since you opened it. Read it again."))
        return redirect("contacts:expectations_detail", pk)
    actions.confirm_understanding(
        party=party, typed_name=str(request.user), text_hash=alignment.text_hash, by=request.user
    )
    messages.success(request, _("You have confirmed the text."))
    return redirect("contacts:expectations_detail", pk)
