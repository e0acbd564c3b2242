from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from pleinjour.web.organizations.actions.erasure import erase_account
from pleinjour.web.organizations.errors import ActionError


class Command(BaseCommand):
    help = "Efface un compte et tout ce qui mène à la personne ; les journaux restent entiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="l’adresse électronique du compte")

    def handle(self, *args: object, **options: object) -> None:
        try:
            erase_account(str(options["email"]), timezone.now())
        except ActionError as error:
            raise CommandError(error.explain(gettext)) from None
        self.stdout.write(gettext("Le compte est effacé. Les sauvegardes d’avant le contiennent encore."))
