from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext

from pleinjour.web.organizations.actions.accounts import restore_access
from pleinjour.web.organizations.errors import ActionError
from pleinjour.web.organizations.post import absolute


class Command(BaseCommand):
    help = "Donne un lien qui choisit un nouveau mot de passe : le dernier recours, sur le serveur."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="l’adresse électronique du compte")
        parser.add_argument(
            "--without-second-factor", action="store_true", help="retire aussi le second facteur, perdu"
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            link = restore_access(str(options["email"]), with_second_factor=not options["without_second_factor"])
        except ActionError as error:
            raise CommandError(error.explain(gettext)) from None
        self.stdout.write(absolute(reverse("organizations:new-password", args=[link.key, link.token])))
