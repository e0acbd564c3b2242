from django.apps import AppConfig

from pleinjour.web.organizations.journal_words import add_words, codes_of


class OrganizationsConfig(AppConfig):
    name = "pleinjour.web.organizations"
    verbose_name = "Organisations"

    def ready(self) -> None:
        authority = self.get_model("Authority")
        add_words(codes={field.name: field.verbose_name for field in authority._meta.fields})
        add_words(codes=codes_of(authority, "kind"))
        add_words(codes=codes_of(self.get_model("Membership"), "role"))
        add_words(codes=codes_of(self.get_model("UnitRule"), "kind"))
        add_words(codes=codes_of(self.get_model("Token"), "scope"))
