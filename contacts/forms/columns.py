"""The columns of a file as things to choose among, each with what stands in it."""

from contacts.imports.visit_columns import is_comment
from samarbejde.lib.tables_in import Table

EXAMPLES = 3


def column_choices(table: Table) -> list[tuple[str, str]]:
    """Return each column with the first things that stand in it; comments without."""
    found: list[tuple[str, str]] = []
    for place, name in enumerate(table.header):
        if not name or any(name == known for known, _label in found):
            continue
        cells = dict.fromkeys(row.cells[place].strip() for row in table.rows[:30] if row.cells[place].strip())
        shown = " · ".join(list(cells)[:EXAMPLES])[:60]
        found.append((name[:200], name if is_comment(name) or not shown else f"{name} ({shown})"))
    return found
