"""The command line, ready to run, in French."""

import pytest

from pleinjour.cli.language import _catalogue
from tests.cli.runs import Runner


@pytest.fixture
def pleinjour(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("resource.setrlimit", lambda *_limits: None)
    _catalogue.cache_clear()
    return Runner(monkeypatch, capsys)
