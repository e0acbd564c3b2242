import pytest

from pleinjour.cli.this_machine import is_this_machine


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.1", "::1", "localhost", "LOCALHOST"])
def test_what_stays_on_this_machine_is_known(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize(
    "host", ["", "192.0.2.1", "2001:db8::1", "::", "localhost.evil.example", "127.0.0.1.a.example"]
)
def test_what_may_leave_it_is_not_taken_for_it(host: str) -> None:
    assert not is_this_machine(host)
