import pytest

from samarbejde.lib.search_words import SearchWords, read_search


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bus", SearchWords(("bus",))),
        ("  bus,  fjord. ", SearchWords(("bus", "fjord"))),
        ('"havet som" bus', SearchWords(("bus",), ("havet som",))),
        ("”havet  som”", SearchWords((), ("havet som",))),
        ("bus -fjord", SearchWords(("bus",), (), ("fjord",))),
        ('bus -"den lange tur"', SearchWords(("bus",), (), ("den lange tur",))),
        ('bus "uden slut', SearchWords(("bus", "uden", "slut"))),
        ("8-9. klasse", SearchWords(("8-9", "klasse"))),
        ('- -- " ”” ()', SearchWords()),
        ("a " * 50, SearchWords(("a",) * 8)),
    ],
)
def test_read_search(text, read):
    assert read_search(text) == read
