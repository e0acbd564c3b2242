from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import ngettext

from pleinjour.web.registry.models import System
from pleinjour.web.registry.search import rebuild


class Command(BaseCommand):
    help = "Calcule de nouveau les mots par lesquels chaque système se trouve, et dit combien avaient changé."

    def handle(self, *args: object, **options: object) -> None:
        with transaction.atomic():
            changed = rebuild(System.objects.order_by("pk"))
        sentence = ngettext("{count} système remis à jour.", "{count} systèmes remis à jour.", changed)
        self.stdout.write(sentence.format(count=changed))
