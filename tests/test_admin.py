"""The administration: opens for admins only, costs the same whatever the rows, and shows nothing private."""

import pytest
from django.contrib import admin
from django.urls import reverse

from samarbejde.models import InternalNote, OutboxMessage, User
from tests import factories

pytestmark = pytest.mark.django_db
MODELS = sorted(
    m._meta.label_lower for m in admin.site._registry if m._meta.app_label in {"samarbejde", "contacts", "evaluations"}
)


def url_of(label, page="changelist", *args):
    return reverse(f"admin:{label.replace('.', '_')}_{page}", args=args)


def factory_of(label):
    return next(
        f
        for f in vars(factories).values()
        if getattr(getattr(f, "_meta", None), "model", None) is not None
        and f._meta.model._meta.label_lower == label
        and f.__name__ == f"{f._meta.model.__name__}Factory"
    )


# What each row needs of its own, where two alike are not allowed.
OF_ITS_OWN = {"samarbejde.schoolholiday": lambda: {"municipality": factories.MunicipalityFactory()}}


@pytest.fixture
def admin_client(client):
    client.force_login(factories.SuperuserFactory())
    return client


@pytest.mark.parametrize("label", MODELS)
def test_a_list_costs_the_same_at_1_and_30_rows(admin_client, django_assert_max_num_queries, label):
    factory = factory_of(label)
    counts = []
    for rows in (1, 29):
        if (
            label not in {"samarbejde.region", "samarbejde.schooltype", "samarbejde.grade", "samarbejde.subject"}
            or rows == 1
        ):
            for _row in range(rows):
                factory(**OF_ITS_OWN.get(label, dict)())
        with django_assert_max_num_queries(12) as captured:
            assert admin_client.get(url_of(label)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("label", MODELS)
def test_a_search_for_anything_answers(admin_client, label):
    for words in ("Århus", "'; --", "a" * 300, "\x00"):
        assert admin_client.get(url_of(label), {"q": words}).status_code in (200, 302)


def test_internal_notes_are_not_in_the_administration():
    assert InternalNote not in admin.site._registry


def test_a_school_opens_without_a_list_of_every_school(admin_client):
    factories.SchoolFactory.create_batch(3)
    school = factories.SchoolFactory()
    html = admin_client.get(url_of("samarbejde.school", "change", school.pk)).content.decode()
    assert html.count("Tinghøjskolen") <= 4


def test_a_mails_text_is_not_shown(admin_client):
    message = factories.OutboxMessageFactory(body="KAN-outboxmessage-body")
    html = admin_client.get(url_of("samarbejde.outboxmessage", "change", message.pk)).content.decode()
    assert "KAN-outboxmessage-body" not in html


def test_waiting_mail_can_be_held(admin_client):
    message = factories.OutboxMessageFactory()
    data = {"action": "hold", "_selected_action": [message.pk]}
    admin_client.post(url_of("samarbejde.outboxmessage"), data)
    assert OutboxMessage.objects.get(pk=message.pk).status == "held"


def test_a_new_user_gets_no_password_and_the_giver_of_access_is_kept(admin_client):
    institution = factories.InstitutionFactory()
    data = {
        "email": "Ny@Sted.example",
        "name": "Ny Kollega",
        "phone": "",
        "language": "da",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-institution": institution.pk,
        "memberships-0-role": "editor",
    }
    response = admin_client.post(url_of("samarbejde.user", "add"), data)
    assert response.status_code == 302
    user = User.objects.get(email="ny@sted.example")
    assert (user.has_usable_password(), user.memberships.get().created_by.is_superuser) == (False, True)


def test_only_staff_come_in(client, cast):
    client.force_login(cast.admin)
    assert client.get("/admin/").status_code == 302
    client.logout()
    assert client.get("/admin/login/")["Location"].startswith("/konto/login/")
