"""The first steps on a machine that has only Python: uv is fetched and checked, a taken port is said."""

import hashlib
import importlib.util
import io
import os
import socket
import subprocess
import zipfile
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.working_copy import ROOT

NAME = "uv-0-py3-none-any.whl"


@pytest.fixture
def fetch_uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bin/fetch-uv as a module, which writes in a temporary folder and reads no network."""
    loader = SourceFileLoader("fetch_uv", str(ROOT / "bin" / "fetch-uv"))
    spec = importlib.util.spec_from_loader("fetch_uv", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader.exec_module(module)
    monkeypatch.setattr(module, "TARGET", tmp_path / ".uv" / "bin" / "uv")
    return module


def serve(module: ModuleType, monkeypatch: pytest.MonkeyPatch, wheel: bytes) -> None:
    """An index that lists and gives one wheel."""
    listing = f'<a href="../../files/{NAME}#sha256=0">{NAME}</a>'.encode()
    pages = {f"{module.INDEX}/uv/": listing, module.INDEX.rpartition("/")[0] + f"/files/{NAME}": wheel}
    monkeypatch.setattr(module, "read", pages.__getitem__)


def make_wheel(version: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"uv-{version}.data/scripts/uv", b"#!/bin/sh\n")
    return packed.getvalue()


def test_the_pinned_wheel_is_unpacked_and_can_be_run(fetch_uv: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = make_wheel(fetch_uv.VERSION)
    serve(fetch_uv, monkeypatch, wheel)
    fetch_uv.unpack(fetch_uv.fetch(NAME, hashlib.sha256(wheel).hexdigest()))
    assert os.access(fetch_uv.TARGET, os.X_OK)
    assert [path.name for path in fetch_uv.TARGET.parent.iterdir()] == ["uv"]


def test_a_wheel_with_other_bytes_is_refused(fetch_uv: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(fetch_uv, monkeypatch, b"something else")
    with pytest.raises(LookupError, match="SHA-256"):
        fetch_uv.fetch(NAME, "0" * 64)
    assert not fetch_uv.TARGET.exists()


def test_an_index_without_the_wheel_is_said(fetch_uv: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(fetch_uv, monkeypatch, b"")
    with pytest.raises(LookupError, match="ne contient pas"):
        fetch_uv.find_link("uv-9-py3-none-any.whl")


def start(port: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PORT": port}
    return subprocess.run([ROOT / "bin" / "run"], env=environment, capture_output=True, text=True, check=False)


def test_a_taken_port_is_said_before_anything_is_done() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        answer = start(str(port))
    assert answer.returncode == 1
    assert f"PORT={port + 1} make run" in answer.stderr


def test_a_port_that_is_no_number_is_refused() -> None:
    assert start("abc").returncode == 2


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    declared = [line for line in (ROOT / "Makefile").read_text().splitlines() if " ## " in line]
    assert len(listed.splitlines()) == len(declared)
