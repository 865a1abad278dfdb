"""The roof: settings, root urls, the commands that set the whole house up."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Samarbejde"
