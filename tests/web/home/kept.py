"""One demonstration for several tests, for making it takes seconds."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from pleinjour.web.home.demonstration.building import make_demonstration
from tests.passwords import QUICK_HASHERS

TODAY: Final = date(2026, 11, 22)


def one_demonstration(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For a fixture wider than a test: the demonstration of 22 November 2026 stands, and what each test does to it is
    undone after it.
    """
    with blocker.unblock(), transaction.atomic():
        with override_settings(PLEINJOUR_DEMO=True, PASSWORD_HASHERS=QUICK_HASHERS):
            make_demonstration(TODAY)
        yield
        transaction.set_rollback(True)
