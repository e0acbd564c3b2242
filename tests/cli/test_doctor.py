"""What the doctor looks at."""

import shutil
from pathlib import Path

import pytest

from pleinjour.cli.examination import examine


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that nobody has made yet, elsewhere than the current folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("PLEINJOUR_HOME", str(tmp_path / "there" / "home"))
    return tmp_path / "there" / "home"


def test_the_disk_that_is_measured_is_the_one_where_pleinjour_will_write(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = home.parent
    full.mkdir()
    usage = shutil.disk_usage(full)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: usage._replace(free=1 << 20 if Path(path) == full else 1 << 40)
    )
    assert "Le disque est presque plein :" in {finding.what for finding in examine()}


def test_a_home_that_is_not_made_yet_is_named(home: Path) -> None:
    assert {finding.detail for finding in examine() if finding.what.startswith("Rien n’est encore")} == {str(home)}


def test_an_empty_home_is_the_usual_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEINJOUR_HOME", "")
    assert str(Path.cwd() / "var") in {finding.detail for finding in examine()}
