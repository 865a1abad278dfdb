"""Behind the school's link: the questions, then the text to say yes to. No account; a GET changes nothing."""

from copy import copy

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from contacts.actions.expectations import answer_expectations, confirm_understanding
from contacts.forms.expectations import ConfirmForm, ExpectationForm
from contacts.models import ExpectationAnswer
from contacts.queries.expectations import find_answer, read_alignment
from samarbejde.choices import LinkPurpose
from samarbejde.links import exchange, link_over, token_page
from samarbejde.models import Link


@login_not_required
@require_safe
def expectations_exchange(request: HttpRequest, token: str) -> HttpResponse:
    return exchange(request, purpose=LinkPurpose.EXPECTATIONS, token=token, page=_page_of)


def _page_of(link: Link) -> str:
    return reverse("contacts:expectations_public", args=[link.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.EXPECTATIONS)
def expectations_public(request: HttpRequest, link: Link) -> HttpResponse:
    answer = find_answer(link)
    if answer is None:
        return link_over(request)
    view = _confirm if answer.alignment.agreed_text else _answer
    return view(request, link, answer)


def _context(link: Link, answer: ExpectationAnswer) -> dict:
    collaboration = answer.alignment.collaboration
    alignment = read_alignment(collaboration)
    side = next(side for side in alignment.sides if side.party.pk == answer.party_id)
    return {"link": link, "answer": answer, "collaboration": collaboration, "alignment": alignment, "side": side}


def _answer(request: HttpRequest, link: Link, answer: ExpectationAnswer) -> HttpResponse:
    form = ExpectationForm(request.POST or None, instance=copy(answer), version=answer.version, with_name=True)
    if form.is_valid():
        saved = form.save_with(lambda: answer_expectations(party=answer.party, version=form.version, **form.values()))
        if saved:
            return redirect(f"{_page_of(link)}?tak")
    context = _context(link, answer) | {"form": form, "thanks": "tak" in request.GET and not form.is_bound}
    return render(request, "contacts/expectations_public.html", context, status=form.http_status)


def _confirm(request: HttpRequest, link: Link, answer: ExpectationAnswer) -> HttpResponse:
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("typed_name", "text_hash")}
        if form.save_with(lambda: confirm_understanding(party=answer.party, **given)):
            return redirect(_page_of(link))
    return render(request, "contacts/expectations_confirm.html", _context(link, answer) | {"form": form})
