"""A person's own rights: to be given what is kept, to be forgotten, and to say what is right."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samarbejde import permissions
from samarbejde.actions.confirmations import answer_confirmation, draft_confirmations
from samarbejde.actions.erasure import erase_person
from samarbejde.choices import LinkPurpose
from samarbejde.forms.person_links import OwnDetailsForm
from samarbejde.lib.tables_out import CSV_TYPE, write_csv
from samarbejde.links import exchange, link_over, token_page
from samarbejde.models import Institution, Link, Person
from samarbejde.queries.confirmations import KIND, drafts_of, to_be_asked
from samarbejde.queries.duplicates import get_visible_person
from samarbejde.queries.person_records import records_about
from samarbejde.views.people import get_changeable_person

SHOWN = 50


@require_safe
def person_access(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is kept about one person, on a page that prints, or as a file."""
    person = get_visible_person(request.user, pk, "user")
    if not permissions.can_change_person(request.user, person):
        raise PermissionDenied
    records, kind = records_about(person), request.GET.get("format")
    if kind in ("json", "csv"):
        return _records_file(person, records, kind)
    return render(request, "samarbejde/person_access.html", {"person": person, "records": records})


def _records_file(person: Person, records: list, kind: str) -> HttpResponse:
    rows = [{"section": r.section, "label": r.label, "when": r.when, "text": r.text} for r in records]
    if kind == "json":
        body: object = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        content_type = "application/json; charset=utf-8"
    else:
        headers = [_("Section"), _("What"), _("When"), _("Text")]
        body = b"".join(write_csv(headers, ([r.section, r.label, r.when, r.text] for r in records)))
        content_type = CSV_TYPE
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(_("insight"))}-{person.pk}.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_changeable_person(request, pk)
    if not permissions.can_erase_person(request.user, person):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        if request.POST.get("sikker"):
            try:
                person = erase_person(person=person, by=request.user)
                messages.success(request, _("Erased: name, e-mail, phone and mails are gone."))
                return redirect(person)
            except ValidationError as refused:
                error = refused.message
        else:
            error = _("Tick that you are sure. It cannot be undone.")
    return render(request, "samarbejde/person_erase.html", {"person": person, "error": error})


@require_safe
def person_confirmations(request: HttpRequest) -> HttpResponse:
    """Whom to ask this year, place by place."""
    mine = Institution.objects.where_may(request.user, "change_people").order_by("name_key", "pk")
    if not mine.exists():
        raise PermissionDenied
    places = [_place_to_ask(place) for place in mine[:10]]
    return render(request, "samarbejde/person_confirmations.html", {"places": places, "kind": KIND})


def _place_to_ask(place: Institution) -> dict:
    people = to_be_asked(place)
    return {
        "place": place,
        "people": list(people.exclude(email="")[:SHOWN]),
        "count": people.exclude(email="").count(),
        "silent": list(people.filter(email="")[:SHOWN]),
        "drafts": drafts_of(place).count(),
    }


@require_POST
def person_ask(request: HttpRequest, slug: str) -> HttpResponse:
    place = Institution.objects.where_may(request.user, "change_people").filter(slug=slug).first()
    if place is None:
        raise PermissionDenied
    number = draft_confirmations(institution=place, by=request.user)
    messages.success(request, _("%(number)s drafts are in the outbox. Nothing is sent yet.") % {"number": number})
    return redirect(f"{reverse('samarbejde:outbox')}?slags={KIND}&status=draft")


@login_not_required
@require_safe
def person_exchange(request: HttpRequest, token: str) -> HttpResponse:
    return exchange(request, purpose=LinkPurpose.PERSON, token=token, page=_page_of)


def _page_of(link: Link) -> str:
    return reverse("samarbejde:person_answer", args=[link.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.PERSON)
def person_answer(request: HttpRequest, link: Link) -> HttpResponse:
    person = Person.objects.filter(pk=link.person_id, erased_at__isnull=True).select_related("institution").first()
    if person is None or person.left_on:
        return link_over(request)
    form = OwnDetailsForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if form.is_valid():
        answered = form.save_with(lambda: answer_confirmation(link=link, **form.answer()))
        if answered:
            return render(request, "samarbejde/person_thanks.html", {"person": answered})
    posts = [str(post) for post in person.posts.filter(ended_on__isnull=True, institution__isnull=True)]
    return render(request, "samarbejde/person_answer.html", {"person": person, "posts": posts, "form": form})
