from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from pleinjour.web.observe.actions import publication


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    """A page asked in English leaves its language to the thread: the next test starts in French all the same."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounding draws its chance from the authority's number, which depends on the tests that ran before."""
    monkeypatch.setattr(publication, "chance_secret", lambda _authority: bytes(32))
