from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Contact")

    def ready(self) -> None:
        """Let the finder's searches, and those among the requests, be saved like the views of a list."""
        from contacts.filters.finder import SPEC  # noqa: PLC0415 - needs the models
        from contacts.lists import SPEC as INQUIRIES  # noqa: PLC0415
        from samarbejde.lists.registry import register_list  # noqa: PLC0415

        register_list(SPEC)
        register_list(INQUIRIES)
