import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from config import quality
from config.management.commands import checks
from config.quality import Check


def check(name, code, **options):
    return Check(name, f"Title of {name}", lambda: [sys.executable, "-c", code], **options)


@pytest.fixture
def some_checks(monkeypatch):
    monkeypatch.setattr(
        checks, "CHECKS", [check("good", "print('quiet')"), check("bad", "print('loud'); raise SystemExit(1)")]
    )


def test_failing_check_is_shown_and_fails_the_command(some_checks, capsys):
    with pytest.raises(CommandError, match="bad"):
        call_command("checks")
    said = capsys.readouterr().out
    assert ("quiet" in said, "loud" in said) == (False, True)
    assert said.index("Title of good (good): ok") < said.index("Title of bad (bad): FAILED")


def test_check_can_be_chosen(some_checks, capsys):
    call_command("checks", "good")
    assert "Title of bad" not in capsys.readouterr().out


def test_check_sees_its_environment():
    found = check("env", "import os; print(os.environ['SITE_URL'])", environ={"SITE_URL": "https://her"}).run()
    assert (found.returncode, found.stdout) == (0, "https://her\n")


def test_mending_comes_first(tmp_path):
    mark = tmp_path / "mended"
    mend = [sys.executable, "-c", f"open({str(mark)!r}, 'w')"]
    found = check("mend", f"open({str(mark)!r})", mend=lambda: mend)
    assert [found.run().returncode, found.run(mend=True).returncode] == [1, 0]


@pytest.mark.parametrize("name", ["ruff", "djade"])
def test_tools_are_found(name):
    assert subprocess.run([quality.tool(name), "--version"], capture_output=True, check=False).returncode == 0
