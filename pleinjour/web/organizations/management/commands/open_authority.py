from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from pleinjour.web.organizations.actions.authorities import Profile, open_authority
from pleinjour.web.organizations.actions.members import invite_first_administrator
from pleinjour.web.organizations.errors import ActionError
from pleinjour.web.organizations.models import Authority, Kind
from pleinjour.web.organizations.post import absolute


class Command(BaseCommand):
    help = "Ouvre une collectivité, et donne le lien d’invitation de sa première personne à l’administration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="le nom de la collectivité")
        parser.add_argument("--siren", required=True)
        parser.add_argument("--kind", choices=Kind.values, default=Kind.COMMUNE)
        parser.add_argument("--slug", default="", help="le nom dans l’adresse ; tiré du nom par défaut")
        parser.add_argument("--operator", help="le nom dans l’adresse de l’opérateur qui l’héberge")
        parser.add_argument("--administrator", required=True, help="l’adresse électronique à inviter")

    def handle(self, *args: object, **options: str) -> None:
        profile = Profile(name=options["name"], siren=options["siren"], kind=Kind(options["kind"]))
        try:
            authority = open_authority(profile, slug=options["slug"], parent=_operator(options["operator"]))
            invited = invite_first_administrator(authority, options["administrator"], timezone.now())
        except ActionError as error:
            raise CommandError(error.explain(gettext)) from None
        sentence = gettext("« {name} » est prêt. Remettez ce lien à {email} : il sert une fois, pendant sept jours.")
        self.stderr.write(sentence.format(name=authority.name, email=options["administrator"]))
        self.stdout.write(absolute(reverse("organizations:join", args=[invited.token])))


def _operator(slug: str | None) -> Authority | None:
    if not slug:
        return None
    operator = Authority.objects.filter(slug=slug, kind=Kind.OPERATEUR).first()
    if operator is None:
        raise CommandError(gettext("Aucun opérateur ne porte ce nom dans l’adresse."))
    return operator
