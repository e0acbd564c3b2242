"""What somebody tries who means no good, on the pages of observation."""

import pytest
from django.test import Client

from pleinjour.web.organizations.models import Authority

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["9" * 19, "9" * 3000, "-1", "1;2", "٣"])
def test_a_file_that_no_number_can_name_is_not_found(steering: Client, authority: Authority, number: str) -> None:
    answer = steering.get(f"/a/{authority.slug}/observer/journaux/recus/", {"n": number})
    assert answer.status_code == 200
    assert answer.context["intakes"] == []
