"""One evaluation for five readers: what each gets, what can be changed, and what none of them ever gets."""

import pytest
from django.urls import reverse

from evaluations.actions.evaluations import close_evaluation
from evaluations.choices import Reader
from evaluations.models import ReaderReport
from evaluations.queries.parts import TITLES
from evaluations.queries.report import SECTIONS, evaluation_report
from evaluations.readers import PROPOSED, SECTION_NAMES, dressed, stored_or_proposed
from samarbejde.actions.erasure import Scrubber
from samarbejde.panels import get_panel
from tests.factories import (
    EvaluationTalkFactory,
    InternalExperienceFactory,
    InternalNoteFactory,
    ParticipantFactory,
    PersonFactory,
    ReaderReportFactory,
    SessionFactory,
)
from tests.trust.canaries import as_text

pytestmark = pytest.mark.django_db
READERS = Reader.values
SECRET = "KAN-internal"


@pytest.fixture
def answered(cast, evaluation, tokens, answer):
    for value in (5, 5, 4, 3, 2):
        answer(tokens["pupils_older"], value=value, words="Krabberne")
    answer(tokens["teachers"], value=4, words="Æblerne på Ærø")
    SessionFactory(collaboration=cast.collaboration, status="held", pupils=24, hours="2.5", class_name="5.a")
    EvaluationTalkFactory(evaluation=evaluation, keep="Workshoppen", created_by=cast.editor)
    InternalNoteFactory(collaboration=cast.collaboration, text=SECRET)
    InternalExperienceFactory(evaluation=evaluation, text=SECRET, updated_by=cast.editor)
    closed = close_evaluation(evaluation=evaluation, by=cast.editor)
    closed.conclusion = "Eleverne vil gerne igen."
    closed.save(update_fields=["conclusion"])
    return closed


def url_of(cast, evaluation, reader, name="reader_report", *more):
    return reverse(f"evaluations:{name}", args=[cast.collaboration.pk, evaluation.pk, reader, *more])


def filled(page, **changes):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields} | changes
    return {name: str(value) for name, value in values.items() if value is not None}


def test_every_part_has_a_name_and_a_template_and_a_place_in_word():
    from evaluations.exports.word import PARTS

    assert set(SECTIONS) == set(SECTION_NAMES) == set(PARTS) | set(TITLES)
    assert all(set(parts) <= set(SECTIONS) for parts in PROPOSED.values())
    assert set(PROPOSED) == set(READERS)


@pytest.mark.guide("4C8")
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", ["page", "pdf", "docx", "xlsx", "csv"])
def test_nothing_internal_is_for_any_reader(cast, login, answered, reader, kind):
    client = login(cast.coordinator)
    name, more = ("reader_report", []) if kind == "page" else ("reader_export", [kind])
    answer = client.get(url_of(cast, answered, reader, name, *more))
    assert answer.status_code == 200
    text = as_text(answer.content, answer["Content-Type"])
    assert SECRET not in text
    assert kind == "csv" or "Eleverne" in text


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_gets_the_parts_in_their_order(cast, login, answered, reader):
    report = login(cast.reader).get(url_of(cast, answered, reader)).context["report"]
    assert report.sections == PROPOSED[reader]


@pytest.mark.guide("4A3")
def test_the_tone_follows_the_reader(answered):
    report = evaluation_report(answered)
    words = {reader: stored_or_proposed(report, reader).intro for reader in READERS}
    assert words["coordinator"] == ""
    assert words["funder"].startswith("Tak, fordi I gjorde")
    assert words["school"].startswith("Tak for samarbejdet")
    assert "24" in words["municipality"]


@pytest.mark.guide("4C8")
def test_a_user_changes_parts_and_words_before_it_leaves(cast, login, answered):
    client = login(cast.editor)
    edit = url_of(cast, answered, "leader", "reader_report_edit")
    data = filled(client.get(edit), intro="Kære Karen", place_words="1", place_figures="2")
    data |= {f"place_{key}": "" for key in SECTIONS if key not in {"words", "figures"}}
    assert client.post(edit, data).status_code == 302
    stored = ReaderReport.objects.get()
    assert (stored.sections, stored.intro, stored.version) == (["words", "figures"], "Kære Karen", 1)
    pdf = client.get(url_of(cast, answered, "leader", "reader_export", "pdf"))
    text = as_text(pdf.content, "")
    assert "KæreKaren" in text
    assert text.index("Medegneord") < text.index("Ital")
    assert "Workshoppen" not in text


def test_the_words_of_one_reader_are_not_anothers(cast, answered):
    ReaderReportFactory(evaluation=answered, reader="leader", intro="Kun til Karen", updated_by=cast.editor)
    report = evaluation_report(answered)
    assert [dressed(report, stored_or_proposed(report, r)).intro == "Kun til Karen" for r in READERS] == [
        reader == "leader" for reader in READERS
    ]


def test_a_lost_update_shows_both_texts(cast, login, answered):
    client, edit = login(cast.editor), url_of(cast, answered, "funder", "reader_report_edit")
    first, second = (filled(client.get(edit), intro=text) for text in ("Den ene", "Den anden"))
    assert client.post(edit, first).status_code == 302
    answer = client.post(edit, second)
    html = answer.content.decode()
    assert (answer.status_code, "Den ene" in html, "Den anden" in html) == (409, True, True)
    assert ReaderReport.objects.get().intro == "Den ene"


def test_a_report_without_parts_is_refused(cast, login, answered):
    client, edit = login(cast.editor), url_of(cast, answered, "school", "reader_report_edit")
    data = filled(client.get(edit), intro="Kære skole") | {f"place_{key}": "" for key in SECTIONS}
    html = client.post(edit, data).content.decode()
    assert "Vælg mindst én del" in html
    assert "Kære skole" in html


def test_an_unknown_reader_is_missing(cast, login, answered):
    assert login(cast.editor).get(url_of(cast, answered, "nabo")).status_code == 404


def test_an_erased_person_leaves_the_words(cast, answered):
    person = PersonFactory(name="Inger Sørensen", institution=cast.institution)
    ParticipantFactory(party=cast.party, collaboration=cast.collaboration, person=person)
    ReaderReportFactory(evaluation=answered, intro="Tak til Inger Sørensen", updated_by=cast.editor)
    get_panel("evaluation").forget_person(person, Scrubber(person))
    assert ReaderReport.objects.get().intro == "Tak til (slettet person)"
