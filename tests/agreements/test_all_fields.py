"""The full agreement: every section, each can be left out; milestones, money, competences, and what the law asks."""

import datetime

import pytest

from agreements.actions.agreements import LineRow, MilestoneRow, TaskRow, start_agreement, update_agreement
from agreements.choices import Template
from agreements.models import Agreement, EconomyLine, Milestone
from agreements.queries.agreements import get_agreement
from agreements.queries.completeness import completeness_of
from agreements.queries.content import build_content
from agreements.queries.legal import legal_checks
from agreements.queries.plan import plan_of
from agreements.sections import SECTIONS, layout_for
from tests.agreements.conftest import page
from tests.agreements.test_editor import posted
from tests.factories import AgreementVersionFactory, ApprovalFactory, StandardClauseFactory

DAY = datetime.date(2026, 10, 1)


@pytest.fixture
def full(cast, people):
    return start_agreement(collaboration=cast.collaboration, template=Template.FULL, by=cast.editor)


@pytest.fixture
def url(cast, full):
    return page("agreement_edit", cast)


def fresh(cast):
    return get_agreement(cast.collaboration)


def save(cast, **values):
    """Save the working text with ``values``, and return it as it is read."""
    now = Agreement.objects.get(collaboration=cast.collaboration)
    update_agreement(agreement=now, version=now.version, by=cast.editor, **values)
    return fresh(cast)


def blocks(cast, key):
    """Return the tables of the text that would be sent, by their key."""
    content = build_content(fresh(cast))
    return {block["key"]: block for section in content["sections"] for block in section["blocks"]}.get(key)


@pytest.mark.guide("2F1")
def test_everything_is_written_and_kept(cast, people, login, url):
    """Through the browser's form: every kind of row and every new field."""
    changes = {
        "tasks_before": "Klassen læser om tidevand", "tasks_during": "Læreren er med",
        "tasks_after": "Klassen fortæller",
        "teacher_present": "partly", "decision_note": "Jonas underviser to gange", "certificate": "needed",
        "certificate_by": "Museet", "certificate_on": "2026-09-01", "photo_basis": "consent",
        "photo_purpose": "Klassens udstilling", "photo_delete_on": "2027-07-31", "rights": "Begge må bruge det",
        "case_institution": "26/17", "special_needs": "En kørestol", "insurance": "Hver sin",
        "tasks-0-competences": "Kan føre en båd",
        "milestones-0-title": "Emnet er valgt", "milestones-0-due_on": "2026-10-01",
        "lines-0-kind": "transport", "lines-0-text": "Bus", "lines-0-amount": "2.400", "lines-0-paid_by": cast.party.pk,
    }  # fmt: skip
    response = posted(login(cast.editor), url, **changes)
    assert response.status_code == 302
    now = fresh(cast)
    plain = {name: str(getattr(now, name)) for name in changes if "-" not in name}
    assert plain == {name: value for name, value in changes.items() if "-" not in name}
    assert [(each.title, each.due_on) for each in plan_of(now).milestones] == [("Emnet er valgt", DAY)]
    assert [(each.what, each.amount, each.party) for each in plan_of(now).lines] == [("Bus", 2400, cast.party)]
    assert now.tasks.get().competences == "Kan føre en båd"


@pytest.mark.guide("2F1")
def test_what_each_side_pays_is_added_up(cast, full):
    save(cast, lines=[
        LineRow("transport", 2400, "Bus", cast.party), LineRow("entrance", 600, "", cast.party),
        LineRow("fee", 5000, "", None),
    ])  # fmt: skip
    assert plan_of(fresh(cast)).totals == [("Tinghøjskolen", 3000), ("Et tilskud eller en anden", 5000)]
    assert blocks(cast, "lines")["rows"][-2:] == [
        ["I alt", "Tinghøjskolen", "3.000 kr."], ["I alt", "Et tilskud eller en anden", "5.000 kr."],
    ]  # fmt: skip


def test_a_milestone_keeps_its_identity_and_is_dropped_not_deleted(cast, full):
    save(cast, milestones=[MilestoneRow("Emnet er valgt", DAY), MilestoneRow("Udstillingen åbner")])
    first, second = Milestone.objects.all()
    save(cast, milestones=[MilestoneRow("Emnet er valgt sammen", DAY, first.pk)])
    assert [(each.pk, each.title) for each in Milestone.objects.all()] == [(first.pk, "Emnet er valgt sammen")]
    assert list(Milestone.with_dropped.filter(is_dropped=True)) == [second]


def test_rows_that_are_not_given_stay(cast, full):
    save(cast, milestones=[MilestoneRow("Emnet er valgt")], lines=[LineRow("fee", 1)])
    save(cast, content="Noget andet")
    assert (Milestone.objects.count(), EconomyLine.objects.count(), fresh(cast).tasks.count()) == (1, 1, 1)


def test_the_light_agreement_loses_no_rows_it_does_not_show(cast, login, full):
    save(cast, template=Template.LIGHT, lines=[LineRow("fee", 100)], tasks=[TaskRow("Vise rundt", competences="Sejle")])
    posted(login(cast.editor), page("agreement_edit", cast), content="Skrevet om")
    now = fresh(cast)
    assert (now.content, now.tasks.get().competences, plan_of(now).lines[0].amount) == ("Skrevet om", "Sejle", 100)
    assert blocks(cast, "lines") is None


@pytest.mark.parametrize("key", [each.key for each in SECTIONS if each.key not in ("parties", "content")])
def test_each_section_can_be_left_out(cast, login, url, full, key):
    save(cast, background="Et besøg", case_school="1", goals=[], lines=[LineRow("fee", 1)])
    client = login(cast.editor)
    posted(client, url, sections_off=[key])
    now = fresh(cast)
    assert now.sections_off == [key]
    assert key not in {section["key"] for section in build_content(now)["sections"]}
    assert key not in {point.section for point in completeness_of(now).missing}
    posted(client, url, sections_off=[])
    assert fresh(cast).sections_off == []


def test_a_section_that_must_be_there_cannot_be_left_out(cast, login, url):
    response = posted(login(cast.editor), url, sections_off=["content"])
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["sections_off"])


def test_a_larger_template_brings_its_ready_texts_and_overwrites_nothing(cast, agreement):
    now = save(cast, template=Template.FULL, understanding="Skrevet selv")
    assert (now.understanding, now.insurance.splitlines()[0]) == (
        "Skrevet selv", "Hver part sørger for sine egne forsikringer.",
    )  # fmt: skip
    assert now.teacher_role == "Læreren deler klassen i hold."


def test_the_bar_says_what_is_missing(cast, full):
    now = save(cast, insurance="", milestones=[MilestoneRow("Emnet er valgt")])
    state = completeness_of(now)
    assert "Udfyld ”Forsikring og tavshedspligt”" in [point.text for point in state.blocking]
    assert "Skriv hvornår senest: ”Emnet er valgt”" in [point.text for point in state.missing if not point.blocks]
    assert state.total == len(SECTIONS)


def check(cast, code):
    now = fresh(cast)
    return next(each for each in legal_checks(now, layout_for(now)) if each.code == code)


@pytest.mark.guide("2F1")
def test_the_law_is_said_in_plain_words_and_stops_nobody(cast, login, url):
    client = login(cast.editor)
    posted(client, url, teacher_present="never", certificate="", photo_basis="")
    text = client.get(url).content.decode()
    for words in (
        "Folkeskolelovens § 3, stk. 5",
        "børn under 15 år",
        "forældrenes samtykke",
        "Selve attesten må ikke gemmes",
    ):
        assert words in text
    assert 'type="file"' not in text
    assert {
        point.blocks for point in completeness_of(fresh(cast)).missing if point.section in {"supervision", "data"}
    } == {False}


@pytest.mark.parametrize(
    ("values", "warns"),
    [
        ({"teacher_present": "always"}, False),
        ({"teacher_present": "partly"}, True),
        ({"teacher_present": "never", "decision_note": "Besluttet 1. maj"}, False),
    ],
)
def test_teaching_without_a_teacher_needs_the_head(cast, full, values, warns):
    save(cast, **values)
    assert check(cast, "teaching").warns == warns


@pytest.mark.guide("2F1")
def test_a_decision_given_with_the_approval_counts(cast, full):
    now = save(cast, teacher_present="never")
    version = AgreementVersionFactory(agreement=now, sent_by=cast.editor, status="replaced")
    ApprovalFactory(
        version=version, party=cast.party, answer="approved", answered="2026-08-01 10:00Z", typed_name="Lone",
        text_hash="0", decision_on=DAY, decision_who="Jonas", decision_extent="Onsdage",
    )  # fmt: skip
    found = check(cast, "teaching")
    assert (found.warns, "Jonas" in found.text) == (False, True)


@pytest.mark.parametrize(
    ("values", "field", "warns"),
    [
        ({}, "certificate", True),
        ({"certificate": "not_needed"}, "certificate", False),
        ({"certificate": "needed"}, "certificate_by", True),
        ({"certificate": "needed", "certificate_by": "Museet"}, "certificate_on", True),
        ({"certificate": "needed", "certificate_by": "Museet", "certificate_on": DAY}, "certificate_on", False),
    ],
)
def test_the_certificate_is_followed_and_never_kept(cast, full, values, field, warns):
    save(cast, **values)
    found = check(cast, "certificate")
    assert (found.field, found.warns) == (field, warns)


@pytest.mark.parametrize(
    ("values", "field", "warns"),
    [
        ({}, "photo_basis", True),
        ({"photo_basis": "none"}, "photo_basis", False),
        ({"photo_basis": "consent"}, "photo_purpose", True),
        ({"photo_basis": "consent", "photo_purpose": "Udstilling"}, "photo_delete_on", True),
        ({"photo_basis": "consent", "photo_purpose": "Udstilling", "photo_delete_on": DAY}, "photo_basis", False),
    ],
)
def test_pictures_have_a_ground_a_purpose_and_an_end(cast, full, values, field, warns):
    save(cast, **values)
    found = check(cast, "pictures")
    assert (found.field, found.warns) == (field, warns)


def test_own_texts_stand_in_place_of_the_programs(cast, people):
    StandardClauseFactory(institution=cast.institution, template="full", field="insurance", text="Vores egen tekst")
    StandardClauseFactory(institution=cast.institution, template="light", field="rights", text="Ikke denne")
    StandardClauseFactory(institution=cast.elsewhere, template="full", field="rights", text="De andres")
    started = start_agreement(collaboration=cast.collaboration, template=Template.FULL, by=cast.editor)
    assert (started.insurance, started.rights[:21]) == ("Vores egen tekst", "Det, vi laver sammen,")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"milestones-0-due_on": "2026-10-01"}, "Skriv, hvad der skal være sket den dag."),
        ({"lines-0-text": "Bus"}, "Skriv, hvor mange kroner det er."),
        ({"lines-0-amount": "mange"}, "Skriv hele kroner, for eksempel 1500."),
        ({"certificate_on": "0001-01-01"}, "Skriv et årstal mellem 1900 og 2100."),
        ({"tasks-0-title": "", "tasks-0-competences": "Sejle"}, "Skriv, hvad opgaven er."),
    ],
)
def test_what_cannot_be_saved_is_shown_again(cast, login, url, changes, message):
    response = posted(login(cast.editor), url, content="Må ikke gå tabt", **changes)
    editor = response.context["editor"]
    found = [text for texts in editor.form.errors.values() for text in texts] + [text for _, text in editor.row_errors]
    assert (found, response.context["form"]["content"].value()) == ([message], "Må ikke gå tabt")


def test_two_who_write_about_money_lose_nothing(cast, login, url, full):
    client = login(cast.editor)
    before = Agreement.objects.get().version
    save(cast, lines=[LineRow("fee", 500, "Honorar", cast.own_party)], milestones=[MilestoneRow("Karens")])
    mine = {"version": before, "lines-0-text": "Bus", "lines-0-amount": "100", "milestones-0-title": "Majas"}
    response = posted(client, url, **mine)
    both = {(each.yours, each.stored) for each in response.context["form"].conflict}
    assert response.status_code == 409
    assert {
        ("Bus: 100 (Kystmuseet Isfjorden)", "Honorar: 500 (Kystmuseet Isfjorden)"),
        ("Majas: –", "Karens: –"),
    } <= both


def test_the_full_editor_costs_the_same_with_many_rows(cast, login, url, django_assert_num_queries):
    client = login(cast.editor)
    client.get(url)
    save(
        cast, milestones=[MilestoneRow(f"Trin {n}", DAY) for n in range(10)],
        lines=[LineRow("fee", n, "", cast.party) for n in range(10)],
    )  # fmt: skip
    with django_assert_num_queries(8):
        client.get(url)
