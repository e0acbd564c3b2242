from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "pleinjour.web.home"
    verbose_name = "Accueil"
