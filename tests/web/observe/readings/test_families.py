from dataclasses import replace

from pleinjour.base.tallies import Cell, Family
from pleinjour.web.observe.readings.families import main_family
from tests.web.observe.readings.cells import cell


def of(family: Family, one: Cell) -> Cell:
    return replace(one, key=replace(one.key, family=family))


def test_the_family_with_most_days_comes_first() -> None:
    assert main_family([of("request", cell(20)), of("dns", cell(25)), of("request", cell(90, "chat"))]) == "dns"


def test_families_as_used_as_each_other_come_in_their_order_whatever_that_of_the_cells() -> None:
    """The home page and the alerts ask the database in different orders: they must agree."""
    cells = [of("flow", cell(20)), of("dns", cell(20)), of("tunnel", cell(20))]
    assert main_family(cells) == main_family(cells[::-1]) == "tunnel"


def test_hidden_totals_leave_the_first_family() -> None:
    assert main_family([of("flow", cell(None)), of("request", cell(None))]) == "request"
