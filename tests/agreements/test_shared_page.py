import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agreements.actions.shared_pages import days_for, renew_shared_page, share_page, stop_shared_page
from agreements.models import SharedPage
from samarbejde.actions.erasure import erase_person
from samarbejde.models import Collaboration, Event, Link, OutboxMessage, User
from tests.access.test_access_table import fingerprint
from tests.agreements.conftest import TEXTS, answer, page, take_part
from tests.factories import (
    ActionPointFactory,
    InternalNoteFactory,
    MeetingFactory,
    ParticipantFactory,
    PersonFactory,
    SessionFactory,
)
from tests.trust.canaries import fill, marks_in

TOMORROW = datetime.timedelta(days=1)


def share(cast, name="Anders Lund", **changes):
    given = {"party": cast.party, "name": name, "email": "anders@skole.example", "by": cast.editor} | changes
    return share_page(**given)


def visit(client, token):
    """Follow the link, and return the answer of the page behind it."""
    return client.get(client.get(reverse("agreements:shared_exchange", args=[token]))["Location"])


def form(cast, **changes):
    key = "6f9b2c1e-1111-4222-8333-944455566677"
    data = {"known": "", "name": "Anders Lund", "email": "anders@skole.example", "way": "mail", "form_key": key}
    return data | changes


@pytest.mark.guide("2F1")
def test_the_school_reads_what_is_agreed_what_comes_and_whom_to_call(client, cast, version):
    for approval in version.approvals.all():
        answer(client, approval)
    User.objects.filter(pk=cast.editor.pk).update(phone="12 34 56 78")
    day = timezone.localdate() + TOMORROW
    SessionFactory(collaboration=cast.collaboration, date=day, status="planned", title="Krabber", class_name="5.a")
    MeetingFactory(collaboration=cast.collaboration, date=day, place="Lærerværelset", agenda="Hemmelig dagsorden")
    _page, token = share(cast)
    body = visit(client, token).content.decode()
    shown = [
        "Til Anders Lund, Tinghøjskolen", "Havet som klasserum", TEXTS["content"], "Eleverne stiller egne spørgsmål",
        "Krabber", "5.a", "Møde", "Lærerværelset", "12 34 56 78", cast.editor.email, "Jonas Brandt",
        "godkendt af Peter Skovgaard",
    ]  # fmt: skip
    assert [words for words in shown if words not in body] == []
    assert "Hemmelig dagsorden" not in body


def test_what_the_school_is_asked_for_stands_first(client, cast, version):
    anders = take_part(cast.party, "Anders Lund", "contact", "teacher")
    meeting = MeetingFactory(collaboration=cast.collaboration, shared_at=timezone.now(), shared_by=cast.editor)
    late = {"collaboration": cast.collaboration, "due_on": timezone.localdate() + TOMORROW}
    ActionPointFactory(meeting=meeting, owner=anders, text="Book bussen", **late)
    ActionPointFactory(meeting=meeting, owner=PersonFactory(), text="Vores egen opgave", **late)
    ActionPointFactory(
        meeting=MeetingFactory(collaboration=cast.collaboration), owner=anders, text="Ikke sendt", **late
    )
    body = visit(client, share(cast)[1]).content.decode()
    assert "Læs og godkend version 1 af aftalen" in body
    assert [words in body for words in ("Book bussen", "Vores egen opgave", "Ikke sendt")] == [True, False, False]


def test_without_an_approved_agreement_it_says_so(client, cast):
    body = visit(client, share(cast)[1]).content.decode()
    assert "Der er ikke godkendt en aftale endnu." in body
    assert "Der er ingen datoer endnu." in body


@pytest.mark.guide("4C7")
def test_nothing_internal_is_on_the_page(client, cast):
    """Every free text of the house bears a mark; only those of what both sides share are found on the page."""
    ParticipantFactory(party=cast.party, person=PersonFactory(institution=cast.institution), note="x")
    InternalNoteFactory(collaboration=cast.collaboration, created_by=cast.editor)
    _page, token = share(cast)
    fill(cast)
    seen = {(side, model, field) for side, model, field in marks_in(visit(client, token))}
    assert {side for side, _model, _field in seen} == {"our"}
    assert {(model, field) for _side, model, field in seen} <= {
        ("collaboration", "title"), ("link", "recipient_name"), ("person", "name"), ("person", "phone"),
        ("person", "email"), ("session", "title"), ("session", "class_name"), ("meeting", "place"),
        ("approval", "name"), ("actionpoint", "text"),
    }  # fmt: skip
    assert ("collaboration", "title") in {(model, field) for _side, model, field in seen}


def test_only_a_hash_is_kept_and_the_link_leaves_the_address(client, cast):
    page, token = share(cast)
    assert (len(token) >= 43, Link.objects.filter(token_hash=token).exists()) == (True, False)
    response = client.get(reverse("agreements:shared_exchange", args=[token]))
    (cookie,) = response.cookies.values()
    assert response["Location"] == f"/det-aftalte/{page.link_id}/"
    assert (cookie["path"], cookie["httponly"], token in cookie.value) == (response["Location"], True, False)
    opened = client.get(response["Location"])
    assert (opened["Referrer-Policy"], opened["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert "no-store" in opened["Cache-Control"]


def test_looking_changes_nothing(client, cast, version):
    page, token = share(cast)
    before = fingerprint()
    for method in (client.get, client.head):
        method(f"/det-aftalte/k/{token}/")
        method(f"/det-aftalte/{page.link_id}/")
        method(f"/det-aftalte/{page.link_id}/pdf/")
    assert fingerprint() == before


def test_the_first_time_on_a_screen_is_noted_once(client, cast):
    page, token = share(cast)
    visit(client, token)
    for _ in range(2):
        assert client.post(f"/det-aftalte/{page.link_id}/aabnet/").status_code == 204
    first = Link.objects.get(pk=page.link_id).first_opened
    client.post(f"/det-aftalte/{page.link_id}/aabnet/")
    assert (first is not None, Link.objects.get(pk=page.link_id).first_opened) == (True, first)


def stop(page, cast):
    stop_shared_page(page=page, by=cast.editor)


def expire(page, cast):
    Link.objects.filter(pk=page.link_id).update(expires=timezone.now() - datetime.timedelta(seconds=1))


def renew(page, cast):
    renew_shared_page(page=page, by=cast.editor)


def use_otherwise(page, cast):
    Link.objects.filter(pk=page.link_id).update(purpose="approval")


@pytest.mark.parametrize("end", [stop, expire, renew, use_otherwise])
def test_a_link_that_is_over_is_over_everywhere(client, cast, end):
    page, token = share(cast)
    url = f"/det-aftalte/{page.link_id}/"
    assert visit(client, token).status_code == 200
    end(page, cast)
    tried = [client.get(f"/det-aftalte/k/{token}/"), client.get(url), client.get(f"{url}pdf/")]
    assert [each.status_code for each in tried] == [410] * 3
    assert client.post(f"{url}aabnet/").status_code == 410


def test_the_page_gives_the_approved_version_as_pdf(client, cast, version):
    page, token = share(cast)
    visit(client, token)
    assert client.get(f"/det-aftalte/{page.link_id}/pdf/").status_code == 410
    for approval in version.approvals.all():
        answer(client, approval)
    response = client.get(f"/det-aftalte/{page.link_id}/pdf/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


def test_the_mail_goes_once_however_often_the_button_is_pressed(cast, version, login):
    client = login(cast.editor)
    answers = [client.post(page("shared_page_create", cast), form(cast)) for _ in range(2)]
    assert [each["Location"] for each in answers] == [page("agreement_detail", cast)] * 2
    mail = OutboxMessage.objects.get(kind="shared-page")
    token = re.search(r"/det-aftalte/k/([\w-]+)/", mail.body)[1]
    assert (mail.to_email, SharedPage.objects.count()) == ("anders@skole.example", 1)
    assert visit(client, token).status_code == 200
    assert [e.verb for e in Event.objects.filter(verb__startswith="shared_page")] == ["shared_page_made"]


def test_somebody_who_takes_part_is_a_click_away(cast, version, login):
    form_shown = login(cast.editor).get(page("shared_page_create", cast)).context["form"]
    (key, _label), other = form_shown.fields["known"].choices
    assert other[1] == "En anden"
    client = login(cast.editor)
    client.post(page("shared_page_create", cast), form(cast, known=key, name="", email=""))
    link = SharedPage.objects.get().link
    assert (link.recipient_name, link.recipient_email, link.person.name) == (
        "Peter Skovgaard", "peter@sted.example", "Peter Skovgaard",
    )  # fmt: skip


def test_the_link_to_copy_is_shown_once(cast, version, login):
    client = login(cast.editor)
    response = client.post(page("shared_page_create", cast), form(cast, way="copy", email=""))
    token = re.search(r"/det-aftalte/k/([\w-]+)/", response.content.decode())[1]
    assert "no-store" in response["Cache-Control"]
    assert OutboxMessage.objects.filter(kind="shared-page").count() == 0
    assert token not in client.get(page("agreement_detail", cast)).content.decode()
    assert visit(client, token).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"email": ""}, "email"), ({"email": "anders"}, "email"), ({"way": "fax"}, "way")],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(cast, version, login, changes, field):
    response = login(cast.editor).post(page("shared_page_create", cast), form(cast, **changes))
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert SharedPage.objects.count() == 0


def test_a_new_link_is_mailed_and_the_list_shows_who_has_one(cast, version, login):
    shared, _token = share(cast)
    client = login(cast.editor)
    shown = client.get(page("agreement_detail", cast)).content.decode()
    assert "Anders Lund, Tinghøjskolen" in shown
    key = shared.link.token_hash[:16]
    for _ in range(2):
        client.post(page("shared_page_renew", cast, shared.pk), {"way": "mail", "form_key": key})
    assert OutboxMessage.objects.filter(kind="shared-page").count() == 1
    client.post(page("shared_page_stop", cast, shared.pk))
    assert "Anders Lund, Tinghøjskolen" not in client.get(page("agreement_detail", cast)).content.decode()
    verbs = Event.objects.filter(verb__startswith="shared_page").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["shared_page_made", "shared_page_renewed", "shared_page_stopped"]


def test_a_stopped_page_gets_no_new_link(cast):
    shared, _token = share(cast)
    stop_shared_page(page=shared, by=cast.editor)
    with pytest.raises(ValidationError):
        renew_shared_page(page=shared, by=cast.editor)
    assert share(cast)[0].pk != shared.pk


def test_our_own_side_needs_no_page(cast):
    with pytest.raises(ValidationError):
        share(cast, party=cast.own_party)


@pytest.mark.parametrize(("ends_in", "days"), [(None, 365), (10, 60), (200, 230), (900, 400)])
def test_the_link_works_as_long_as_the_collaboration_runs(cast, ends_in, days):
    today = timezone.localdate()
    ends_on = today + datetime.timedelta(days=ends_in) if ends_in else None
    assert days_for(Collaboration(ends_on=ends_on), today) == days


@pytest.mark.parametrize("email", ["peter@sted.example", "anden@privat.example"])
def test_forgetting_a_person_ends_the_link_and_takes_the_name_off(client, cast, version, people, email):
    shared, token = share(cast, name="Peter Skovgaard", email=email)
    namesake, _token = share(cast, name="Peter Skovgaard-Holm", email="holm@skole.example")
    visit(client, token)
    erase_person(person=people["head"], by=cast.coordinator)
    link = Link.objects.get(pk=shared.link_id)
    assert ("Peter" in link.recipient_name, link.recipient_email) == (False, "")
    assert client.get(f"/det-aftalte/{link.pk}/").status_code == 410
    assert Link.objects.get(pk=namesake.link_id).recipient_name == "Peter Skovgaard-Holm"
    assert 'Peter Skovgaard"' not in str(list(Event.objects.filter(verb="shared_page_made").values_list("data")))


def test_the_page_costs_ten_queries_at_most(client, cast, version, django_assert_num_queries):
    page, token = share(cast)
    visit(client, token)
    with django_assert_num_queries(10):
        client.get(f"/det-aftalte/{page.link_id}/")
