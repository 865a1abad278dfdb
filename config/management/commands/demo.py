"""``python3 manage.py demo``: the program with demo data, ready to look at."""

import contextlib
import io
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from config import serving
from config.demo_accounts import demo_accounts, demo_password

NOT_A_DEMO = "manage.py demo must be started as “python3 manage.py demo”."
FOREIGN_DATA = (
    "Databasen {name} har brugere, som ikke er demoens, og demoen rører ikke andres data. "
    "Peg DATABASE_URL på en tom database, eller lad den være tom."
)


class Command(BaseCommand):
    """Migrates, fills an empty database, starts the worker, and serves until Ctrl-C."""

    help = "Vis programmet med demodata på denne maskine."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address to serve on, and whether to serve at all."""
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", metavar="adresse:port")
        parser.add_argument("--only-prepare", action="store_true", help="Gør databasen klar, og stop.")

    def handle(self, *, address: str, only_prepare: bool, **options: object) -> None:
        """Prepare and serve; Ctrl-C and SIGTERM are the ordinary ways out."""
        if not settings.DEMO:
            raise CommandError(NOT_A_DEMO)
        free = self.free(self.parsed(address))
        serving.answer_to(free)  # before the story is told: the mails in it hold links
        serving.stop_politely()
        with contextlib.suppress(KeyboardInterrupt):
            self.prepare()
            if not only_prepare:
                self.serve(free)
        connections.close_all()

    def parsed(self, address: str) -> serving.Address:
        """Return the address asked for, or say how one is written."""
        try:
            return serving.Address.parse(address)
        except ValueError as error:
            raise CommandError(f"”{address}” er ikke en adresse. Skriv for eksempel 127.0.0.1:8000") from error

    def prepare(self) -> None:
        """Bring the database up to date, and fill it once. A killed run leaves all of the data or none of it."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Gør databasen klar …")
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        users = get_user_model().objects
        accounts = demo_accounts()
        if users.filter(email__in=[account[0] for account in accounts]).exists():
            return
        if users.exists():
            raise CommandError(FOREIGN_DATA.format(name=connection.settings_dict["NAME"]))
        self.fill()

    def fill(self) -> None:
        """Load the reference data and the demo's own story."""
        self.say("Lægger demodata ind …")
        with transaction.atomic():
            for name in ("load_reference", "load_demo"):
                if name in get_commands():
                    call_command(name, verbosity=0, stdout=io.StringIO())

    def free(self, wanted: serving.Address) -> serving.Address:
        """Return the address, or one beside it when somebody is there already."""
        try:
            address = wanted.first_free()
        except OSError as error:
            raise CommandError(f"Programmet kan ikke svare på {wanted.bind}: {error.strerror}.") from error
        if address != wanted:
            self.say(f"Port {wanted.port} er optaget; bruger {address.port}.")
        return address

    def serve(self, address: serving.Address) -> None:
        """Start the worker and the web server, and say where and for whom once it answers."""
        connections.close_all()  # a connection must not be shared with the forks
        beside = serving.worker("worker") if "worker" in get_commands() else contextlib.nullcontext()
        with beside:
            serving.serve(address, when_ready=lambda: self.welcome(address))
        self.say("\nDemoen er stoppet. Data er gemt til næste gang.")

    def welcome(self, address: serving.Address) -> None:
        """Print the address and one login for each role."""
        lines = ["", f"  Samarbejde kører nu på {address.url}", ""]
        accounts = demo_accounts()
        if accounts:
            lines += [f"  Log ind med adgangskoden {demo_password()} som en af disse:", ""]
            width = max(len(email) for email, _, _ in accounts)
            lines += [f"    {email:<{width}}  {role} ({name})" for email, name, role in accounts]
        self.say("\n".join([*lines, "", "  Stop med Ctrl-C.", ""]))

    def say(self, text: str) -> None:
        """Print at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()
        sys.stdout.flush()
