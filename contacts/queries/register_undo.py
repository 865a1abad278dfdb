"""What the pages say about undoing a register import: before it is done, and afterwards."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.choices import ChangeKind
from contacts.imports.undoing import CORRECTED, OVERTAKEN, UndoPlan
from contacts.models import RegisterImport
from contacts.queries.register_differences import label_of
from samarbejde.lib.danish import format_number, format_short
from samarbejde.models import Event, School

SHOWN = 20


@dataclass
class Staying:
    """A school that stays as it is, wholly or in some fields, and why."""

    number: str
    name: str
    why: str


@dataclass
class UndoTold:
    """``sentences`` say what is put back; ``kept`` are new schools that stay, ``left`` schools with newer values."""

    sentences: list[str]
    kept: list[Staying]
    kept_count: int
    left: list[Staying]
    left_count: int


def undo_expected(register_import: RegisterImport) -> UndoTold:
    """Return what undoing would do, as things stand."""
    plan = UndoPlan(register_import)
    counts: Counter[str] = Counter()
    left: list[list] = []
    for backs in plan.changed():
        left += [[back.change.number, back.change.name, back.left] for back in backs if back.left]
        for back in backs:
            counts["put_back"] += bool(back.values)
            counts[back.change.kind] += "closed_on" in back.values
    fate = plan.new()
    counts["removed"] = len(fate.removed)
    return UndoTold(
        _expected_sentences(counts), _kept(fate.kept[:SHOWN]), len(fate.kept), _left(left[:SHOWN]),
        len(left),
    )  # fmt: skip


def undo_done(register_import: RegisterImport) -> UndoTold | None:
    """Return what undoing did, as its event tells it."""
    event = Event.objects.filter(verb="register_import_undone", data__import=register_import.pk).order_by("-pk").first()
    if event is None:
        return None
    counts = event.data["counts"]
    put_back = ngettext(
        "%(count)s school has been put back as it was.", "%(count)s schools have been put back as they were.",
        counts["put_back"],
    )  # fmt: skip
    removed = ngettext(
        "%(count)s new school has been taken away again.", "%(count)s new schools have been taken away again.",
        counts["removed"],
    )  # fmt: skip
    sentences = [(put_back, counts["put_back"]), (removed, counts["removed"])]
    return UndoTold(
        [text % {"count": format_number(count)} for text, count in sentences if count],
        _kept(event.data["kept"][:SHOWN]), counts["kept"], _left(event.data["left"][:SHOWN]), counts["left"],
    )  # fmt: skip


def undone_text(register_import: RegisterImport) -> str:
    """Return when it was undone and by whom, or nothing."""
    if register_import.undone_at is None:
        return ""
    day = format_short(timezone.localdate(register_import.undone_at))
    return _("By %(name)s, %(day)s.") % {"name": register_import.undone_by, "day": day}


def _expected_sentences(counts: Counter) -> list[str]:
    put_back, removed = counts["put_back"], counts["removed"]
    closed, reopened = counts[ChangeKind.CLOSED], counts[ChangeKind.REOPENED]
    texts = [
        (ngettext("%(count)s school is put back as it was.", "%(count)s schools are put back as they were.", put_back),
         put_back),
        (ngettext("Of these, %(count)s that was closed is opened again.",
                  "Of these, %(count)s that were closed are opened again.", closed), closed),
        (ngettext("Of these, %(count)s that was opened is closed again.",
                  "Of these, %(count)s that were opened are closed again.", reopened), reopened),
        (ngettext("%(count)s new school is taken away again.", "%(count)s new schools are taken away again.", removed),
         removed),
    ]  # fmt: skip
    return [text % {"count": format_number(count)} for text, count in texts if count]


def _kept(rows: list) -> list[Staying]:
    return [Staying(number, name, _why(why)) for number, name, why in rows]


def _why(why: str) -> str:
    if why == CORRECTED:
        return _("corrected by hand")
    if why == OVERTAKEN:
        return _("a file saved later has changed it")
    return _("it has been used since")


def _left(rows: list) -> list[Staying]:
    known = {field.name for field in School._meta.get_fields()}
    return [
        Staying(number, name, ", ".join(str(label_of(each)) for each in fields if each in known))
        for number, name, fields in rows
    ]
