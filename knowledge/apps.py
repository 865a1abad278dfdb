from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = _("Knowledge")

    def ready(self) -> None:
        """Let searches be saved like the views of a list."""
        from knowledge.filters.search import SPEC  # noqa: PLC0415 - needs the models
        from samarbejde.lists.registry import register_list  # noqa: PLC0415

        register_list(SPEC)
