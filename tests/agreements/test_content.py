from agreements.actions.agreements import TaskRow, update_agreement
from agreements.queries.content import build_content


def test_each_side_puts_in_its_own_tasks(cast, agreement, people):
    tasks = [TaskRow("Undervise eleverne", people["educator"]), TaskRow("Bestille bussen", people["head"])]
    saved = update_agreement(agreement=agreement, version=agreement.version, goals=[], tasks=tasks, by=cast.editor)
    terms = dict(build_content(saved)["terms"])
    assert terms["Det giver Kystmuseet Isfjorden"] == "32 t; Jonas Brandt: undervise eleverne"
    assert terms["Det giver skolen"] == "Læreren deler klassen i hold.\nPeter Skovgaard: bestille bussen"
