from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.errors import TooManyAttempts
from pleinjour.web.organizations.models import Attempt
from pleinjour.web.organizations.throttling import (
    LONGEST_WAIT,
    by_address,
    by_email,
    count_attempt,
    forget_old_attempts,
    forgive,
    say_wait,
    wait_of,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EMAIL = by_email("sign-in", "camille.canari@clairval.example")
ADDRESS = by_address("sign-in", "192.0.2.77")


@pytest.mark.django_db
def test_five_failures_are_free_then_each_doubles_the_wait() -> None:
    for _ in range(5):
        count_attempt([EMAIL, ADDRESS], NOW)
    with pytest.raises(TooManyAttempts, match="15\u00a0s"):
        count_attempt([EMAIL, ADDRESS], NOW)
    count_attempt([EMAIL, ADDRESS], NOW + timedelta(seconds=15))
    with pytest.raises(TooManyAttempts, match="30\u00a0s"):
        count_attempt([EMAIL, ADDRESS], NOW + timedelta(seconds=15))


@pytest.mark.django_db
def test_an_attempt_that_must_wait_is_not_counted() -> None:
    for _ in range(5):
        count_attempt([EMAIL], NOW)
    for _ in range(10):
        with pytest.raises(TooManyAttempts):
            count_attempt([EMAIL], NOW)
    assert Attempt.objects.get().failures == 5


@pytest.mark.django_db
def test_many_people_may_share_one_address() -> None:
    for number in range(40):
        count_attempt([by_email("sign-in", f"{number}@clairval.example"), ADDRESS], NOW)
    with pytest.raises(TooManyAttempts):
        count_attempt([by_email("sign-in", "41@clairval.example"), ADDRESS], NOW)


@pytest.mark.django_db
def test_a_success_forgives_the_email_and_one_attempt_of_the_address() -> None:
    for _ in range(3):
        count_attempt([EMAIL, ADDRESS], NOW)
    forgive(EMAIL, ADDRESS)
    assert [attempt.failures for attempt in Attempt.objects.all()] == [2]


@pytest.mark.django_db
def test_a_day_without_failure_forgets() -> None:
    for _ in range(5):
        count_attempt([EMAIL], NOW)
    later = NOW + timedelta(days=1, seconds=1)
    count_attempt([EMAIL], later)
    assert Attempt.objects.get().failures == 1
    assert forget_old_attempts(later + timedelta(days=2)) == 1


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_time_are_all_counted() -> None:
    def attempt(_number: int) -> bool:
        try:
            count_attempt([EMAIL, ADDRESS], NOW)
        except TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(16))) == 5
    assert set(Attempt.objects.values_list("failures", flat=True)) == {5}


@pytest.mark.django_db
def test_nothing_clear_is_kept() -> None:
    count_attempt([EMAIL, ADDRESS], NOW)
    kept = str(list(Attempt.objects.values()))
    assert "canari" not in kept
    assert "192.0.2" not in kept


def test_one_email_has_one_count_for_each_purpose() -> None:
    assert by_email("sign-in", "a@b.example").digest != by_email("access", "a@b.example").digest


@given(st.integers(0, 10_000), st.integers(0, 100_000))
def test_a_wait_is_never_negative_nor_longer_than_the_longest(failures: int, seconds: int) -> None:
    assert timedelta() <= wait_of(failures, 5, NOW, NOW + timedelta(seconds=seconds)) <= LONGEST_WAIT


def test_a_wait_is_said_rounded_up() -> None:
    assert say_wait(timedelta(seconds=14, milliseconds=1)) == "15\u00a0s"
    assert say_wait(timedelta(seconds=61)) == "2\u00a0min"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "198.51.100.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.1"),
        (1, "", "198.51.100.1"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "unknown", "unknown"),
    ],
)
def test_an_address_that_a_browser_could_forge_is_not_believed(
    rf: RequestFactory, settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.PLEINJOUR_PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="198.51.100.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address
