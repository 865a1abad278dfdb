"""The table of ratios, as text and as Markdown are the same here."""

from benchmarks.pages import Page
from benchmarks.rounds import Readings

GROWTH = 1.25
HTML_KB = 60
HEAD = "| page | p50 ms | twin | × | at most | | CPU ms | twin | database ms | queries | HTML kB | growth | |"


def verdict(ok: bool) -> str:  # noqa: FBT001 - its only argument
    """Return a tick or a cross."""
    return "✓" if ok else "✗"


def lines_of(pages: list[Page], found: dict[tuple[int, str, str], Readings], sizes: list[int]) -> list[str]:
    """Return the table for the largest size; growth is its p50 over the smallest's."""
    small, large = sizes[0], sizes[-1]
    lines = [f"{large:,} collaborations".replace(",", "."), "", HEAD, "|" + "---|" * (HEAD.count("|") - 1)]
    for page in pages:
        own = found[large, page.name, "own"]
        base = found[large, page.own, "own"] if page.own else found[large, page.name, "twin"]
        ratio, growth = own.against(base), own.against(found[small, page.name, "own"])
        fits = own.queries <= page.queries and own.size <= HTML_KB
        held_against = f"{base.p50:.1f}{' (list)' if page.own else ''}"
        lines.append(
            f"| {page.name} | {own.p50:.1f} | {held_against} | {ratio:.2f} | {page.limit} "
            f"| {verdict(ratio <= page.limit)} | {own.cpu50:.1f} | {base.cpu50:.1f} | {own.waited50:.1f} "
            f"| {own.queries} {verdict(fits)} | {own.size:.0f} | {growth:.2f} | {verdict(growth <= GROWTH)} |"
        )
    return lines


def compared(name: str, own: float, twin: float, *, unit: str, limit: float, at_least: bool = False) -> str:
    """Return one line of what is measured once."""
    ratio = own / twin
    ok = ratio >= limit if at_least else ratio <= limit
    sign = "≥" if at_least else "≤"
    return f"| {name} | {own:.1f} {unit} | {twin:.1f} {unit} | {ratio:.2f} | {sign} {limit} | {verdict(ok)} |"
