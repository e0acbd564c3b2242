"""What this room does by itself: part what came without a name from the moment it came at."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction

from pleinjour.web.decide.declaring.mixing import lay_anew
from pleinjour.web.decide.models import UnnamedDeclaration
from pleinjour.web.organizations.journal import lock_chain
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.periodic import PeriodicTask, Report


def part_from_their_moment(now: datetime) -> Iterator[Report]:
    """On PostgreSQL a row tells the number of the transaction that wrote it, and so does the session of who had just
    signed in: what is not read yet is written again. Nothing is worth saying of it, and nothing is.
    """
    if connection.vendor == "postgresql":
        fresh = UnnamedDeclaration.objects.filter(shown_from__gt=now.date())
        for authority in Authority.objects.filter(pk__in=fresh.values("authority")):
            with transaction.atomic():
                lock_chain(authority)
                lay_anew(authority)
    yield from ()


PERIODIC = (PeriodicTask("decide.unnamed", part_from_their_moment),)
