"""The accessibility checker is fetched once, and only the archive we know is unpacked."""

import importlib.util
import io
import tarfile
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from urllib.error import URLError

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bin" / "fetch-axe"


@pytest.fixture
def fetch_axe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, writing in a folder of the test."""
    loader = SourceFileLoader("fetch_axe", str(SCRIPT))
    spec = importlib.util.spec_from_loader("fetch_axe", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    monkeypatch.setattr(module, "TARGET", tmp_path / "axe" / "axe.min.js")
    return module


def archive(content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as members:
        member = tarfile.TarInfo("package/axe.min.js")
        member.size = len(content)
        members.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def test_another_archive_is_refused(fetch_axe: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_axe, "download", lambda: archive(b"something else"))
    assert fetch_axe.main() == 1
    assert not fetch_axe.TARGET.exists()


def test_the_archive_we_know_is_unpacked(fetch_axe: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_axe, "download", lambda: archive(b"/*! axe v4.14.1 */"))
    monkeypatch.setattr(fetch_axe, "is_expected", lambda archive: True)
    assert fetch_axe.main() == 0
    assert fetch_axe.TARGET.read_bytes() == b"/*! axe v4.14.1 */"
    assert [path.name for path in fetch_axe.TARGET.parent.iterdir()] == ["axe.min.js"]


def test_what_is_there_is_not_fetched_again(fetch_axe: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch_axe.write(b"/*! axe v4.14.1 */")
    monkeypatch.setattr(fetch_axe, "download", lambda: pytest.fail("fetched again"))
    assert fetch_axe.main() == 0


def test_without_a_network_the_lack_is_said(
    fetch_axe: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> bytes:
        raise URLError("no network")

    monkeypatch.setattr(fetch_axe, "download", fail)
    assert fetch_axe.main() == 0
    assert "will not be checked" in capsys.readouterr().out
