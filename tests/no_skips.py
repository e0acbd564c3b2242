"""A pytest plugin: a skipped test is said aloud, and fails the run where CI is true.

PLEINJOUR_TEST_TALLY names a file where each run adds its line "passed failed skipped", for bin/test to add them up.
"""

import os
from collections import Counter
from pathlib import Path

import pytest


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why the test was skipped, as the test says it."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


def skipped(config: pytest.Config) -> Counter[str]:
    """Reasons of the tests that did not run, with how many each kept from running."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    reports = terminal.stats.get("skipped", []) if terminal else []
    return Counter(reason_of(report) for report in reports)


def tally_line(terminal: pytest.TerminalReporter) -> str:
    passed, failed, errors, skipped = (
        len(terminal.stats.get(outcome, ())) for outcome in ("passed", "failed", "error", "skipped")
    )
    return f"{passed} {failed + errors} {skipped}\n"


def nothing_may_be_skipped() -> bool:
    return os.environ.get("CI") == "true"


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if nothing_may_be_skipped() and skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # the process that started the workers adds them up
    if tally := os.environ.get("PLEINJOUR_TEST_TALLY"):
        with Path(tally).open("a") as lines:
            lines.write(tally_line(terminalreporter))
    for reason, count in sorted(skipped(config).items()):
        verdict = "FAILS: nothing may be skipped here" if nothing_may_be_skipped() else "NOT RUN"
        terminalreporter.write_line(f"{verdict}: {count} × {reason}", yellow=True, bold=True)
