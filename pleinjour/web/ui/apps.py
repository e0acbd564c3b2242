from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "pleinjour.web.ui"
    label = "ui"
    verbose_name = "Interface"
