from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from pleinjour.web.organizations.errors import AccountUnknown, ActionError
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.models.account import clean_email
from pleinjour.web.registry.errors import ImportRefused
from pleinjour.web.registry.exchange.actions import import_file, preview_import, refuse_wrong
from pleinjour.web.registry.exchange.fates import Fate, Plan, say_outcome
from pleinjour.web.registry.file_kinds import MOST_BYTES


class Command(BaseCommand):
    help = "Importe des systèmes et des usages dans le registre d’une collectivité : tout le fichier, ou rien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("authority", help="le nom dans l’adresse de la collectivité")
        parser.add_argument("file", type=Path, help="un fichier CSV, ODS ou JSON")
        parser.add_argument("--by", required=True, help="l’adresse du compte qui importe ; son rôle signe")
        parser.add_argument("--dry-run", action="store_true", help="dit ce que deviendrait chaque ligne, sans l’écrire")

    def handle(self, *args: object, authority: str, file: Path, by: str, dry_run: bool, **options: object) -> None:
        try:
            actor, town, content = _account(by), _authority(authority), _read(file)
            judge = preview_import if dry_run else _import
            plan = judge(actor, town, content, timezone.now())
            for line in map(_say, plan.fates):
                self.stdout.write(line)
            refuse_wrong(plan)
        except ActionError as error:
            raise CommandError(error.explain(gettext)) from None


def _import(actor: Account, town: Authority, content: bytes, now: datetime) -> Plan:
    """What was written, or what is wrong in the file: nothing is written then."""
    try:
        return import_file(actor, town, content, now)
    except ImportRefused:
        return preview_import(actor, town, content, now)


def _say(fate: Fate) -> str:
    sort = str(say_outcome(fate.outcome))
    if not fate.problems:
        return gettext("ligne {line} : {sort}").format(line=fate.number, sort=sort)
    template = gettext("ligne {line}, {column} : {sentence}")
    return "\n".join(
        template.format(line=fate.number, column=problem.column, sentence=problem.sentence) for problem in fate.problems
    )


def _authority(slug: str) -> Authority:
    authority = Authority.objects.filter(slug=slug).first()
    if authority is None:
        raise CommandError(gettext("Aucune collectivité ne porte ce nom dans l’adresse."))
    return authority


def _account(email: str) -> Account:
    account = Account.objects.filter(email=clean_email(email), is_active=True).first()
    if account is None:
        raise AccountUnknown(email=email)
    return account


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError:
        raise CommandError(gettext("Ce fichier ne s’ouvre pas. Vérifiez son nom et vos droits.")) from None
