"""The statement never says better than the audit behind it."""

from datetime import date

import pytest

from pleinjour.web.ui.accessibility import Audit, deserved_state, load_statement, parse_statement

STATEMENT = """
state: {state}
standard: RGAA 4.1.2
declared_on: 2027-04-01
audit: {audit}
scheme_url: null
plan_url: null
not_accessible: []
exempted: []
technologies: [HTML]
tested_with: []
"""


def test_the_statement_shipped_is_the_lowest_as_nobody_has_audited() -> None:
    statement = load_statement()
    assert statement.audit is None
    assert statement.state == "non conforme"


@pytest.mark.parametrize(
    ("met", "state"),
    [
        (0, "non conforme"),
        (49.9, "non conforme"),
        (50, "partiellement conforme"),
        (99.9, "partiellement conforme"),
        (100, "totalement conforme"),
    ],
)
def test_the_state_follows_the_share_of_criteria_met(met: float, state: str) -> None:
    assert deserved_state(Audit("un cabinet", date(2027, 3, 1), met)) == state


def test_a_statement_with_its_audit_is_read() -> None:
    audit = "{by: un cabinet, ended_on: 2027-03-01, criteria_met_percent: 82}"
    statement = parse_statement(STATEMENT.format(state="partiellement conforme", audit=audit))
    assert statement.audit == Audit("un cabinet", date(2027, 3, 1), 82)


@pytest.mark.parametrize("state", ["partiellement conforme", "totalement conforme"])
def test_a_better_state_without_an_audit_is_refused(state: str) -> None:
    with pytest.raises(ValueError, match="the audit says 'non conforme'"):
        parse_statement(STATEMENT.format(state=state, audit="null"))


def test_a_state_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="not a state"):
        parse_statement(STATEMENT.format(state="presque conforme", audit="null"))
