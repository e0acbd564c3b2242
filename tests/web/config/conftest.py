"""Towns that stand for a whole module: what each test does to them is undone after it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.passwords import QUICK_HASHERS
from tests.web.config.addresses import Town, build_town


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    with _standing(django_db_blocker) as built:
        yield built


@pytest.fixture(scope="module")
def other_town(town: Town, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    with _standing(django_db_blocker) as built:
        yield built


@contextmanager
def _standing(blocker: DjangoDbBlocker) -> Iterator[Town]:
    with blocker.unblock(), transaction.atomic():
        with override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
            built = build_town()
        yield built
        transaction.set_rollback(True)
