import re

from samarbejde.lib import bars


def test_share_of():
    assert bars.share_of(50, 62) == 81
    assert bars.share_of(61, 60) == 100
    assert bars.share_of(3, 0) == 0


def test_minibar_over_the_agreed_is_marked():
    assert 'class="over" width="100"' in bars.minibar_html(61, 60)
    assert 'class="barfill" width="81"' in bars.minibar_html(50, 62)


def test_phasebar_fills_its_width_and_skips_empty_phases():
    svg = bars.phasebar_html([("kontakt", 9), ("aftale", 0), ("viden", 5)], "Faser")
    assert re.findall(r'data-phase="(\w+)"', svg) == ["kontakt", "viden"]
    ends = [float(x) + float(width) for x, width in re.findall(r'x="([\d.]+)" width="([\d.]+)"', svg)]
    assert ends[-1] == 480.0


def test_phasebar_of_nothing():
    assert "rect" not in bars.phasebar_html([("kontakt", 0)], "Faser")
