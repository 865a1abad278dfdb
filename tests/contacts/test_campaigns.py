import csv
import io
import uuid

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from contacts.actions.campaign_sending import draft_campaign, note_response, send_campaign
from contacts.actions.campaigns import add_schools, start_campaign
from contacts.choices import CampaignStatus, Outcome, RecipientStatus
from contacts.models import Campaign, CampaignRecipient, ContactAttempt, Unsubscription, ValueProposition
from contacts.placeholders import complaints, filled
from samarbejde.choices import Function, MessageStatus
from samarbejde.models import OutboxMessage, School
from tests.factories import (
    CampaignFactory,
    CampaignRecipientFactory,
    MunicipalityFactory,
    PersonFactory,
    PostFactory,
    SchoolFactory,
    UnsubscriptionFactory,
)

TEXT = "Kære {navn}\n\n{udbytte}\n\nHilsen {afsender}"


@pytest.fixture
def schools(cast):
    town = MunicipalityFactory(name="Holbæk", code="0316")
    names = ("Fjordskolen", "Bakkeskolen", "Åskolen")
    return [
        SchoolFactory(name=name, number=f"10150{n}", municipality=town, email=f"{n}@skole.example", city="Holbæk")
        for n, name in enumerate(names)
    ]


def started(cast, schools, **more) -> Campaign:
    values = {"title": "Åbne dage", "subject": "Vil {skole} med ud?", "text": TEXT, "value": "En dag ude."} | more
    return start_campaign(institution=cast.institution, schools=schools, by=cast.editor, **values)


def form(**more) -> dict:
    return {
        "form_key": str(uuid.uuid4()), "title": "Åbne dage", "channel": "mail", "audience": "known",
        "subject": "Vil {skole} med ud?", "text": TEXT, "value": "En dag ude.",
    } | more  # fmt: skip


# Placeholders


def test_only_known_words_in_braces_are_filled_in_and_values_are_not_read_again():
    assert filled("{Skole} og {navn}", {"skole": "{navn}", "navn": "Inger"}) == "{navn} og Inger"


@pytest.mark.parametrize("text", ["{skolens navn}", "{0}", "{skole.name}", "{}", "{skole", "skole}", "{{skole}}"])
def test_an_unknown_placeholder_is_a_clear_complaint(text):
    assert len(complaints(text)) == 1


def test_the_known_placeholders_are_all_right():
    assert complaints("{skole} {navn} {kommune} {by} {udbytte} {sted} {afsender}") == []


@pytest.mark.guide("1A2")
def test_an_unknown_placeholder_names_itself_and_nothing_typed_is_lost(cast, login, schools):
    response = login(cast.editor).post("/kampagner/ny/", form(text="Kære {fornavn}", udvalg="kommune=0316"))
    errors = response.context["form"].errors["text"]
    said = (
        "{fornavn} er ikke et felt, vi kender. I kan bruge {skole}, {navn}, {kommune}, {by}, {udbytte}, {sted},"
        " {afsender}."
    )
    assert errors == [said]
    assert "Kære {fornavn}" in response.content.decode()
    assert Campaign.objects.count() == 0


# Choosing


@pytest.mark.guide("1A2")
def test_any_filter_of_the_list_of_schools_and_ticks_make_the_target_list(cast, login, schools):
    client = login(cast.editor)
    link = client.get("/skoler/?kommune=0316").content.decode()
    assert "/kampagner/ny/?kommune=0316" in link
    page = client.get("/kampagner/ny/?kommune=0316")
    assert [school.name for school in page.context["chosen"].found] == ["Bakkeskolen", "Fjordskolen", "Åskolen"]
    response = client.post("/kampagner/ny/", form(udvalg="kommune=0316", valgt=["101500", "101502"]))
    campaign = Campaign.objects.get()
    assert response["Location"] == campaign.get_absolute_url()
    assert sorted(campaign.recipients.values_list("school__number", flat=True)) == ["101500", "101502"]
    assert (campaign.chosen_by, campaign.status) == ("kommune=0316", CampaignStatus.DRAFT)


def test_a_shortlist_of_numbers_fills_the_page_in(cast, login, schools):
    page = login(cast.editor).get("/kampagner/ny/?skole=101500,101502&titel=Kortliste")
    assert [school.number for school in page.context["chosen"].found] == ["101500", "101502"]
    assert page.context["form"]["title"].value() == "Kortliste"


@pytest.mark.parametrize(
    "query", ["", "?q=", "?skole=", "?skole=%00", "?kommune=%00&skole=1'--", "?skole=" + "9," * 900]
)
def test_no_filter_is_no_school_and_nonsense_is_no_error(cast, login, schools, query):
    page = login(cast.editor).get(f"/kampagner/ny/{query}")
    assert (page.status_code, page.context["chosen"].found) == (200, [])


def test_sending_the_form_twice_makes_one_campaign(cast, login, schools):
    values = form(udvalg="kommune=0316", valgt=["101500"])
    client = login(cast.editor)
    answers = [client.post("/kampagner/ny/", values)["Location"] for _each in range(2)]
    assert (len(set(answers)), Campaign.objects.count()) == (1, 1)


@pytest.mark.guide("1A3")
def test_the_letter_goes_to_whom_one_knows_or_to_the_office(cast, schools):
    leader = PersonFactory(institution=cast.institution, name="Birgit Holm", email="birgit@skole.example")
    PostFactory(person=leader, school=schools[0], function=Function.SCHOOL_LEADER)
    teacher = PersonFactory(institution=cast.institution, name="Inger Bech", email="inger@skole.example")
    PostFactory(person=teacher, school=schools[0], function=Function.TEACHER)
    stranger = PersonFactory(institution=cast.elsewhere, name="Fremmed", email="fremmed@skole.example")
    PostFactory(person=stranger, school=schools[1], function=Function.TEACHER)
    names = {}
    for audience in ("known", "leader", "office"):
        rows = started(cast, schools[:2], audience=audience).recipients.order_by("school__number")
        names[audience] = [(row.name, row.email) for row in rows]
    office = [("", "0@skole.example"), ("", "1@skole.example")]
    assert names == {
        "known": [("Inger Bech", "inger@skole.example"), office[1]],
        "leader": [("Birgit Holm", "birgit@skole.example"), office[1]],
        "office": office,
    }


# Sending


@pytest.mark.guide("1A2")
def test_drafts_are_looked_through_and_then_sent_once(cast, login, schools):
    campaign = started(cast, schools)
    client = login(cast.coordinator)
    client.post(reverse("contacts:campaign_draft", args=[campaign.pk]))
    mails = OutboxMessage.objects.order_by("pk")
    assert [mail.status for mail in mails] == [MessageStatus.DRAFT] * 3
    assert mails[0].subject == "Vil Fjordskolen med ud?"
    assert mails[0].body.startswith("Kære alle på Fjordskolen\n\nEn dag ude.\n\nHilsen Karen Toft\n\n")
    assert f"/udbakke/?slags=campaign-{campaign.pk}" in client.get(campaign.get_absolute_url()).content.decode()
    for _twice in range(2):
        client.post(reverse("contacts:campaign_send", args=[campaign.pk]))
    campaign.refresh_from_db()
    assert (campaign.status, campaign.sent_on) == (CampaignStatus.SENT, timezone.localdate())
    assert OutboxMessage.objects.filter(status=MessageStatus.QUEUED).count() == 3
    assert sorted(ContactAttempt.objects.values_list("school__number", "channel", "outcome")) == [
        (number, "mail", "message") for number in ("101500", "101501", "101502")
    ]


def test_an_editor_writes_drafts_but_does_not_send(cast, login, schools):
    campaign = started(cast, schools)
    client = login(cast.editor)
    client.post(reverse("contacts:campaign_draft", args=[campaign.pk]))
    assert client.post(reverse("contacts:campaign_send", args=[campaign.pk])).status_code == 403
    assert OutboxMessage.objects.filter(status=MessageStatus.DRAFT).count() == 3


def test_writing_the_drafts_anew_changes_the_text_and_makes_no_more(cast, schools):
    campaign = started(cast, schools)
    draft_campaign(campaign=campaign, by=cast.editor)
    Campaign.objects.filter(pk=campaign.pk).update(text="Nyt: {skole}")
    assert draft_campaign(campaign=campaign, by=cast.editor) == 3
    bodies = [mail.body.splitlines()[0] for mail in OutboxMessage.objects.order_by("pk")]
    assert bodies == ["Nyt: Fjordskolen", "Nyt: Bakkeskolen", "Nyt: Åskolen"]


def test_a_draft_that_was_stopped_in_the_outbox_is_not_sent(cast, schools):
    campaign = started(cast, schools)
    draft_campaign(campaign=campaign, by=cast.editor)
    first = OutboxMessage.objects.order_by("pk").first()
    OutboxMessage.objects.filter(pk=first.pk).update(status=MessageStatus.CANCELLED)
    assert send_campaign(campaign=campaign, by=cast.coordinator) == 2
    first.refresh_from_db()
    assert first.status == MessageStatus.CANCELLED
    assert ContactAttempt.objects.count() == 2


def test_the_database_refuses_the_same_school_and_the_same_address_twice(cast, schools):
    campaign = CampaignFactory(institution=cast.institution, created_by=cast.editor)
    CampaignRecipientFactory(campaign=campaign, school=schools[0], email="a@b.example", status="sent")
    for doubled in ({"school": schools[0]}, {"school": schools[1], "email": "A@b.example", "status": "drafted"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CampaignRecipientFactory(campaign=campaign, **doubled)


def test_two_schools_with_one_office_get_one_mail(cast, schools):
    School.objects.filter(pk__in=[s.pk for s in schools[:2]]).update(email="Kontor@skole.example")
    campaign = started(cast, list(School.objects.filter(number__startswith="10150")))
    assert draft_campaign(campaign=campaign, by=cast.editor) == 2
    assert campaign.recipients.filter(status=RecipientStatus.DOUBLE).count() == 1


def test_schools_can_join_once_and_only_before_it_is_sent(cast, schools):
    campaign = started(cast, schools[:1])
    assert [add_schools(campaign=campaign, schools=schools, by=cast.editor) for _each in range(2)] == [2, 0]


# Unsubscribing


def link_in(mail) -> str:
    return mail.body[mail.body.index("/afmeld/k/") :].split()[0]


@pytest.mark.guide("1A2")
def test_whoever_unsubscribes_hears_no_more_from_this_place_only(cast, client, schools):
    earlier = started(cast, schools[:1])
    draft_campaign(campaign=earlier, by=cast.editor)
    waiting = started(cast, schools[:1], title="Den næste")
    draft_campaign(campaign=waiting, by=cast.editor)
    page = client.get(link_in(OutboxMessage.objects.order_by("pk").first()), follow=True)
    assert (page.status_code, Unsubscription.objects.count()) == (200, 0)
    for _twice in range(2):
        client.post(page.redirect_chain[-1][0], {"hvem": "mig"})
    assert Unsubscription.objects.get().institution == cast.institution
    assert set(OutboxMessage.objects.values_list("status", flat=True)) == {MessageStatus.CANCELLED}
    assert send_campaign(campaign=waiting, by=cast.coordinator) == 0
    later = started(cast, schools[:1], title="Senere")
    assert later.recipients.get().status == RecipientStatus.UNSUBSCRIBED
    theirs = start_campaign(institution=cast.elsewhere, title="Skov", schools=schools[:1], text="x", by=cast.other)
    assert theirs.recipients.get().status == RecipientStatus.CHOSEN


def test_a_whole_school_can_unsubscribe_also_from_letters_and_lists(cast, client, login, schools):
    letters = started(cast, schools, channel="post")
    mails = started(cast, schools[:1])
    draft_campaign(campaign=mails, by=cast.editor)
    page = client.get(link_in(OutboxMessage.objects.get()), follow=True)
    client.post(page.redirect_chain[-1][0], {"hvem": "skole"})
    rows = read_csv(login(cast.editor).get(f"/kampagner/{letters.pk}/fletfil/?format=csv"))
    assert [row["Skole"] for row in rows] == ["Bakkeskolen", "Åskolen"]


def read_csv(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_somebody_who_unsubscribed_after_the_drafts_is_left_out_of_the_sending(cast, schools):
    campaign = started(cast, schools)
    draft_campaign(campaign=campaign, by=cast.editor)
    UnsubscriptionFactory(institution=cast.institution, email="1@SKOLE.example")
    assert send_campaign(campaign=campaign, by=cast.coordinator) == 2
    stopped = campaign.recipients.get(school=schools[1])
    assert (stopped.status, stopped.message.status) == (RecipientStatus.UNSUBSCRIBED, MessageStatus.CANCELLED)


# Answers and files


@pytest.mark.guide("1A2")
def test_an_answer_stands_in_the_campaign_and_in_the_schools_own_log(cast, login, schools):
    campaign = started(cast, schools)
    draft_campaign(campaign=campaign, by=cast.editor)
    send_campaign(campaign=campaign, by=cast.coordinator)
    row = campaign.recipients.get(school=schools[0])
    client = login(cast.editor)
    values = {"outcome": "interested", "responded_on": timezone.localdate().isoformat(), "note": "Gerne i maj"}
    client.post(reverse("contacts:recipient_response", args=[campaign.pk, row.pk]), values)
    page = client.get(campaign.get_absolute_url())
    figures = page.context["campaign"]
    assert (figures.schools, figures.sent, figures.answered, figures.interested) == (3, 3, 1, 1)
    log = client.get(schools[0].get_absolute_url()).content.decode()
    assert ("Gerne i maj" in log, "kontaktede os" in log) == (True, True)
    shown = client.get(campaign.get_absolute_url() + "?vis=interesseret").context["rows"]
    assert [each.school for each in shown] == [schools[0]]


def test_the_same_answer_sent_twice_is_one_contact(cast, schools):
    row = CampaignRecipientFactory(
        campaign=CampaignFactory(institution=cast.institution, created_by=cast.editor), school=schools[0]
    )
    for _twice in range(2):
        note_response(recipient=row, outcome=Outcome.NO, responded_on=timezone.localdate(), by=cast.editor)
    assert ContactAttempt.objects.count() == 1


def test_the_merge_file_has_address_name_and_the_whole_text(cast, login, schools):
    campaign = started(cast, schools[:1], channel="post")
    book = openpyxl.load_workbook(io.BytesIO(login(cast.editor).get(f"/kampagner/{campaign.pk}/fletfil/").content))
    header, row = book.active.iter_rows(values_only=True)
    shown = dict(zip(header, row, strict=True))
    assert (shown["Skole"], shown["By"], shown["Kommune"]) == ("Fjordskolen", "Holbæk", "Holbæk")
    assert shown["Tekst"] == "Kære alle på Fjordskolen\n\nEn dag ude.\n\nHilsen Maja Lindholt"


def test_letters_are_noted_as_sent_in_each_schools_log(cast, schools):
    campaign = started(cast, schools, channel="post")
    assert send_campaign(campaign=campaign, by=cast.coordinator) == 3
    assert set(ContactAttempt.objects.values_list("channel", flat=True)) == {"post"}


@pytest.mark.guide("1A6")
def test_what_the_school_gets_out_of_it_is_kept_and_used_again(cast, login, schools):
    client = login(cast.editor)
    chosen = {"udvalg": "kommune=0316", "valgt": ["101500"]}
    client.post("/kampagner/ny/", form(value="En dag ude.", keep_as="Fjorden", **chosen))
    kept = ValueProposition.objects.get()
    assert (kept.title, kept.text, kept.institution) == ("Fjorden", "En dag ude.", cast.institution)
    client.post("/kampagner/ny/", form(value="", proposition=kept.pk, **chosen))
    assert Campaign.objects.order_by("pk").last().value == "En dag ude."
    campaign = Campaign.objects.order_by("pk").last()
    draft_campaign(campaign=campaign, by=cast.editor)
    assert "En dag ude." in OutboxMessage.objects.get().body


def test_another_places_value_proposition_cannot_be_chosen(cast, login, schools):
    theirs = ValueProposition.objects.create(
        institution=cast.elsewhere, title="Skov", text="kanarie", created_by=cast.other
    )
    response = login(cast.editor).post("/kampagner/ny/", form(value="", proposition=theirs.pk, udvalg="kommune=0316"))
    assert set(response.context["form"].errors) >= {"proposition"}
    assert "kanarie" not in response.content.decode()


def test_a_lost_update_is_refused_with_both_texts(cast, login, schools):
    campaign = started(cast, schools)
    client = login(cast.editor)
    url = reverse("contacts:campaign_edit", args=[campaign.pk])
    assert client.post(url, form(version=campaign.version, title="Første")).status_code == 302
    late = client.post(url, form(version=campaign.version, title="Anden"))
    assert (late.status_code, [(d.yours, d.stored) for d in late.context["form"].conflict]) == (
        409, [("Anden", "Første")],
    )  # fmt: skip


@pytest.mark.parametrize("rows", [1, 30])
def test_list_and_page_cost_the_same_with_one_and_thirty(cast, login, django_assert_num_queries, rows):
    campaign = CampaignFactory(institution=cast.institution, created_by=cast.editor)
    for _number in range(rows):
        CampaignRecipientFactory(campaign=campaign, person=PersonFactory(institution=cast.institution), name="Inger")
        CampaignFactory(institution=cast.institution, created_by=cast.editor)
    client = login(cast.reader)
    with django_assert_num_queries(4):
        client.get("/kampagner/")
    with django_assert_num_queries(5):
        client.get(campaign.get_absolute_url())


@pytest.mark.guide("1A3")
@pytest.mark.parametrize("rows", [1, 30])
def test_the_ways_that_worked_stand_school_by_school_and_overall(cast, login, django_assert_num_queries, rows):
    from tests.factories import ContactAttemptFactory

    for number in range(rows):
        ContactAttemptFactory(
            collaboration=cast.collaboration, school=SchoolFactory(name=f"Skole {number}"), channel="phone",
            outcome="meeting", created_by=cast.editor,
        )  # fmt: skip
    client = login(cast.reader)
    with django_assert_num_queries(8):
        page = client.get("/kontakt/veje/")
    assert [(row.tries, row.led_on, row.best) for row in page.context["schools"]] == [(1, 1, "telefon")] * rows
    assert page.context["best_way"] == "telefon"


def test_recipients_are_found_only_in_their_own_campaign(cast, login, schools):
    mine, other = started(cast, schools), started(cast, schools, title="Den anden")
    row = other.recipients.first()
    url = reverse("contacts:recipient_remove", args=[mine.pk, row.pk])
    assert login(cast.editor).post(url).status_code == 404
    assert CampaignRecipient.objects.filter(status=RecipientStatus.CANCELLED).count() == 0
