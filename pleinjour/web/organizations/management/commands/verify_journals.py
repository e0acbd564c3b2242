from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from pleinjour.web.organizations.errors import JournalTampered
from pleinjour.web.organizations.journal import Anchor, verify_journal
from pleinjour.web.organizations.models import Authority


class Command(BaseCommand):
    help = "Relit les journaux et dit si l’un d’eux a été modifié hors de Pleinjour."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--authority", help="le nom dans l’adresse d’une seule collectivité")
        parser.add_argument("--anchor", type=_anchor, help="une entrée gardée ailleurs, « rang:empreinte »")

    def handle(self, *args: object, authority: str | None, anchor: Anchor | None, **options: object) -> None:
        if anchor and not authority:
            raise CommandError(gettext("Une empreinte vaut pour un seul journal : ajoutez --authority."))
        chosen = Authority.objects.filter(slug=authority) if authority else Authority.objects.all()
        if authority and not chosen:
            raise CommandError(gettext("Aucune collectivité ne porte ce nom dans l’adresse."))
        broken = False
        for one in chosen:
            breaks = verify_journal(one, anchor)
            self.stdout.write(f"{one.slug} : {gettext('rompu') if breaks else gettext('entier')}")
            if breaks:
                broken = True
                self.stderr.write(JournalTampered(sequence=breaks[0].sequence).explain(gettext))
        if broken:
            raise CommandError(gettext("Un journal au moins n’a pas pu être confirmé."))


def _anchor(text: str) -> Anchor:
    sequence, colon, digest = text.partition(":")
    if not (colon and sequence.isdecimal() and len(digest) == 64):
        raise ArgumentTypeError("rang:empreinte")
    return Anchor(int(sequence), digest)
