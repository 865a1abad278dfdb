"""What one institution writes is found in no page, file, search or heading that others can open."""

import copy
import re

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, reverse

import config.urls  # it decides what the administration holds
from evaluations.choices import Reader
from tests.access.conftest import Visitors
from tests.access.rules import ACTORS
from tests.access.test_access_table import ROUTES
from tests.cast import assemble
from tests.trust.canaries import fill, marks_in

ECHO = re.compile(r"kan-[\w.-]+")
READABLE = sorted(name for name, route in ROUTES.items() if "GET" in route.methods)
NOTES_PAGE = "samarbejde:collaboration_notes"
# What is internal, and the only pages it stands on.
INTERNAL = {
    "internalnote": {NOTES_PAGE},
    "internalexperience": {"evaluations:talk_detail", "evaluations:talk_edit"},
}
# Fields a network's coordinator never reads: people, what was said, internal considerations, mail, files.
NOT_FOR_NETWORK = {
    *INTERNAL, "person", "post", "participant", "outboxmessage", "outboxattachment", "storedfile", "contactattempt",
    "assessment", "approval", "link", "event", "task", "staffprofile", "absence", "briefing", "meeting",
    "meetinginvitation", "actionpoint",
    "driftanswer", "hoursentry", "invitation", "inquiry", "assessmentstaff", "expectationanswer",
    "expectationconfirmation",
}  # fmt: skip
LISTS = ["samarbejde:collaboration_list", "samarbejde:school_list", "samarbejde:person_list", "contacts:inquiry_list"]
COLUMNS = "titel,fase,naeste,trin,ansvarlig,timer,opmaerksomhed,slags,status,periode,kommune,fag,maerker,sted,aendret"
QUERIES = {
    "samarbejde:school_list": ["?q=hemmelig", "?filter=1"],
    "samarbejde:person_list": ["?q=hemmelig", "?filter=1"],
    "samarbejde:collaboration_list": ["?q=hemmelig", "?filter=1", f"?kolonner={COLUMNS}", "?som=tavle"],
    "samarbejde:collaboration_export": ["?format=csv", f"?format=xlsx&kolonner={COLUMNS}", "?q=hemmelig"],
    "samarbejde:school_export": ["?format=csv", "?format=xlsx"],
    "samarbejde:person_export": ["?format=csv", "?format=xlsx"],
    "samarbejde:place_options": ["?places_q=hemmelig"],
    "samarbejde:person_options": ["?person_q=hemmelig", "?person_q=inger"],
    "samarbejde:outbox": ["?status=queued"],
    "samarbejde:signal_list": ["?mine=1"],
    "contacts:inquiry_list": [
        "?q=hemmelig",
        "?filter=1",
        "?kolonner=oenske,driver,svar,mail,omfang,sted",
    ],
    "contacts:inquiry_export": ["?format=csv", "?format=xlsx"],
    "contacts:inquiry_places": ["?places_q=hemmelig", "?places_q=ting"],
    "contacts:attempt_quick": ["?q=hemmelig", "?q=ting"],
    "followup:session_list": ["?vis=alle"],
    "followup:session_quick": ["?q=hemmelig"],
    "followup:calendar": ["?vis=skoler", "?vis=alle"],
    "evaluations:report_list": ["?aar=2026", "?skoleaar=2025"],
    "evaluations:cross_export": ["?aar=2026"],
    "knowledge:search": ["?q=hemmelig", "?q=kan-for", "?q=havet"],
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two institutions with a mark in every free text, made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = assemble()
        fill(cast)
        yield cast, Visitors(cast)
        transaction.set_rollback(True)


def pages(cast):
    """Yield (route name, address) of everything one can GET with our own objects."""
    for name in READABLE:
        with transaction.atomic():
            url = reverse(name, args=ROUTES[name].args(copy.deepcopy(cast)))
            for query in ["", *QUERIES.get(name, [])]:
                yield name, url + query
            if name == "evaluations:reader_export":
                for reader in Reader.values:
                    path = url.replace("leader.csv", reader)
                    yield from ((name, f"{path}.{kind}") for kind in ("csv", "xlsx", "pdf", "docx"))
            if name == "evaluations:reader_report":
                yield from ((name, url.replace("leader", reader)) for reader in Reader.values)
            if name in {"evaluations:report_export", "evaluations:cross_export"}:
                yield from ((name, url.replace(".csv", kind)) for kind in (".xlsx", ".pdf", ".docx"))
            transaction.set_rollback(True)


def may_not_see(actor: str, name: str, mark: tuple[str, str, str]) -> bool:
    side, model, field = mark
    if (model, field) == ("answer", "text"):
        return True  # one answer: too few to be shown to anybody
    if actor == "superuser":
        return name not in INTERNAL.get(model, {name})
    if actor == "anonymous" or side != ("for" if actor == "other" else "our"):
        return True
    if model in INTERNAL:
        return name not in INTERNAL[model]
    return actor == "network" and model in NOT_FOR_NETWORK


@pytest.mark.parametrize("actor", ACTORS)
def test_no_page_shows_what_it_should_not(world, db, actor):
    cast, visitors = world
    leaks = {
        (url, *mark)
        for name, url in pages(cast)
        for mark in marks_in(visitors.ask(actor, url))
        if may_not_see(actor, name, mark)
    }
    assert leaks == set()


def test_the_sweep_would_see_a_leak(world, db):
    """Our own people do find our own texts, in pages and in files of each kind."""
    cast, visitors = world
    seen = {}
    for name, url in pages(cast):
        for mark in marks_in(visitors.ask("coordinator", url)):
            seen.setdefault(name, set()).add(mark[1:])
    assert ("internalnote", "text") in seen[NOTES_PAGE]
    assert ("collaboration", "title") in seen["samarbejde:collaboration_export"]
    assert ("person", "email") in seen["samarbejde:person_export"]
    assert ("lesson", "headline") in seen["knowledge:search"]
    assert ("collaboration", "title") in seen["followup:collaboration_ical"]
    assert ("contactattempt", "note") in seen["contacts:contact_detail"]
    assert len({pair for pairs in seen.values() for pair in pairs}) >= 40


@pytest.mark.parametrize("actor", ["reader", "coordinator", "network", "other"])
@pytest.mark.parametrize("name", [*LISTS, "knowledge:search"])
def test_searching_for_the_exact_words_tells_nothing(world, db, actor, name):
    """A search for what a stranger or a note says answers as a search for nonsense does."""
    cast, visitors = world
    note = cast.collaboration.internal_notes.get().text.split()[0]
    theirs = cast.collaboration if actor == "other" else cast.foreign
    title = type(theirs).objects.get(pk=theirs.pk).title.split()[0]
    nonsense = "kan-xyz-intetsteds.felt.0"

    def answer(words):
        text = visitors.ask(actor, f"{reverse(name)}?q={words}").content.decode()
        return [line.strip() for line in ECHO.sub("*", text).splitlines() if "csrf" not in line]

    assert answer(note) == answer(nonsense)
    assert answer(title) == answer(nonsense)


@pytest.mark.parametrize("model", sorted(config.urls.admin.site._registry, key=lambda m: m._meta.label_lower))
def test_django_admin_holds_no_note_and_no_text_of_a_mail(world, db, model):
    _cast, visitors = world
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").last()
    urls = [reverse(f"{base}_changelist"), reverse(f"{base}_changelist") + "?q=hemmelig"]
    for name in ("change", "history", "delete"):
        try:
            urls += [reverse(f"{base}_{name}", args=[row.pk])] if row else []
        except NoReverseMatch:
            continue
    seen = {mark[1:] for url in urls for mark in marks_in(visitors.ask("superuser", url))}
    private = {("internalnote", "text"), ("internalexperience", "text"), ("outboxmessage", "body"), ("answer", "text")}
    assert seen & private == set()
    staff = {actor: visitors.ask(actor, urls[0]).status_code for actor in ACTORS if actor != "superuser"}
    assert staff == dict.fromkeys(staff, 302)
