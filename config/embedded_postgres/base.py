"""The database engine: Django's own for PostgreSQL, which starts the server at the first connection."""

from pathlib import Path

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import errors

from .client import DatabaseClient
from .server import server_in


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server; commands that need no database start nothing."""

    display_name = "PostgreSQL (embedded)"
    client_class = DatabaseClient

    def get_connection_params(self) -> dict:
        """Start the server where needed, and return how to reach it."""
        server = server_in(Path(settings.EMBEDDED_POSTGRES_DIR).resolve())
        self.settings_dict.update(server.connection_settings())
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict):
        """Connect; a database that is not there yet is created, since the server is ours alone."""
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError as error:
            if f'database "{conn_params["dbname"]}" does not exist' not in str(error):
                raise
            self._create_database(conn_params)
            return super().get_new_connection(conn_params)

    def _create_database(self, conn_params: dict) -> None:
        connection = self.Database.connect(**{**conn_params, "dbname": "postgres"})
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {self.ops.quote_name(conn_params['dbname'])}")
        except (errors.DuplicateDatabase, errors.UniqueViolation):
            pass  # another process was first
        finally:
            connection.close()
