"""The demo's logins, read where the demo's story is told; none where that is not part of the installation."""

from __future__ import annotations

import contextlib
import importlib

MODULE = "config.demo.accounts"


def demo_accounts() -> list[tuple[str, str, str]]:
    """Return the demo's logins as (e-mail, name, role)."""
    return [(email, name, str(role)) for email, name, role in getattr(accounts_module(), "DEMO_ACCOUNTS", [])]


def demo_password() -> str:
    """Return the password that every demo login has."""
    return getattr(accounts_module(), "DEMO_PASSWORD", "")


def accounts_module() -> object:
    """Return the module with the demo's logins, None where there is none."""
    with contextlib.suppress(ModuleNotFoundError):
        return importlib.import_module(MODULE)
    return None
