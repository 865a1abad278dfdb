"""What the pages of a register import say about it as a whole: kinds with their numbers, remarks, sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.choices import ChangeKind
from contacts.models import RegisterImport
from samarbejde.lib.danish import format_number
from samarbejde.panels import Figure


def kinds_with_numbers(register_import: RegisterImport) -> list[dict]:
    """Return the kinds of change that occur, each with its number."""
    counts = register_import.counts
    found = [{"kind": kind, "label": kind.label, "count": counts.get(kind, 0)} for kind in ChangeKind]
    return [row for row in found if row["count"]]


def effective_count(register_import: RegisterImport) -> int:
    """Return how many schools saving would write."""
    counts = register_import.counts
    return sum(counts.get(kind, 0) for kind in ChangeKind if kind != ChangeKind.KEPT)


def figures_of(register_import: RegisterImport) -> list[Figure]:
    """Return the numbers at the top of the page; each opens its rows."""
    figures = [
        Figure(format_number(row["count"]), row["label"], "", f"?slags={row['kind']}#d")
        for row in kinds_with_numbers(register_import)
    ]
    return [*figures, Figure(format_number(register_import.counts.get("unchanged", 0)), _("Unchanged"), "", "")]


def worst_findings(register_import: RegisterImport, limit: int) -> list[dict]:
    """Return the first remarks: about the file as a whole, then rows left out, then what was mended."""
    ranked = sorted(register_import.errors, key=lambda found: (found["line"] > 0, found["severity"] != "error"))
    return ranked[:limit]


def closing_text(register_import: RegisterImport) -> str:
    """Return how many schools of how many would be closed."""
    counts = register_import.counts
    return _("%(closing)s of %(open)s open schools are not in the file. If you fetched only part of the register, "
             "throw the file away.") % {
        "closing": format_number(counts.get(ChangeKind.CLOSED, 0)), "open": format_number(counts.get("open_before", 0)),
    }  # fmt: skip


def saved_text(register_import: RegisterImport) -> str:
    """Return what has been saved, in one sentence."""
    count = effective_count(register_import)
    text = ngettext("Saved: %(count)s school is up to date.", "Saved: %(count)s schools are up to date.", count)
    return text % {"count": format_number(count)}
