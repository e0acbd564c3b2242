"""In this room no verb is there to meet a condition: tests say that one is met."""

from collections.abc import Iterator

import pytest

from tests.web.guards import unbacked


@pytest.fixture
def without_verbs(db: None) -> Iterator[None]:
    """Conditions and deployments that no object of a verb backs; the database's own guards stay."""
    with unbacked():
        yield
