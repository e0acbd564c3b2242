from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "pleinjour.web.registry"
    verbose_name = "Registre"
