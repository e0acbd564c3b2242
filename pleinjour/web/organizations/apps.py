from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "pleinjour.web.organizations"
    verbose_name = "Organisations"
