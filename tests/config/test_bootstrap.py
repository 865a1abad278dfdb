import ast
import os
import subprocess
import sys

import pytest

from config import bootstrap


@pytest.fixture
def project(tmp_path):
    """A project folder with its two lock files and no .venv."""
    root = tmp_path / "en sti med æøå"
    root.mkdir()
    for name in (bootstrap.PROGRAM_LOCK, bootstrap.TOOLS_LOCK):
        (root / name).write_text(f"{name}==1")
    return root


def make_venv(project, stamp=None):
    """Lay out what a prepared .venv looks like, finished from the lock called ``stamp``."""
    venv = project / ".venv"
    bootstrap.python_of(venv).parent.mkdir(parents=True)
    bootstrap.python_of(venv).symlink_to(sys.executable)
    if stamp:
        (venv / bootstrap.STAMP_NAME).write_text(bootstrap.fingerprint(project / stamp))
    return venv


def decision(project, lock=bootstrap.PROGRAM_LOCK, *, inside=False, importable=False):
    return bootstrap.decide(project / ".venv", project / lock, inside=inside, importable=importable)


def test_without_venv_the_packages_decide(project):
    assert [decision(project, importable=True), decision(project)] == ["run", "install"]


def test_finished_venv_is_entered(project):
    make_venv(project, bootstrap.PROGRAM_LOCK)
    assert [decision(project), decision(project, importable=True)] == ["enter", "enter"]


def test_finished_venv_is_stayed_in(project):
    make_venv(project, bootstrap.PROGRAM_LOCK)
    assert decision(project, inside=True, importable=True) == "run"


def test_venv_half_made_is_made_again(project):
    make_venv(project)
    assert decision(project) == "install"


def test_venv_made_by_hand_is_left_alone_by_those_in_it(project):
    make_venv(project)
    assert decision(project, inside=True, importable=True) == "run"


def test_venv_with_tools_serves_the_program(project):
    make_venv(project, bootstrap.TOOLS_LOCK)
    assert [decision(project), decision(project, bootstrap.TOOLS_LOCK)] == ["enter", "enter"]


def test_venv_of_the_program_lacks_the_tools(project):
    make_venv(project, bootstrap.PROGRAM_LOCK)
    assert decision(project, bootstrap.TOOLS_LOCK) == "install"


@pytest.mark.parametrize("inside", [True, False])
def test_changed_lock_is_installed(project, inside):
    make_venv(project, bootstrap.PROGRAM_LOCK)
    (project / bootstrap.PROGRAM_LOCK).write_text("newer==2")
    assert decision(project, inside=inside, importable=True) == "install"


def test_venv_whose_python_is_gone_is_made_again(project):
    venv = make_venv(project, bootstrap.PROGRAM_LOCK)
    bootstrap.python_of(venv).unlink()
    assert decision(project) == "install"


def test_stamp_is_written_only_when_the_installation_ended_well(project, monkeypatch):
    venv = make_venv(project, bootstrap.PROGRAM_LOCK)
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda *_: False)
    monkeypatch.setattr(bootstrap, "install_with_pip", lambda *_: False)
    with pytest.raises(SystemExit) as refusal:
        bootstrap.install(venv, project / bootstrap.PROGRAM_LOCK)
    assert refusal.value.code == bootstrap.NO_PACKAGES
    assert not (venv / bootstrap.STAMP_NAME).exists()


def test_installation_leaves_a_stamp_that_is_current(project, monkeypatch):
    lock = project / bootstrap.TOOLS_LOCK
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    monkeypatch.setattr(bootstrap, "install_with_pip", lambda *_: bool(make_venv(project)))
    bootstrap.install(project / ".venv", lock)
    assert bootstrap.is_current(project / ".venv", lock)


def test_old_python_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as refusal:
        bootstrap.check_python()
    assert refusal.value.code == bootstrap.TOO_OLD.format(wanted="3.11", found="3.9")


@pytest.mark.parametrize("name", ["manage.py", "config/__init__.py", "config/bootstrap.py"])
def test_old_python_can_read_far_enough_to_be_told(name):
    assert ast.parse((bootstrap.ROOT / name).read_text(), feature_version=(3, 7))


def test_missing_venv_module_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SystemExit) as refusal:
        bootstrap.check_python()
    assert refusal.value.code == bootstrap.NO_VENV


@pytest.mark.skipif(os.name == "nt", reason="the interpreter is replaced on Unix only")
def test_command_starts_again_in_the_venv(project):
    """A stand-in for the interpreter shows what it was started with."""
    venv = make_venv(project, bootstrap.PROGRAM_LOCK)
    stand_in = bootstrap.python_of(venv)
    stand_in.unlink()
    stand_in.write_text('#!/bin/sh\nprintf "%s|" "$@" "$SAMARBEJDE_DOOR_ENTERED"\n')
    stand_in.chmod(0o755)
    program = (
        "import sys; from pathlib import Path; from config import bootstrap; "
        f"bootstrap.prepare(['manage.py', 'demo'], Path({str(project)!r}))"
    )
    command = [sys.executable, "-X", "utf8", "-c", program, "demo", "a b"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=bootstrap.ROOT).stdout
    assert shown == f"-X|utf8|-c|{program}|demo|a b|enter|"
