"""Every text has its Danish, and the compiled file says what the readable one does. Needs no program but Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
SOURCES = ["config", "samarbejde", "contacts", "agreements", "followup", "evaluations", "knowledge"]
PO = ROOT / "locale" / "da" / "LC_MESSAGES" / "django.po"
# Where in the call the context and the text stand.
SIMPLE, WITH_CONTEXT = (None, 0), (0, 1)
CALLS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"], SIMPLE),
    **dict.fromkeys(["pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"], WITH_CONTEXT),
}
STRING = r"""(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(u?({STRING}(?:\s*,\s*u?{STRING})*)")
PLACES = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
# Framework's sentences that say less in Danish.
MAY_LACK = {"Select a valid choice. %(value)s is not one of the available choices."}
# What Django says in our forms, in our own words.
FRAMEWORK = (
    "This field is required.", "Enter a number.", "Enter a whole number.", "Enter a valid date.", "Enter a valid time.",
    "Enter a valid URL.", "Enter a valid email address.", "Ensure this value is less than or equal to %(limit_value)s.",
    "Ensure this value is greater than or equal to %(limit_value)s.",
    "Select a valid choice. That choice is not one of the available choices.",
    "Select a valid choice. %(value)s is not one of the available choices.",
)  # fmt: skip
Text = tuple[str | None, str]


def in_python(path: Path) -> Iterator[Text]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imports = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"]
    called = {alias.asname or alias.name: alias.name for each in imports for alias in each.names}
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        name = called.get(name, name)
        if name not in CALLS:
            continue
        values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        context, text = CALLS[name]
        if len(values) > text and isinstance(values[text], str):
            yield (values[context] if context is not None else None), values[text]


def in_template(path: Path) -> Iterator[Text]:
    for name, listed in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        values = ast.literal_eval(f"[{listed}]")
        context, text = CALLS[name]
        yield (values[context] if context is not None else None), values[text]


def used_texts() -> dict[Text, str]:
    """Return every text with a place where it stands."""
    found: dict[Text, str] = {}
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            found |= {text: str(path.relative_to(ROOT)) for text in in_python(path)}
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            found |= {text: str(path.relative_to(ROOT)) for text in in_template(path)}
    return {text: place for text, place in found.items() if text[1]}


@pytest.fixture(scope="module")
def book() -> polib.POFile:
    return polib.pofile(str(PO))


def test_every_text_has_its_danish(book):
    danish = {(entry.msgctxt, entry.msgid) for entry in book if entry.translated() and not entry.obsolete}
    used = used_texts()
    assert len(used) > 500
    assert {text: place for text, place in used.items() if text not in danish} == {}


@pytest.mark.parametrize("text", FRAMEWORK)
def test_the_framework_speaks_as_we_do(book, text):
    """gettext does not see these in our code, so that the next who collects the texts may lose them."""
    assert [entry.translated() for entry in book if entry.msgid == text] == [True]


def test_the_compiled_texts_are_the_readable_ones(book):
    compiled = polib.mofile(str(PO.with_suffix(".mo")))

    def texts(entries):
        return {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in entries if e.msgstr or e.msgstr_plural}

    assert texts(compiled) == texts(book)


def places(text: str) -> set[str]:
    return {match.group() for match in PLACES.finditer(text)}


def test_danish_has_the_same_gaps_to_fill(book):
    """A gap that is not there, or has another name, fails only when the sentence is shown."""
    wrong = []
    for entry in book:
        ours = places(entry.msgid) | places(entry.msgid_plural)
        for danish in [entry.msgstr, *entry.msgstr_plural.values()]:
            extra = places(danish) - ours
            may_lack = entry.msgid_plural or entry.msgid in MAY_LACK
            lacks = set() if may_lack else places(entry.msgid) - places(danish)
            if danish and (extra or lacks):
                wrong.append((entry.msgid, danish))
    assert wrong == []


def test_nothing_is_half_translated(book):
    assert [entry.msgid for entry in book if entry.fuzzy or entry.obsolete] == []
    assert [entry.msgid for entry in book if entry.msgid_plural and not all(entry.msgstr_plural.values())] == []


def test_danish_uses_danish_quotes(book):
    assert [entry.msgid for entry in book if re.search(r'(?<![=\w])"(?!>)[^"<>=]*"|“', entry.msgstr)] == []
