"""Sharing with the network: chosen item by item, names taken out, seen first, found by the network and nobody else."""

import datetime

import pytest
from django.urls import reverse

from knowledge.actions.documents import index_lessons, index_record
from knowledge.actions.sharing import change_shared, share_item, take_back, use_shared
from knowledge.models import SharedItem, SharedUse
from knowledge.panel import KnowledgePanel
from knowledge.queries.names import names_of
from knowledge.queries.shareable import get_shareable
from samarbejde.actions.erasure import erase_person
from samarbejde.choices import DocumentKind
from samarbejde.models import SearchDocument
from tests.cast import colleague
from tests.factories import (
    ClosureFactory,
    FormatFactory,
    InstitutionFactory,
    InternalNoteFactory,
    LessonFactory,
    NetworkFactory,
    ParticipantFactory,
    PersonFactory,
    SharedItemFactory,
)  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.guide("4C8")]
LIST = reverse("knowledge:shared_list")
SEARCH = reverse("knowledge:search")


@pytest.fixture
def lesson(cast):
    person = PersonFactory(institution=cast.institution, name="Inger Bech", email="inger@skolen.example")
    ParticipantFactory(party=cast.party, person=person)
    return LessonFactory(
        collaboration=cast.collaboration, headline="Ring til Inger Bech, før I booker bussen", written_by=cast.editor,
        text="Ingers mail er inger@skolen.example, og nummeret 20 30 40 50. Bussen kører fra Tinghøjskolen.",
    )  # fmt: skip


@pytest.fixture
def peer(cast):
    """Somebody who edits at another place in the same network."""
    return colleague(InstitutionFactory(network=cast.network_group, slug="skoven"), "editor", "Peter Peer")


@pytest.fixture
def shared(cast, lesson):
    source = get_shareable(cast.coordinator, "erfaring", lesson.pk)
    return share_item(source=source, title="Bestil bussen først", text="Ring, før I booker.", by=cast.coordinator)


def create_url(lesson):
    return reverse("knowledge:share_create", args=["erfaring", lesson.pk])


def test_names_addresses_and_numbers_are_taken_out_of_the_proposal(login, cast, lesson):
    form = login(cast.coordinator).get(create_url(lesson)).context["form"]

    assert form.initial["title"] == "Ring til (navn), før I booker bussen"
    assert form.initial["text"] == "(navn)s mail er (e-mail), og nummeret (telefon). Bussen kører fra Tinghøjskolen."


def test_one_sees_what_the_others_see_before_it_is_shared(login, cast, lesson, peer):
    client = login(cast.coordinator)
    words = {"title": "Bestil bussen først", "text": "Ring, før I booker.", "version": "0"}

    page = client.post(create_url(lesson), words)
    assert "Sådan ser de andre det" in page.content.decode()
    assert not SharedItem.objects.exists()

    changed = words | {"text": "Noget andet", "step": "share", "seen": page.context["seen"]}
    assert client.post(create_url(lesson), changed).status_code == 200  # other words than those that were shown
    assert not SharedItem.objects.exists()

    answer = client.post(create_url(lesson), words | {"step": "share", "seen": page.context["seen"]})
    item = SharedItem.objects.get()
    assert (answer.url, item.text) == (item.get_absolute_url(), "Ring, før I booker.")
    assert "Ring, før I booker." in login(peer).get(item.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "left", ["Skriv til inger@skolen.example", "Ring 20304050", "Spørg Inger Bech", "Inger Bechs bus"]
)
def test_what_tells_who_it_was_is_refused_and_nothing_typed_is_lost(login, cast, lesson, left):
    page = login(cast.coordinator).post(create_url(lesson), {"title": "Bussen", "text": left, "version": "0"})

    assert page.context["preview"] is None
    assert "Det her skal ud, før det kan deles" in page.content.decode()
    assert page.context["form"]["text"].value() == left


def test_a_heading_alone_is_enough(login, cast, lesson):
    page = login(cast.coordinator).post(create_url(lesson), {"title": "Bestil bussen", "text": "", "version": "0"})

    assert page.context["preview"] == {"title": "Bestil bussen", "text": ""}


def test_a_first_name_that_is_left_is_pointed_out(login, cast, lesson):
    page = login(cast.coordinator).post(create_url(lesson), {"title": "Bus", "text": "Inger ved det", "version": "0"})

    assert page.context["resembled"] == ["Inger"]


def test_a_part_of_a_word_is_no_name():
    names = names_of(["Sten Bo", "Eva Maria Holm"])

    assert names.without("Stenalderen i Bovrup, holmen og Eva") == "Stenalderen i Bovrup, holmen og (navn)"


def test_the_network_finds_it_and_nobody_else_does(login, cast, shared, peer):
    def finds(user):
        return shared.get_absolute_url() in login(user).get(SEARCH, {"q": "bestilte bus"}).content.decode()

    outsider = colleague(InstitutionFactory(network=NetworkFactory(), slug="andre"), "admin", "Otto Outsider")
    assert [finds(user) for user in (peer, cast.network, cast.reader)] == [True, True, True]
    assert [finds(user) for user in (cast.other, outsider)] == [False, False]
    assert login(outsider).get(shared.get_absolute_url()).status_code == 404
    assert "Bestil bussen" not in login(outsider).get(LIST).content.decode()


def test_the_source_itself_never_leaves_the_house(login, cast, shared, lesson, peer):
    InternalNoteFactory(collaboration=cast.collaboration, text="KANARIE-note", created_by=cast.editor)
    client = login(peer)

    pages = [client.get(LIST), client.get(shared.get_absolute_url()), client.get(SEARCH, {"q": "Bestil bussen"})]
    text = "".join(page.content.decode() for page in pages)
    assert [word for word in ("Inger", "20 30 40 50", "KANARIE-note", "Havet som klasserum") if word in text] == []
    assert client.get(SEARCH, {"q": "Inger"}).context["found"].is_empty
    assert client.get(reverse("knowledge:knowledge_detail", args=[cast.collaboration.pk])).status_code == 404


def test_taken_back_is_gone_at_once_and_can_be_shared_anew(login, cast, shared, lesson, peer):
    login(cast.coordinator).post(reverse("knowledge:shared_take_back", args=[shared.pk]))

    client = login(peer)
    assert client.get(shared.get_absolute_url()).status_code == 404
    assert not SearchDocument.objects.filter(kind=DocumentKind.SHARED).exists()
    assert login(cast.coordinator).get(create_url(lesson)).status_code == 200


def test_a_lesson_put_aside_is_taken_back(login, cast, shared, lesson):
    url = reverse("knowledge:lesson_retire", args=[cast.collaboration.pk, lesson.pk])
    login(cast.coordinator).post(url, {"reason": "Ny ordning"})

    shared.refresh_from_db()
    assert shared.taken_back_by == cast.coordinator


def test_a_place_that_leaves_the_network_takes_its_things_along(login, cast, shared, peer):
    cast.institution.network = NetworkFactory()
    cast.institution.save(update_fields=["network"])

    client = login(peer)
    assert client.get(shared.get_absolute_url()).status_code == 404
    assert client.get(SEARCH, {"q": "Bestil bussen"}).context["found"].is_empty
    newcomer = colleague(InstitutionFactory(network=cast.institution.network, slug="ny"), "editor", "Nora Ny")
    assert login(newcomer).get(SEARCH, {"q": "Bestil bussen"}).context["found"].is_empty


def test_others_say_that_they_have_used_it_once(login, cast, shared, peer):
    client = login(peer)
    url = reverse("knowledge:shared_use", args=[shared.pk])
    for _time in range(2):
        client.post(url)

    assert SharedUse.objects.count() == 1
    assert "brugt af 1" in client.get(LIST).content.decode()
    assert login(cast.editor).post(url).status_code == 403  # one's own


def test_a_lost_update_is_shown_and_overwrites_nothing(login, cast, shared):
    change_shared(item=shared, title="Ny", text="Nyt", version=1, by=cast.admin)
    url = reverse("knowledge:shared_edit", args=[shared.pk])
    client = login(cast.coordinator)
    words = {"title": "Min", "text": "Mit", "version": "1"}
    seen = client.post(url, words).context["seen"]

    assert client.post(url, words | {"step": "share", "seen": seen}).status_code == 409
    shared.refresh_from_db()
    assert shared.title == "Ny"


def test_a_record_is_shared_without_people_and_other_schools(login, cast, full):
    ClosureFactory(collaboration=full, explanation="Inger Bech flyttede, og vi stoppede", closed_by=cast.editor)
    form = login(cast.coordinator).get(reverse("knowledge:share_create", args=["historie", full.pk])).context["form"]

    text = form.initial["text"]
    assert "(navn) flyttede" in text
    assert [word for word in ("Inger", "Sofie", "Lone", "Birkemoseskolen", "12345678", "KANARIE") if word in text] == []


def test_a_form_of_ones_own_is_shared(login, cast, peer):
    own = FormatFactory(institution=cast.institution, name="Nattevagt på museet", description="Klassen sover hos os.")
    client = login(cast.coordinator)

    assert own.name in client.get(LIST, {"kun": "egne"}).content.decode()
    url = reverse("knowledge:share_create", args=["form", own.pk])
    words = {"title": own.name, "text": "Klassen sover hos os.", "version": "0"}
    client.post(url, words | {"step": "share", "seen": client.post(url, words).context["seen"]})
    assert own.name in login(peer).get(LIST).content.decode()
    assert login(peer).get(url).status_code == 404


def test_without_a_network_it_says_so(login, cast):
    theirs = LessonFactory(collaboration=cast.foreign, headline="Skoven er våd", written_by=cast.other)
    client = login(cast.other)
    words = {"title": "Skoven", "text": "Den er våd", "version": "0"}
    seen = client.post(create_url(theirs), words).context["seen"]

    page = client.post(create_url(theirs), words | {"step": "share", "seen": seen})
    assert page.content.decode().count("Jeres sted er ikke med i et netværk") >= 1
    assert not SharedItem.objects.exists()
    assert "Jeres sted er ikke med i et netværk" in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_1_and_30(login, cast, peer, django_assert_num_queries, rows):
    for item in SharedItemFactory.create_batch(rows, institution=cast.institution, network=cast.network_group):
        use_shared(item=item, institution=peer.memberships.get().institution, by=peer)
    client = login(peer)
    with django_assert_num_queries(4):
        assert client.get(LIST).context["items"][0].use_count == 1


def test_the_newest_comes_first(login, cast, peer):
    first, second = SharedItemFactory.create_batch(2, institution=cast.institution, network=cast.network_group)
    SharedItem.objects.filter(pk=second.pk).update(shared_at=first.shared_at - datetime.timedelta(days=1))

    assert list(login(peer).get(LIST).context["items"]) == [first, second]


def test_taking_back_twice_is_once(cast, shared):
    first = take_back(item=shared, by=cast.coordinator)
    assert take_back(item=shared, by=cast.admin).taken_back_by == first.taken_back_by


def test_an_erased_person_is_taken_out_of_lessons_endings_and_what_is_shared(cast, full):
    inger = full.institution.people.get(name="Inger Bech")
    lesson = LessonFactory(collaboration=full, headline="Inger Bech ved alt", written_by=cast.editor)
    closure = ClosureFactory(collaboration=full, explanation="Inger Bech flyttede", closed_by=cast.editor)
    item = SharedItemFactory(institution=full.institution, network=cast.network_group, lesson=lesson, text="Inger Bech")
    index_lessons(lessons=[lesson])
    index_record(collaboration=full)

    assert [r.text for r in KnowledgePanel().person_records(inger)] == ["Inger Bech ved alt", "Inger Bech flyttede"]
    erase_person(person=inger, by=cast.coordinator)

    for row in (lesson, closure, item):
        row.refresh_from_db()
    assert [lesson.headline, closure.explanation, item.text] == [
        "(slettet person) ved alt", "(slettet person) flyttede", "(slettet person)",
    ]  # fmt: skip
    assert not SearchDocument.objects.filter(body__contains="Inger Bech").exists()
    assert not SearchDocument.objects.filter(title__contains="Inger Bech").exists()
