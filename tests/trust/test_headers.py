"""What every answer carries, and how one gets in."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse

from samarbejde.actions.links import create_link
from samarbejde.choices import LinkPurpose
from samarbejde.models import User
from tests.factories.samarbejde import PASSWORD

LOGIN = "/konto/login/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return {part.split()[0]: " ".join(part.split()[1:]) for part in parts if part.strip()}


@pytest.fixture
def answers(cast, client):
    """One of each kind: public, private, file, missing, refused, moved, admin."""
    public = [client.get(path) for path in (LOGIN, "/om/", "/was", "/sundhed/live", "/findes-ikke/", "/")]
    client.force_login(cast.reader)
    paths = ["/", "/samarbejder/", f"/samarbejder/{cast.foreign.pk}/", "/samarbejder/hent/", "/findes-ikke/"]
    private = [client.get(path) for path in paths]
    client.force_login(cast.superuser)
    private += [client.get(path) for path in ("/admin/", "/samarbejder/hent/?format=csv", "/personer/hent/")]
    return public, private


def test_every_answer_is_armoured(answers):
    for response in [*answers[0], *answers[1]]:
        found = policy(response)
        assert not re.search(r"unsafe|\*|https?:", response["Content-Security-Policy"])
        assert (found["default-src"], found["frame-ancestors"], found["base-uri"]) == ("'none'", "'none'", "'none'")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_nothing_private_is_kept_by_a_cache(answers):
    for response in answers[1]:
        assert "no-store" in response["Cache-Control"], response.request["PATH_INFO"]


def test_no_page_has_script_or_style_inside(answers):
    for response in [*answers[0], *answers[1]]:
        if response.streaming or not response["Content-Type"].startswith("text/html"):
            continue
        text = response.content.decode()
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\son\w+=", text)


@pytest.mark.parametrize("path", ["/godkend/k/{}/", "/svar/k/{}/"])
def test_pages_behind_links_send_no_address_on(cast, client, path):
    response = client.get(path.format("x" * 43))
    assert response.status_code == 410
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "no-store" in response["Cache-Control"]


def test_a_calendar_link_is_kept_by_no_cache(cast, client):
    _link, token = create_link(purpose=LinkPurpose.CALENDAR, user=cast.editor, days=None, by=cast.editor)
    response = client.get(reverse("followup:calendar_feed", args=[token]))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"] or "private" in response["Cache-Control"]


# --- getting in -------------------------------------------------------------------------------------------------------
def plain(response) -> str:
    """The page without what differs each time: tokens, and what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"[\w.]+@[\w.]+example", "", text)


def test_a_wrong_password_and_an_unknown_user_read_the_same(cast, client):
    pages = [
        client.post(LOGIN, {"login": email, "password": "forkert kodeord her"})
        for email in (cast.editor.email, "ukendt@kystmuseet.example")
    ]
    assert [page.status_code for page in pages] == [200, 200]
    assert plain(pages[0]) == plain(pages[1])


def test_a_right_password_opens(cast, client):
    response = client.post(LOGIN, {"login": cast.editor.email.upper(), "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_after_five_wrong_tries_even_the_right_password_waits(cast, client):
    answers = [client.post(LOGIN, {"login": cast.editor.email, "password": "forkert"}).status_code for _ in range(6)]
    late = client.post(LOGIN, {"login": cast.editor.email, "password": PASSWORD})
    assert (answers[:5], late.status_code in (200, 429), "_auth_user_id" in client.session) == ([200] * 5, True, False)


def tries(client, user, number, address):
    for _ in range(number):
        client.post(LOGIN, {"login": user.email, "password": "forkert"}, REMOTE_ADDR=address)


def gets_in(client, user, address) -> bool:
    client.post(LOGIN, {"login": user.email, "password": PASSWORD}, REMOTE_ADDR=address)
    return "_auth_user_id" in client.session


def test_one_persons_wrong_tries_do_not_lock_out_the_next_desk(cast, client):
    """A school shares one address: only the account that is tried is slowed down."""
    for user in (cast.editor, cast.admin, cast.coordinator):
        tries(client, user, 6, "10.1.1.1")
    assert gets_in(client, cast.reader, "10.1.1.1") is True


def test_a_strangers_wrong_tries_do_not_keep_the_owner_out(cast, client):
    tries(client, cast.editor, 6, "10.6.6.6")
    assert gets_in(client, cast.editor, "10.1.1.1") is True


def test_guessing_from_many_addresses_is_no_faster(cast, client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_anywhere": "6/h/key"}
    for number in range(3):
        tries(client, cast.editor, 2, f"10.6.6.{number}")
    assert gets_in(client, cast.editor, "10.1.1.1") is False


def test_the_limits_are_shared_by_every_web_process(settings):
    """Tests keep their cache in memory; anywhere else it is a table."""
    source = Path(settings.BASE_DIR, "config", "settings.py").read_text(encoding="utf-8")
    assert '"BACKEND": "django.core.cache.backends.db.DatabaseCache"' in source


def test_a_forgotten_password_says_the_same_to_everybody(cast, client):
    page = reverse("account_reset_password")
    answers = [client.post(page, {"email": email}, follow=True) for email in (cast.editor.email, "ukendt@x.example")]
    assert [answer.redirect_chain for answer in answers] == [answers[0].redirect_chain] * 2
    assert plain(answers[0]) == plain(answers[1])
    to_user = [message for message in mail.outbox if message.to == [cast.editor.email]]
    assert ["/konto/" in message.body for message in to_user] == [True]


def test_nobody_signs_up(client, db):
    data = {"email": "ny@x.example", "password1": PASSWORD}
    client.post("/konto/signup/", data)
    assert User.objects.filter(email="ny@x.example").exists() is False


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)"])
def test_after_the_login_one_stays_here(cast, client, target):
    response = client.post(LOGIN, {"login": cast.editor.email, "password": PASSWORD, "next": target})
    assert response["Location"] == "/"


# --- a second factor for admins ---------------------------------------------------------------------------------------
ADMIN_PATHS = ["/", "/admin/", "/admin/samarbejde/user/", "/samarbejder/"]


@pytest.mark.parametrize("path", ADMIN_PATHS)
def test_an_admin_without_a_second_factor_gets_nowhere_else(cast, client, settings, path):
    settings.MFA_REQUIRED_FOR_ADMINS = True
    client.force_login(cast.superuser)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_activate_totp"))


@pytest.mark.parametrize("path", ADMIN_PATHS)
def test_an_admin_with_a_second_factor_comes_in(cast, client, settings, path):
    settings.MFA_REQUIRED_FOR_ADMINS = True
    Authenticator.objects.create(user=cast.superuser, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(cast.superuser)
    assert client.get(path).status_code == 200


def test_an_institutions_admin_needs_it_too(cast, client, settings):
    settings.MFA_REQUIRED_FOR_ADMINS = True
    client.force_login(cast.admin)
    refused = client.get("/").status_code
    client.force_login(cast.editor)
    assert (refused, client.get("/").status_code) == (302, 200)


def test_a_password_alone_does_not_open_an_account_with_a_second_factor(cast, client):
    Authenticator.objects.create(user=cast.superuser, type=Authenticator.Type.TOTP, data={"secret": "x"})
    response = client.post(LOGIN, {"login": cast.superuser.email, "password": PASSWORD})
    assert "to-trin" in response["Location"]
    assert [client.get(path).status_code for path in ("/", "/admin/")] == [302, 302]
    assert "_auth_user_id" not in client.session


def test_the_admins_login_is_everybodys_login(client, db):
    response = client.get("/admin/login/?next=/admin/")
    assert (response.status_code, response["Location"].startswith(LOGIN)) == (302, True)
    posted = client.post("/admin/login/", {"username": "a@b.example", "password": "x"})
    assert (posted.status_code, posted["Location"].startswith(LOGIN)) == (302, True)


@pytest.mark.parametrize(("given", "expected"), [("8.8.8.8", "8.8.8.8"), ("1.1.1.1, 8.8.8.8", "8.8.8.8")])
def test_behind_a_proxy_the_proxys_word_counts_and_not_the_visitors(settings, given, expected):
    from allauth.account.adapter import get_adapter

    request = RequestFactory().get("/", headers={"X-Forwarded-For": given}, REMOTE_ADDR="10.0.0.1")
    request.user = AnonymousUser()
    assert get_adapter().get_client_ip(request) == "10.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_adapter().get_client_ip(request) == expected
