"""The command line, ready to run, in French."""

import logging

import pytest

from pleinjour.cli.language import _catalogue
from tests.cli.runs import Runner


@pytest.fixture
def pleinjour(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("resource.setrlimit", lambda *_limits: None)
    # Commands that load Django send logs to the standard error of now, which is the test’s own and ends with it.
    monkeypatch.setattr(logging.root, "handlers", logging.root.handlers[:])
    _catalogue.cache_clear()
    return Runner(monkeypatch, capsys)
