"""What one person has promised, and what is kept about them in the agreements."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.models import Approval, Task
from samarbejde.panels import PersonRecord


def promises_of(person, collaborations: list[int]) -> dict[int, list[str]]:
    """Return the tasks the person does, or stands in for, by collaboration. One query."""
    mine = Q(responsible=person) | Q(backup=person)
    rows = Task.objects.filter(mine, agreement__collaboration__in=collaborations).select_related("agreement")
    found: dict[int, list[str]] = defaultdict(list)
    for task in rows.order_by("order", "pk"):
        text = _("Has promised: %(task)s") if task.responsible_id == person.pk else _("Stands in for: %(task)s")
        found[task.agreement.collaboration_id].append(text % {"task": task.title})
    return found


def records_of(person) -> Iterator[PersonRecord]:
    """Return the person's tasks and answers. Two queries."""
    mine = Q(responsible=person) | Q(backup=person)
    for task in Task.objects.filter(mine).select_related("agreement__collaboration").order_by("pk"):
        yield PersonRecord(_("Agreements"), f"{task.agreement.collaboration}: {task.title}", label=_("Task"))
    rows = Approval.objects.filter(person=person).select_related("version__agreement__collaboration").order_by("pk")
    for row in rows:
        text = f"{row.version.agreement.collaboration}: {row.get_answer_display()}"
        yield PersonRecord(_("Agreements"), text, label=_("Approval"))
