import pytest
from hypothesis import given
from hypothesis import strategies as st

from samarbejde.lib.highlight import excerpt, highlight


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Eleverne spurgte", "elev", "<mark>Eleverne</mark> spurgte"),
        ("En elev spurgte", "eleverne", "En <mark>elev</mark> spurgte"),
        ("Naturvejlederen kom", "vejleder", "Natur<mark>vejleder</mark>en kom"),
        ("Århus Å", "aarhus", "<mark>Århus</mark> Å"),
        ("Aarhus", "Århus", "<mark>Aarhus</mark>"),
        ("Søen ved skolen", "soeen", "<mark>Søen</mark> ved skolen"),
        ("Ingen hits", "bus", "Ingen hits"),
        ("<b>bus</b>", "bus", "&lt;b&gt;<mark>bus</mark>&lt;/b&gt;"),
        ("a & b", "&", "a <mark>&amp;</mark> b"),
        ("bus og båd", "bus -båd", "<mark>bus</mark> og båd"),
        ("stor bus", '"stor bus"', "<mark>stor bus</mark>"),
    ],
)
def test_hits_are_marked_and_the_rest_escaped(text, words, shown):
    assert highlight(text, words) == shown


@given(st.text(max_size=80), st.text(max_size=20))
def test_no_text_becomes_markup(text, words):
    plain = highlight(text, words).replace("<mark>", "").replace("</mark>", "")
    assert ("<" in plain, ">" in plain) == (False, False)


@given(st.text(max_size=600), st.text(max_size=20))
def test_an_excerpt_is_short_and_safe(text, words):
    shown = excerpt(text, words, 100).replace("<mark>", "").replace("</mark>", "")
    assert ("<" in shown, ">" in shown) == (False, False)


def test_an_excerpt_stands_around_the_hit():
    text = "ord " * 100 + "planktonet flyver " + "ord " * 100
    shown = excerpt(text, "plankton")
    assert "<mark>planktonet</mark> flyver" in shown
    assert (shown[:2], shown[-2:], len(shown) < 220) == ("… ", " …", True)
