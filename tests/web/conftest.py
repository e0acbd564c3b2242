from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _french_again() -> Iterator[None]:
    """A page asked in English leaves its language to the thread: the next test starts in French all the same."""
    yield
    translation.activate(settings.LANGUAGE_CODE)
