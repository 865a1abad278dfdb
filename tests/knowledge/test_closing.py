"""Ending well: going on or not, what becomes of pictures and addresses, thanks, what was learnt in passing."""

import datetime
import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from knowledge.actions.closure import close_collaboration, tidy_up
from knowledge.actions.lessons import keep_lesson
from knowledge.models import Closure, Lesson
from knowledge.panel import KnowledgePanel
from samarbejde.models import OutboxMessage
from samarbejde.panels import get_panels
from samarbejde.phases import Phase
from tests.factories import ClosureFactory, ParticipantFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.guide("4C5")]
TODAY = datetime.date(2026, 6, 20)
WORDS = {
    "ended_on": "2026-06-20", "reason": "ebbed", "explanation": "Læreren skiftede job", "goes_on": "later",
    "keepsakes": "delete", "addresses": "keep", "tidy_by": "2099-08-01", "lesson": "Hav altid to kontakter",
    "version": "0",
}  # fmt: skip


def url(name, cast):
    return reverse(f"knowledge:{name}", args=[cast.collaboration.pk])


@pytest.fixture
def inger(cast):
    person = PersonFactory(institution=cast.institution, name="Inger Bech", email="inger@skolen.example")
    ParticipantFactory(party=cast.party, person=person)
    return person


def test_a_user_ends_a_collaboration_that_ebbed_away(login, cast, inger):
    client = login(cast.editor)
    client.post(url("closure_edit", cast), WORDS)

    closure = Closure.objects.get()
    assert (closure.reason, closure.goes_on, closure.keepsakes) == ("ebbed", "later", "delete")
    cast.collaboration.refresh_from_db()
    assert (cast.collaboration.phase, cast.collaboration.next_step_on) == (Phase.CLOSED, datetime.date(2099, 8, 1))
    record = client.get(url("record_detail", cast)).content.decode()
    shown = ("Det ebbede ud", "Læreren skiftede job", "Måske senere", "Vi sletter dem, senest")
    assert [text for text in shown if text not in record] == []
    assert Lesson.objects.get().headline == "Hav altid to kontakter"


def test_what_is_to_be_deleted_needs_a_day_and_nothing_typed_is_lost(login, cast):
    page = login(cast.editor).post(url("closure_edit", cast), WORDS | {"tidy_by": ""})

    assert "Skriv, hvornår det senest er slettet eller afleveret." in page.content.decode()
    assert page.context["form"]["explanation"].value() == "Læreren skiftede job"
    assert not Closure.objects.exists()


def test_tidying_is_the_next_step_until_it_is_done(login, cast):
    client = login(cast.editor)
    client.post(url("closure_edit", cast), WORDS)
    cast.collaboration.refresh_from_db()
    assert KnowledgePanel().next_steps(cast.collaboration)[0].due == datetime.date(2099, 8, 1)

    client.post(url("closure_tidied", cast))

    cast.collaboration.refresh_from_db()
    closure = Closure.objects.get()
    assert (closure.tidied_by, cast.collaboration.next_step_on) == (cast.editor, None)
    assert "Ryddet op" in client.get(url("knowledge_detail", cast)).content.decode()


def test_a_new_day_asks_again(cast):
    values = {"ended_on": TODAY, "reason": "as_agreed", "keepsakes": "delete", "by": cast.editor}
    closure = close_collaboration(collaboration=cast.collaboration, tidy_by=datetime.date(2026, 8, 1), **values)
    tidy_up(closure=closure, by=cast.editor)
    later = close_collaboration(
        collaboration=cast.collaboration, tidy_by=datetime.date(2026, 9, 1), version=1, **values
    )

    assert later.must_be_tidied


def test_the_thanks_are_a_draft_that_somebody_reads(login, cast, inger):
    client = login(cast.editor)
    client.post(url("closure_edit", cast), WORDS)

    answer = client.post(url("closure_thanks", cast))
    mail = OutboxMessage.objects.get()
    assert (answer.url, mail.status, mail.to_email) == (url("closure_thanks", cast), "draft", inger.email)
    assert "Kære Inger Bech" in mail.body
    assert "Vi sletter de billeder og film, vi har, senest" in mail.body

    changed = {"to_email": mail.to_email, "subject": "Tak for i år", "body": "Kære Inger, tusind tak."}
    client.post(url("closure_thanks", cast), changed)
    mail.refresh_from_db()
    assert (mail.status, mail.body) == ("draft", "Kære Inger, tusind tak.")
    client.post(url("closure_thanks", cast), changed | {"send": "1"})
    mail.refresh_from_db()
    assert mail.status == "queued"
    client.post(url("closure_thanks", cast))
    assert OutboxMessage.objects.count() == 1


def test_without_an_address_the_page_says_what_to_do(login, cast):
    cast.school.email = ""
    cast.school.save(update_fields=["email"])
    ClosureFactory(collaboration=cast.collaboration, closed_by=cast.editor)

    page = login(cast.editor).post(url("closure_thanks", cast), follow=True).content.decode()
    assert "Ingen på skolens side har en mailadresse" in page


@pytest.mark.guide("4C8")
def test_what_is_learnt_in_passing_becomes_a_lesson_once(cast):
    for _time in range(2):
        for panel in get_panels():
            panel.lesson_learnt(cast.collaboration, "Ring før otte.", Phase.ACTIVE, cast.editor)

    lesson = Lesson.objects.get()
    assert (lesson.headline, lesson.phase, lesson.written_by) == ("Ring før otte.", "active", cast.editor)
    assert keep_lesson(collaboration=cast.collaboration, text="  ", phase=Phase.ACTIVE, by=cast.editor) is None


def test_a_long_lesson_gets_its_first_sentence_as_headline(cast):
    text = f"Ring før otte. {'Ellers er de i klassen. ' * 12}".strip()
    lesson = keep_lesson(collaboration=cast.collaboration, text=text, phase=Phase.EVALUATION, by=cast.editor)

    assert (lesson.headline, lesson.text) == ("Ring før otte.", text)


@pytest.mark.guide("4C4")
def test_the_package_holds_every_version_and_says_where_it_is(login, cast, full):
    answer = login(cast.editor).get(reverse("knowledge:record_export", args=[full.pk, "zip"]))
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    version = json.loads(package.read("samarbejdshistorie.json"))["agreement_versions"][0]

    assert (version["number"], version["status"], version["file"]) == (1, "approved", "aftale-version-1.pdf")
    assert version["url"].endswith(reverse("agreements:agreement_version", args=[full.pk, 1]))
    assert package.read("aftale-version-1.pdf").startswith(b"%PDF")


def test_the_day_is_refused_by_the_action_too(cast):
    with pytest.raises(ValidationError):
        close_collaboration(
            collaboration=cast.collaboration, ended_on=timezone.localdate(), reason="as_agreed", addresses="delete",
            by=cast.editor,
        )  # fmt: skip
