"""What can be shared, and the text that is proposed for it: names taken out, a person reads it through."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.choices import SharedKind
from knowledge.models import Lesson, SharedItem
from knowledge.queries.names import names_known
from knowledge.queries.record import Record, compile_record
from samarbejde.access import institution_ids, sees_everything
from samarbejde.models import Collaboration, Format

# Of the record: what others can learn from. Who it was, what other schools answered and the papers stay at home.
TOLD = ("beginning", "tasks", "work", "ending", "evaluation")
PRIVATE_TABLES = ("beginning", "tasks")
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Shareable:
    """``key`` names the source's column; ``url`` is where it stands."""

    kind: str
    key: dict
    institution_id: int
    title: str
    text: str
    topics: list[str]
    url: str

    def shared_now(self) -> SharedItem | None:
        """Return the item the network reads already, if there is one."""
        return SharedItem.objects.filter(taken_back_at__isnull=True, **self.key).first()


def get_shareable(user, kind: str, pk: int) -> Shareable:
    """Return the lesson, record or form that ``user`` may see. Raises Http404."""
    found = READERS[kind](user, pk) if kind in READERS else None
    if found is None:
        raise Http404
    return found


def proposed_text(source: Shareable) -> tuple[str, str]:
    """Return heading and text with names, addresses and numbers taken out."""
    names = names_known(source.institution_id)
    return names.without(source.title)[:LONGEST_TITLE], names.without(source.text)


def _lesson(user, pk: int) -> Shareable | None:
    lesson = Lesson.objects.visible_to(user).in_force().select_related("collaboration").filter(pk=pk).first()
    if lesson is None:
        return None
    about = lesson.collaboration
    lines = [
        _("When: %(text)s") % {"text": lesson.applies_when} if lesson.applies_when else "",
        _("What to do: %(text)s") % {"text": lesson.to_do} if lesson.to_do else "",
        lesson.text,
    ]
    url = f"{reverse('knowledge:knowledge_detail', args=[about.pk])}#erfaring-{lesson.pk}"
    return Shareable(
        SharedKind.LESSON, {"lesson": lesson}, about.institution_id, lesson.headline,
        "\n\n".join(filter(None, lines)), _topics(about), url,
    )  # fmt: skip


def _record(user, pk: int) -> Shareable | None:
    about = Collaboration.objects.visible_to(user).filter(pk=pk).first()
    if about is None:
        return None
    record = compile_record(about, with_people=False)
    url = reverse("knowledge:record_detail", args=[about.pk])
    return Shareable(
        SharedKind.RECORD,
        {"collaboration": about},
        about.institution_id,
        about.title,
        _told(record),
        _topics(about),
        url,
    )


def _told(record: Record) -> str:
    parts = []
    for section in record.sections:
        if section.key not in TOLD or section.is_empty:
            continue
        lines = [f"{fact.label}: {fact.text}" for fact in section.facts if not fact.is_private]
        if section.key not in PRIVATE_TABLES:
            lines += [" · ".join(row) for table in section.tables for row in table.rows]
        if lines:
            parts.append("\n".join([section.heading, *lines]))
    return "\n\n".join(parts)


def _format(user, pk: int) -> Shareable | None:
    own = Format.objects.exclude(institution=None)
    if not sees_everything(user):
        own = own.filter(institution__in=institution_ids(user))
    form = own.filter(pk=pk).first()
    if form is None or form.institution_id is None:
        return None
    size = _("Typical size: %(text)s") % {"text": form.typical_size} if form.typical_size else ""
    text = "\n\n".join(filter(None, [form.description, size]))
    return Shareable(
        SharedKind.FORMAT, {"format": form}, form.institution_id, form.name, text, [form.get_group_display()],
        reverse("knowledge:shared_list"),
    )  # fmt: skip


def _topics(about: Collaboration) -> list[str]:
    rows = (*about.subjects.all(), *about.grades.all(), *about.formats.filter(institution=None))
    return [str(row) for row in rows]


READERS = {"erfaring": _lesson, "historie": _record, "form": _format}
