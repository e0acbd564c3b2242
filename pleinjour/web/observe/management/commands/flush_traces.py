from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from pleinjour.web.observe.errors import TracesHeld
from pleinjour.web.observe.traces import flush_traces


class Command(BaseCommand):
    help = "Vide le journal d’écriture de SQLite : il peut garder un temps ce qui a été effacé."

    def handle(self, *args: object, **options: object) -> None:
        if not flush_traces():
            raise CommandError(TracesHeld().explain(gettext))
        self.stdout.write(gettext("Le journal d’écriture ne garde plus rien de ce qui a été effacé."))
