from django.apps import AppConfig

from pleinjour.web.ui.accessibility import load_statement


class InterfaceConfig(AppConfig):
    name = "pleinjour.web.ui"
    label = "ui"
    verbose_name = "Interface"

    def ready(self) -> None:
        """Stops the start when the accessibility statement says more than its audit allows."""
        load_statement()
