"""A part of the record in one's own words: beside its source, signed, and told what is new since."""

import datetime
import io

import docx
import pytest
from django.urls import reverse

from knowledge.actions.record import write_record_part
from knowledge.models import Closure, RecordPart
from knowledge.queries.record import compile_record
from tests.factories import ClosureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.guide("4C5")]
TEXT = "Det sluttede stille og godt."


@pytest.fixture
def ended(cast):
    ClosureFactory(collaboration=cast.collaboration, ended_on=datetime.date(2026, 3, 1), closed_by=cast.editor)
    return cast.collaboration


def url(name, collaboration, *more):
    return reverse(f"knowledge:{name}", args=[collaboration.pk, *more])


def test_one_begins_with_the_compiled_words_and_the_own_ones_are_signed(login, cast, ended):
    client = login(cast.editor)
    address = url("record_part", ended, "ending")
    assert "Hvordan: Det sluttede som aftalt" in client.get(address).context["form"].initial["text"]

    client.post(address, {"version": "0", "text": TEXT})

    page = client.get(url("knowledge_detail", ended)).content.decode()
    assert (TEXT in page, "Skrevet af Maja Lindholt" in page) == (True, True)
    assert compile_record(ended, with_people=True).section("ending").facts  # the source stays


def test_what_is_new_in_the_source_since_is_shown(login, cast, ended):
    source = compile_record(ended, with_people=True).section("ending").source_text
    write_record_part(collaboration=ended, key="ending", text=TEXT, source=source, by=cast.editor)
    Closure.objects.update(explanation="Læreren flyttede")

    assert compile_record(ended, with_people=True).section("ending").edit.news == ["Hvorfor: Læreren flyttede"]
    assert "Læreren flyttede" in login(cast.editor).get(url("record_part", ended, "ending")).content.decode()


def test_a_lost_update_is_refused_with_both_texts(login, cast, ended):
    write_record_part(collaboration=ended, key="ending", text="Først", source="", by=cast.admin)
    page = login(cast.editor).post(url("record_part", ended, "ending"), {"version": "0", "text": TEXT})

    assert page.status_code == 409
    assert (TEXT in page.content.decode(), RecordPart.objects.get().text) == (True, "Først")


def test_the_compiled_words_can_stand_again(login, cast, ended):
    write_record_part(collaboration=ended, key="ending", text=TEXT, source="", by=cast.editor)
    login(cast.editor).post(url("record_part_drop", ended, "ending"))

    assert not RecordPart.objects.exists()


def test_own_words_may_hold_names_and_are_not_for_the_network(login, cast, ended):
    write_record_part(collaboration=ended, key="ending", text="Inger græd", source="", by=cast.editor)

    assert "Inger græd" not in login(cast.network).get(url("knowledge_detail", ended)).content.decode()
    assert login(cast.editor).get(url("record_part", ended, "findes-ikke")).status_code == 404


@pytest.mark.guide("4C8")
def test_the_word_document_holds_headings_own_words_and_no_note(login, cast, full):
    write_record_part(collaboration=full, key="work", text=TEXT, source="", by=cast.editor)
    answer = login(cast.editor).get(url("record_export", full, "docx"))
    document = docx.Document(io.BytesIO(answer.content))

    lines = [paragraph.text for paragraph in document.paragraphs]
    assert [words for words in ("Sådan begyndte det", "Personerne", "Aftalen", TEXT) if words not in lines] == []
    assert "KANARIE" not in "\n".join(lines)
