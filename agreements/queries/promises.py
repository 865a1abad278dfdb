"""What one person has promised, and what is kept about them in the agreements."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Approval, SharedPage, Task
from samarbejde.panels import PersonRecord


def promises_of(person, collaborations: list[int]) -> dict[int, list[str]]:
    """Return what the person does, stands in for, and can look up by link, by collaboration. Two queries."""
    mine = Q(responsible=person) | Q(backup=person)
    rows = Task.objects.filter(mine, agreement__collaboration__in=collaborations).select_related("agreement")
    found: dict[int, list[str]] = defaultdict(list)
    for task in rows.order_by("order", "pk"):
        text = _("Has promised: %(task)s") if task.responsible_id == person.pk else _("Stands in for: %(task)s")
        found[task.agreement.collaboration_id].append(text % {"task": task.title})
    for page in _pages_of(person).filter(party__collaboration__in=collaborations):
        words = _("Can look up the agreement by a link: stop it, and share the page with the one who takes over")
        found[page.party.collaboration_id].append(words)
    return found


def _pages_of(person) -> QuerySet:
    """Return the shared pages the person can still open."""
    theirs = Q(link__person=person)
    if person.email:
        theirs |= Q(link__recipient_email__iexact=person.email)
    rows = SharedPage.objects.filter(theirs, link__revoked_at__isnull=True, link__expires__gt=timezone.now())
    return rows.filter(party__collaboration__institution=person.institution_id).select_related("party").order_by("pk")


def records_of(person) -> Iterator[PersonRecord]:
    """Return the person's tasks and answers. Two queries."""
    mine = Q(responsible=person) | Q(backup=person)
    for task in Task.objects.filter(mine).select_related("agreement__collaboration").order_by("pk"):
        yield PersonRecord(_("Agreements"), f"{task.agreement.collaboration}: {task.title}", label=_("Task"))
    rows = Approval.objects.filter(person=person).select_related("version__agreement__collaboration").order_by("pk")
    for row in rows:
        text = f"{row.version.agreement.collaboration}: {row.get_answer_display()}"
        yield PersonRecord(_("Agreements"), text, label=_("Approval"))
