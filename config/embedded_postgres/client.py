"""``manage.py dbshell`` on the embedded server."""

from collections.abc import Iterable

from django.db.backends.postgresql import client

from .binaries import find_binaries


class DatabaseClient(client.DatabaseClient):
    """Opens the psql that came with the server, after starting it."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Open psql and wait for it to end."""
        self.connection.ensure_connection()
        self.executable_name = find_binaries().program("psql")
        super().runshell(parameters)
