from xml.etree import ElementTree

import pytest

from samarbejde.lib.icons import ICONS, icon_html, labelled_icon_html


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icon_is_well_formed_and_hidden(name):
    assert ElementTree.fromstring(icon_html(name)).get("aria-hidden") == "true"


def test_labelled_icon_escapes_its_words():
    assert labelled_icon_html("lock", "<kun internt>").endswith(
        '<span class="visually-hidden">&lt;kun internt&gt;</span>'
    )


def test_unknown_icon():
    with pytest.raises(KeyError):
        icon_html("unicorn")
