"""The roof: settings, root urls, the commands that set the whole house up."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Samarbejde"

    def ready(self) -> None:
        """Register what a server is asked before it is migrated."""
        from config import checks  # noqa: F401, PLC0415 - registers itself, and needs the models
