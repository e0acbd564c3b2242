"""The plugin that refuses skipped tests is itself tried on a small suite."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SUITE = """
import pytest

def test_one():
    pass

@pytest.mark.skip(reason="no browser here")
def test_two():
    pass
"""


@pytest.fixture(autouse=True)
def _apart_from_the_run_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small suites must not add to the tally of the run that tries them."""
    monkeypatch.delenv("PLEINJOUR_TEST_TALLY", raising=False)


def run(pytester: pytest.Pytester, suite: str) -> pytest.RunResult:
    pytester.makepyfile(suite)
    plugins = ("-p", "tests.no_skips", "-p", "no:randomly", "-p", "no:django")
    return pytester.runpytest_inprocess(*plugins)


def test_a_skip_is_said_aloud(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    result = run(pytester, SUITE)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["NOT RUN: 1 × no browser here"])


def test_a_skip_fails_where_ci_is_true(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    result = run(pytester, SUITE)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["FAILS: nothing may be skipped here: 1 × no browser here"])


def test_a_suite_without_skips_passes_where_ci_is_true(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert run(pytester, "def test_one(): pass").ret == pytest.ExitCode.OK


def test_runs_are_added_to_a_tally(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLEINJOUR_TEST_TALLY", str(tmp_path / "tally"))
    run(pytester, SUITE)
    assert (tmp_path / "tally").read_text() == "1 0 1\n"
