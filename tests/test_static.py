"""What the browser is sent: our style sheets, script and typefaces, and the templates' rules."""

import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

ROOT = Path(__file__).parent.parent
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
BASE = STATIC / "css" / "base.css"
OURS = sorted([*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")])
VENDORED = sorted([*STATIC.glob("vendor/*/VENDOR.md"), *ROOT.glob("tests/browser/vendor/*/VENDOR.md")])
PAGES = sorted(TEMPLATES.rglob("*.html"))
LIST_PAGE_KB, ALL_KB, REQUESTS = 60, 300, 8


def _values(selector: str) -> dict[str, str]:
    """Return the custom properties that stand in the block of ``selector``."""
    block = BASE.read_text(encoding="utf-8").split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def test_dark_values_stand_twice_alike():
    dark = _values('[data-bs-theme="dark"]')
    assert dark == _values(':root:not([data-bs-theme="light"])')
    assert len(dark) > 40


def test_every_light_colour_has_a_dark_one():
    assert set(_values(':root, [data-bs-theme="light"]')) - set(_values('[data-bs-theme="dark"]')) == set()


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


HUES = ("kontakt", "aftale", "opfoelgning", "evaluering", "viden")
TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "ink-2", "action", "stop") for ground in ("paper", "surface", "sunken")],
    *[(name, f"{name}-tint") for name in ("good", "care", "stop", *HUES)],
    *[("on-phase", hue) for hue in HUES],
    ("on-action", "action"), ("on-stop", "stop"), ("action-strong", "action-tint"), ("focus-text", "focus-halo"),
]  # fmt: skip


@pytest.mark.parametrize("theme", [':root, [data-bs-theme="light"]', '[data-bs-theme="dark"]'])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_contrast(theme, text, ground):
    values = _values(theme)
    assert _contrast(values[f"--{text}"], values[f"--{ground}"]) >= 4.5


def test_every_colour_used_is_a_token():
    defined = {name for css in OURS for name in re.findall(r"(--[\w-]+)\s*:", css.read_text(encoding="utf-8"))}
    used = {name for css in OURS for name in re.findall(r"var\((--[\w-]+)", css.read_text(encoding="utf-8"))}
    assert used - defined == set()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_files_stay_readable(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 500


def test_script_evaluates_nothing():
    script = (STATIC / "js" / "app.js").read_text(encoding="utf-8")
    assert re.findall(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", script) == []


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.parent.name)
def test_vendored_files_are_unchanged(path):
    named = dict(re.findall(r"\| ([0-9a-f]{64}) \| (\S+) \|", path.read_text(encoding="utf-8")))
    found = {hashlib.sha256((path.parent / name).read_bytes()).hexdigest(): name for name in named.values()}
    assert found == named
    texts = {file.name for file in path.parent.iterdir()} - set(named.values())
    assert {"VENDOR.md"} < texts
    assert all(name.startswith("LICENSE") for name in texts - {"VENDOR.md"})


def test_everything_vendored_is_described():
    described = {path.parent for path in VENDORED}
    assert {path for path in STATIC.glob("vendor/*") if path.is_dir()} - described == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*\b(?:src=|application/json))", text)
    assert found == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_fetch_nothing_from_outside(path):
    assert re.findall(r"(?:src|<link[^>]*href)=\"(?:https?:)?//", path.read_text(encoding="utf-8")) == []


def _assets() -> list[str]:
    """Return the static files the frame of every page loads."""
    head = render_to_string("components/assets.html")
    return [path.removeprefix("/static/") for path in re.findall(r'(?:href|src)="([^"]+)"', head)]


def test_page_weight_and_requests():
    sizes = {name: Path(finders.find(name)).stat().st_size for name in _assets()}
    assert len(sizes) + 1 <= REQUESTS
    assert sum(sizes.values()) / 1000 + LIST_PAGE_KB <= ALL_KB
