"""Several people at the very same moment, each in a thread and a connection of its own."""

import random
import threading
from collections import Counter
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from agreements.actions.agreements import update_agreement
from agreements.actions.approvals import approve_version
from agreements.choices import VersionStatus
from agreements.models import Agreement, AgreementVersion
from samarbejde.actions.attention import refresh_attention
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Collaboration, Event, InternalNote, Person
from tests.access.test_access_table import ROUTES
from tests.factories import (
    AgreementVersionFactory,
    ApprovalFactory,
    CollaborationFactory,
    PartyFactory,
    SchoolFactory,
)  # fmt: skip
from tests.trust.hostile import Forms, filled

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 10
CROWD = 50


def at_once(jobs):
    """Run the jobs side by side, let go at the same moment, and return what they gave."""
    start, given = threading.Barrier(len(jobs)), []

    def run(job):
        start.wait()
        try:
            given.append(job())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            given.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def own_form(client, url) -> dict:
    forms = Forms(client.get(url).content.decode()).forms
    return next(f for f in forms if f["method"] == "post" and f["action"].split("?")[0] in {"", ".", url})


EDITS = {
    "samarbejde:collaboration_edit": "title", "samarbejde:person_edit": "name", "agreements:agreement_edit": "content",
    "followup:session_edit": "note", "knowledge:lesson_edit": "headline",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EDITS))
def test_of_ten_who_saw_the_same_version_one_saves(cast, name):
    url = reverse(name, args=ROUTES[name].args(cast))
    form = own_form(browser(cast.editor), url)
    base = filled(form, "", kinds=set())
    field = next(each for each in base if each == EDITS[name] or each.endswith(f"-{EDITS[name]}"))
    jobs = [
        lambda text=f"Rettet af nummer {number}": browser(cast.editor).post(url, base | {field: [text]}).status_code
        for number in range(WRITERS)
    ]
    assert Counter(map(str, at_once(jobs))) == {"302": 1, "409": WRITERS - 1}


def test_of_fifty_who_save_on_the_way_one_is_kept_and_the_others_are_told(cast):
    url = reverse("agreements:agreement_edit", args=ROUTES["agreements:agreement_edit"].args(cast))
    base = filled(own_form(browser(cast.editor), url), "", kinds=set()) | {"save": ["auto"]}
    clients = [browser(cast.editor) for _ in range(CROWD)]

    def save(client, number):
        response = client.post(url, base | {"content": [f"Skrevet af nummer {number}"]})
        return response.status_code, response.json()["is_saved"], number

    answers = at_once([partial(save, client, number) for number, client in enumerate(clients)])
    assert Counter(map(str, [answer[:2] for answer in answers])) == {"(200, True)": 1, "(409, False)": CROWD - 1}
    winner = next(number for _status, is_saved, number in answers if is_saved)
    assert Agreement.objects.get().content == f"Skrevet af nummer {winner}"


def test_writers_who_try_again_all_get_their_line_in(cast):
    """Each reads, adds a line, and tries again when somebody came first: nobody's line is lost."""
    ROUTES["agreements:agreement_edit"].args(cast)

    def add(number):
        for _attempt in range(200):
            now = Agreement.objects.get()
            text = f"{now.content}\nLinje {number}"
            try:
                update_agreement(agreement=now, version=now.version, content=text, on_the_way=True, by=cast.editor)
            except StaleVersion:
                continue
            return "saved"
        return "gave up"

    assert at_once([partial(add, number) for number in range(WRITERS)]) == ["saved"] * WRITERS
    lines = Agreement.objects.get().content.splitlines()
    assert sorted(lines[1:]) == sorted(f"Linje {number}" for number in range(WRITERS))


CREATES = {
    "samarbejde:collaboration_create": (Collaboration, {"title": "Nyt og kun ét", "places": None}),
    "samarbejde:person_create": (Person, {"name": "Kun En", "function": "teacher", "school": "101023"}),
    "samarbejde:collaboration_notes": (InternalNote, {"text": "Kun én gang"}),
}


@pytest.mark.parametrize("name", sorted(CREATES))
def test_a_form_sent_four_times_makes_one_row(cast, name):
    """A double click, and two more: with all its fields alike, the mask against forgery among them."""
    model, values = CREATES[name]
    url, client = reverse(name, args=ROUTES[name].args(cast)), browser(cast.editor)
    data = filled(own_form(client, url), "", kinds=set())
    data |= {key: [f"school:{SchoolFactory().pk}" if text is None else text] for key, text in values.items()}
    before = model.objects.count()

    def send():
        again = Client()
        again.cookies = client.cookies
        return again.post(url, data)

    answers = at_once([send] * 4)
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * 4
    assert (len({answer["Location"] for answer in answers}), model.objects.count()) == (1, before + 1)


def test_a_form_that_was_turned_down_can_be_sent_again(cast):
    client, url = browser(cast.editor), reverse("samarbejde:collaboration_notes", args=[cast.collaboration.pk])
    data = filled(own_form(client, url), "", kinds=set())
    assert [client.post(url, data | {"text": [""]}).status_code for _ in range(2)] == [200, 200]
    assert client.post(url, data | {"text": ["Nu"]}).status_code == 302


def test_the_same_words_from_a_page_opened_again_are_a_new_note(cast):
    client, url = browser(cast.editor), reverse("samarbejde:collaboration_notes", args=[cast.collaboration.pk])
    for _ in range(2):
        client.post(url, filled(own_form(client, url), "", kinds=set()) | {"text": ["Ring igen"]})
    assert InternalNote.objects.count() == 2


def test_the_last_two_to_approve_conclude_the_agreement_once(cast):
    ROUTES["agreements:agreement_preview"].args(cast)
    version = AgreementVersionFactory(agreement=cast.collaboration.agreement, number=1, sent_by=cast.editor)
    approvals = [ApprovalFactory(version=version, party=party) for party in (cast.party, cast.own_party)]
    jobs = [
        lambda approval=approval: (
            approve_version(
                approval=type(approval).objects.get(pk=approval.pk), typed_name="Lone", text_hash=version.content_hash
            ).answer
        )
        for approval in approvals * 3
    ]
    assert at_once(jobs) == ["approved"] * 6
    assert AgreementVersion.objects.get(pk=version.pk).status == VersionStatus.APPROVED
    verbs = Counter(Event.objects.filter(verb__startswith="agreement_").values_list("verb", flat=True))
    assert (verbs["agreement_approved"], verbs["agreement_concluded"]) == (2, 1)


def test_signals_are_recomputed_side_by_side_without_a_deadlock(cast):
    school = SchoolFactory()
    pks = [row.pk for row in CollaborationFactory.create_batch(12, institution=cast.institution)]
    for pk in pks:
        PartyFactory(collaboration_id=pk, school=school)
    chance = random.Random(1)
    jobs = [partial(refresh_attention, collaborations=chance.sample(pks, 9)) for _ in range(8)] + [
        refresh_attention
    ] * 2
    results = at_once(jobs)
    assert [result for result in results if isinstance(result, Exception)] == []
