"""A migrated database that test databases are copied from: migrating takes seconds, copying a fraction of one."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from config.embedded_postgres.locks import FileLock

PREFIX = "template_samarbejde_"
# What decides the tables: our migrations, the functions they use, and the versions of other apps.
SOURCES = ["*/migrations/*.py", "samarbejde/lib/functions.py", "requirements.txt"]


def copy_from_template(connection: BaseDatabaseWrapper) -> None:
    """Make the test database that is created next a copy of the template, which is made first where it is missing."""
    name = f"{PREFIX}{fingerprint(settings.BASE_DIR)}"
    (settings.BASE_DIR / "var").mkdir(exist_ok=True)
    with FileLock(settings.BASE_DIR / "var" / ".template.lock").exclusively():
        known = templates(connection)
        if name not in known:
            drop(connection, known)
            make(connection, name)
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def fingerprint(root: Path) -> str:
    """Return a short mark of everything that decides the tables."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in root.glob(pattern)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def templates(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the templates on the server, the half-made and outlived among them."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        return [name for (name,) in cursor.fetchall()]


def drop(connection: BaseDatabaseWrapper, names: list[str]) -> None:
    """Remove databases."""
    with connection._nodb_cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


def make(connection: BaseDatabaseWrapper, name: str) -> None:
    """Migrate a new database, and give it its name when it is whole."""
    own, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    test_name, test["NAME"] = test["NAME"], f"{name}_new"
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    finally:
        connection.close()
        connection.settings_dict["NAME"], test["NAME"] = own, test_name
    with connection._nodb_cursor() as cursor:
        quoted = [connection.ops.quote_name(each) for each in (f"{name}_new", name)]
        cursor.execute(f"ALTER DATABASE {quoted[0]} RENAME TO {quoted[1]}")
