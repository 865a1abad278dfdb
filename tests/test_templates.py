"""Every template can be read, is short, keeps to the strict policy, and says nothing that cannot be translated."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
SCRIPT = r"<script(?![^>]*\bsrc=)(?![^>]*json)"
INLINE = re.compile(rf"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|{SCRIPT}", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{3,}")
SPOKEN = {"title", "alt", "placeholder", "aria-label", "label", "aria-description"}
CLOSED = re.compile(r"end(blocktranslate|blocktrans|comment|verbatim)$")
OPENED = re.compile(r"(blocktranslate|blocktrans|comment|verbatim)\b")
# Names, and words that are the same in every language.
NAMES = {"Samarbejde", "Dansk", "English", "PDF", "CSV", "XLSX", "MPL", "CVR", "PostgreSQL", "Django",
         "Enter", "Esc", "iCal", "Excel", "Word"}  # fmt: skip


def source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


class Words(HTMLParser):
    """Collects what is read out or shown."""

    def __init__(self, text: str):
        super().__init__()
        self.found: list[str] = []
        self.silent = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.silent += tag in {"script", "style", "code", "kbd", "template"}
        self.found += [value for name, value in attributes if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "code", "kbd", "template"}

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def untranslated(text: str) -> list[str]:
    """Return the words of a template that stand outside every translation."""
    kept, inside, in_class = [], "", False
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            in_class = re.match(r"block \w*(?:class|attr)", token.contents) is not None
            opened, closed = OPENED.match(token.contents), CLOSED.match(token.contents)
            if opened:
                inside = opened.group(1)
            elif closed:
                inside = ""
        elif token.token_type == TokenType.TEXT and not inside and not in_class:
            kept.append(token.contents)
        if token.token_type == TokenType.VAR:
            kept.append("0")
    words = [word for part in Words("".join(kept)).found for word in WORD.findall(part)]
    return [word for word in words if word not in NAMES]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name):
    assert get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_keeps_to_the_policy(name):
    text = source(name)
    assert (INLINE.findall(text), OUTSIDE.findall(text)) == ([], [])
    assert len(text.splitlines()) <= 150


# The gallery shows components to those who build, in the demo only.
@pytest.mark.parametrize("name", [name for name in TEMPLATES if "gallery" not in name])
def test_a_template_says_nothing_in_one_language_only(name):
    assert untranslated(source(name)) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_typed_becomes_markup(name):
    """Only crispy's own layout, whose parts are made from our forms, may pass something on as it is."""
    trusted = name.startswith("bootstrap5/")
    assert trusted or not re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq", source(name))


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith("bootstrap5/")])
def test_every_form_that_changes_something_is_protected(name):
    forms = re.findall(r"<form[^>]*method=[\"']post[\"'].*?</form>", source(name), re.IGNORECASE | re.DOTALL)
    assert [form[:120] for form in forms if not is_protected(form)] == []


def is_protected(form: str) -> bool:
    """Say whether the form carries the token, itself or in a part it includes."""
    parts = re.findall(r"{% include [\"']([\w/.]+)[\"']", form)
    return any("csrf_token" in text or "{% crispy" in text for text in [form, *map(source, parts)])
