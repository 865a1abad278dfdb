import pytest
from django.core.management import CommandError, call_command


def test_screenshots_are_refused_outside_the_demo(tmp_path):
    with pytest.raises(CommandError, match="SAMARBEJDE_DEMO=1"):
        call_command("screenshots", "http://127.0.0.1:8000", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
