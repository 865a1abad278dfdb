import datetime
from decimal import Decimal

import pytest

from agreements.actions.agreements import GoalRow, start_agreement, update_agreement
from agreements.choices import GoalFor, Template
from agreements.models import Agreement, Goal
from samarbejde.models import Collaboration, Event
from tests.agreements.conftest import page
from tests.factories import AssessmentFactory, PersonFactory


def posted(client, url, **changes):
    """Post the editor as the page shows it, with ``changes``."""
    context = client.get(url).context
    editor, data = context["editor"], {}
    row_sets = [*editor.row_sets.values(), *(goal.signs for goal in editor.goals)]
    for form in [editor.form, *(form for rows in row_sets for form in rows)]:
        for field in form:
            value = field.value()
            data[field.html_name] = "" if value is None else getattr(value, "pk", value)
    for rows in row_sets:
        data |= {f"{rows.prefix}-TOTAL_FORMS": rows.total_form_count(), f"{rows.prefix}-INITIAL_FORMS": 0}
    return client.post(url, data | changes)


@pytest.fixture
def url(cast, agreement):
    return page("agreement_edit", cast)


@pytest.mark.guide("2F1", "1A6", "1B2")
def test_a_new_agreement_knows_what_phase_1_found_out(cast, people, login):
    collaboration = cast.collaboration
    collaboration.value_for_school, collaboration.description = "En ny vej ind i biologi", "Vi går i vandet"
    collaboration.understanding = "Vi planlægger sammen"
    collaboration.save()
    AssessmentFactory(collaboration=collaboration, expected_gain="Et nyt forløb", expected_hours=Decimal("12.5"))
    response = login(cast.editor).post(page("agreement_create", cast), {"template": "standard"})
    agreement = Agreement.objects.get(collaboration=collaboration)
    assert response["Location"] == page("agreement_edit", cast)
    assert (agreement.template, agreement.content, agreement.understanding) == (
        "standard", "Vi går i vandet", "Vi planlægger sammen",
    )  # fmt: skip
    assert (agreement.benefit_school, agreement.benefit_institution) == ("En ny vej ind i biologi", "Et nyt forløb")
    assert agreement.hours_institution == Decimal("12.5")
    assert (agreement.starts_on.month, agreement.starts_on.day, agreement.ends_on.month) == (8, 1, 7)
    task = agreement.tasks.get()
    assert (task.responsible, task.backup) == (people["educator"], people["backup"])


def test_beginning_twice_begins_once(cast, login):
    client = login(cast.editor)
    client.post(page("agreement_create", cast), {"template": "light"})
    client.post(page("agreement_create", cast), {"template": "standard"})
    assert [each.template for each in Agreement.objects.all()] == ["light"]


@pytest.mark.guide("2F1", "3A2", "3B1")
def test_what_is_written_is_kept(cast, people, login, url):
    response = posted(
        login(cast.editor), url, teacher_role="Læreren er med hele tiden", hours_institution="1,5",
        **{"goals-0-text": "Et nyt mål", "tasks-0-title": "Vise rundt", "tasks-0-backup": people["leader"].pk},
    )  # fmt: skip
    assert response.status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.teacher_role, agreement.hours_institution) == ("Læreren er med hele tiden", Decimal("1.5"))
    assert [(goal.text, [sign.text for sign in goal.signs.all()]) for goal in agreement.goals.all()] == [
        ("Et nyt mål", ["De skriver dem ned"])
    ]
    assert [(task.title, task.backup) for task in agreement.tasks.all()] == [("Vise rundt", people["leader"])]
    assert Collaboration.objects.get(pk=cast.collaboration.pk).hours_agreed == Decimal("1.5")
    assert Event.objects.filter(verb="agreement_updated").count() == 2


def test_saving_the_same_again_is_no_event(cast, login, url):
    before = Event.objects.count()
    posted(login(cast.editor), url)
    assert Event.objects.count() == before


def test_the_light_agreement_asks_for_ten_things(cast, login, url):
    context = login(cast.editor).get(url).context
    fields = [field.name for section in context["open_sections"] for group in section["groups"] for field in group]
    rows = ["goal", "sign", "responsible", "backup"]
    assert len(fields + rows) == 10


def test_rows_come_and_go_without_script(cast, login, url):
    client = login(cast.editor)
    added = posted(client, url, add="goals-0-signs", content="Ikke gemt endnu")
    assert (added.status_code, len(added.context["editor"].goals[0].signs.forms)) == (200, 2)
    assert added.context["form"]["content"].value() == "Ikke gemt endnu"
    assert [len(posted(client, url, add=name).context["editor"].goals.forms) for name in ("goals", "tasks")] == [2, 1]
    assert len(posted(client, url, add="tasks").context["editor"].tasks.forms) == 2
    gone = posted(client, url, remove="goals-0-signs-0").context["editor"]
    assert len(gone.goals[0].signs.forms) == 0
    assert Goal.objects.get().signs.count() == 1


def test_removing_a_row_moves_the_later_ones_up(cast, login, url):
    client = login(cast.editor)
    rows = {
        "goals-TOTAL_FORMS": 3, "goals-1-text": "Andet mål", "goals-1-signs-TOTAL_FORMS": 1,
        "goals-1-signs-INITIAL_FORMS": 0, "goals-1-signs-0-text": "Andet tegn",
        "goals-2-text": "Tredje mål", "goals-2-signs-TOTAL_FORMS": 1,
        "goals-2-signs-INITIAL_FORMS": 0, "goals-2-signs-0-text": "Tredje tegn",
    }  # fmt: skip
    editor = posted(client, url, remove="goals-1", **rows).context["editor"]
    assert [goal["text"].value() for goal in editor.goals] == ["Eleverne stiller egne spørgsmål", "Tredje mål"]
    assert [sign["text"].value() for goal in editor.goals for sign in goal.signs] == [
        "De skriver dem ned",
        "Tredje tegn",
    ]
    posted(client, url, **rows)
    assert [goal.text for goal in Goal.objects.all()] == ["Eleverne stiller egne spørgsmål", "Andet mål", "Tredje mål"]


@pytest.mark.parametrize("command", [{"remove": "x"}, {"remove": "goals-99"}, {"add": "nothing"}, {"offer": "nothing"}])
def test_a_command_that_makes_no_sense_changes_nothing(cast, login, url, command):
    response = posted(login(cast.editor), url, **command)
    assert (response.status_code, len(response.context["editor"].goals.forms)) == (200, 1)


def test_the_ready_text_is_put_in_where_nothing_stands(cast, login, url):
    response = posted(login(cast.editor), url, economy="", offer="economy")
    assert (
        response.context["form"]["economy"].value()
        == "Ingen af os betaler den anden. Skolen betaler selv sin transport."
    )


def test_a_goal_that_is_taken_out_keeps_what_was_written_about_it(cast, login, url):
    goal = Goal.objects.get()
    posted(login(cast.editor), url, **{"goals-0-text": "", "goals-0-signs-0-text": ""})
    assert (list(Goal.objects.all()), list(Goal.with_dropped.all())) == ([], [goal])


def test_a_goal_keeps_its_identity_when_its_text_changes(cast, login, url):
    goal = Goal.objects.get()
    posted(login(cast.editor), url, **{"goals-0-text": "Skrevet om"})
    assert [(each.pk, each.text) for each in Goal.objects.all()] == [(goal.pk, "Skrevet om")]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts_on": "2027-01-01", "ends_on": "2026-01-01"}, "Den sidste dag ligger før den første."),
        ({"starts_on": "0001-01-01"}, "Skriv et årstal mellem 1900 og 2100."),
        ({"hours_institution": "mange"}, "Skriv et tal."),
        ({"goals-0-text": ""}, "Skriv det mål, tegnene hører til."),
        ({"tasks-0-title": ""}, "Skriv, hvad opgaven er."),
    ],
)
def test_what_cannot_be_saved_is_shown_again(cast, login, url, changes, message):
    response = posted(login(cast.editor), url, content="Må ikke gå tabt", **changes)
    assert (response.status_code, response.context["form"]["content"].value()) == (200, "Må ikke gå tabt")
    editor = response.context["editor"]
    found = [text for texts in editor.form.errors.values() for text in texts] + [text for _, text in editor.row_errors]
    assert found == [message]


def test_nobody_stands_in_for_themselves(cast, people, login, url):
    response = posted(login(cast.editor), url, **{"tasks-0-backup": people["educator"].pk})
    assert [text for _, text in response.context["editor"].row_errors] == [
        "Vælg en anden: Ingen kan være sin egen afløser."
    ]


def test_somebody_of_another_place_cannot_be_chosen(cast, login, url):
    stranger = PersonFactory(institution=cast.elsewhere)
    response = posted(login(cast.editor), url, **{"tasks-0-responsible": stranger.pk})
    assert (response.status_code, len(response.context["editor"].row_errors)) == (200, 1)


def test_two_editors_lose_nothing(cast, login, url, agreement):
    goal = Goal.objects.get()
    client = login(cast.editor)
    before = {"version": Agreement.objects.get().version}
    update_agreement(
        agreement=agreement, version=before["version"], content="Skrevet af Karen",
        goals=[GoalRow("Karens mål", GoalFor.SCHOOL, ["Karens tegn"], goal.pk)], tasks=[], by=cast.coordinator,
    )  # fmt: skip
    mine = before | {"content": "Skrevet af Maja", "goals-0-text": "Majas mål", "goals-0-signs-0-text": "Majas tegn"}
    response = posted(client, url, **mine)
    assert response.status_code == 409
    both = {(each.yours, each.stored) for each in response.context["form"].conflict}
    assert {("Skrevet af Maja", "Skrevet af Karen"), ("Majas mål\n– Majas tegn", "Karens mål\n– Karens tegn")} <= both
    assert Agreement.objects.get().content == "Skrevet af Karen"
    again = mine | {"version": response.context["form"]["version"].value()}
    assert posted(client, url, **again).status_code == 302
    assert (Agreement.objects.get().content, Goal.objects.get().text) == ("Skrevet af Maja", "Majas mål")


def test_another_template_asks_about_more_and_blanks_nothing(cast, login, url):
    client = login(cast.editor)
    posted(client, url, template="standard")
    agreement = Agreement.objects.get()
    assert (agreement.template, agreement.economy) == (
        Template.STANDARD, "Ingen af os betaler den anden. Skolen betaler selv sin transport.",
    )  # fmt: skip
    assert len(client.get(url).context["open_sections"]) == 15


def test_the_editor_costs_the_same_with_many_rows(cast, login, url, agreement, django_assert_num_queries):
    client = login(cast.editor)
    client.get(url)
    rows = [GoalRow(f"Mål {n}", GoalFor.PUPILS, [f"Tegn {n}", f"Tegn {n}b"]) for n in range(10)]
    update_agreement(agreement=agreement, version=agreement.version, goals=rows, tasks=[], by=cast.editor)
    with django_assert_num_queries(6):
        client.get(url)


def test_an_agreement_that_is_not_there_is_begun_first(cast, login):
    assert login(cast.editor).get(page("agreement_edit", cast))["Location"] == page("agreement_detail", cast)


def test_the_period_follows_the_collaboration(cast):
    cast.collaboration.starts_on = datetime.date(2026, 10, 1)
    agreement = start_agreement(collaboration=cast.collaboration, template=Template.LIGHT, by=cast.editor)
    assert (agreement.starts_on, agreement.ends_on) == (datetime.date(2026, 10, 1), datetime.date(2027, 7, 31))
    assert agreement.renewal_on == datetime.date(2027, 4, 1)
