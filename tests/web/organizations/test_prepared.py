import pytest

from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.prepared import Prepared
from tests.web.organizations.factories import make_authority

BY_SLUG = Prepared(lambda: Authority.objects.filter(slug=""))


@pytest.mark.django_db
def test_a_statement_written_once_answers_for_each_value() -> None:
    first, second = make_authority(), make_authority()
    assert [BY_SLUG.find(one.slug) for one in (first, second)] == [first, second]
    assert BY_SLUG.find("nulle-part") is None


@pytest.mark.django_db
def test_a_statement_refuses_more_values_than_it_wants() -> None:
    with pytest.raises(ValueError, match="1 values are wanted, not 2"):
        BY_SLUG.find("un", "deux")
