"""Logs in an S3 storage are read as those of a folder; what goes wrong is one sentence that names no secret."""

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pleinjour.cli import object_storage
from pleinjour.cli.object_storage.errors import ObjectChanged
from pleinjour.cli.object_storage.objects import BLOCK
from tests.cli.runs import Runner, log
from tests.cli.scheduling.clusters import TestCluster
from tests.cli.storages import Storage, cut_cable, forget_storage, running_storage

SECRETS = ("anything", "not-the-secret")
LARGE = log(30) * 4300


@pytest.fixture(scope="module")
def server() -> Iterator[Storage]:
    with running_storage() as storage:
        yield storage


@pytest.fixture(autouse=True)
def storage(server: Storage, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """The server, and an environment that says who we are."""
    forget_storage(monkeypatch)
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture(scope="module")
def logs(server: Storage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same logs in a folder, and in the storage under logs/same/."""
    folder = tmp_path_factory.mktemp("logs")
    (folder / "old").mkdir()
    contents = {"access.log": LARGE, "old/access.log.1.gz": gzip.compress(log(20, day=5)), "empty.log": b""}
    files = server.files()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        with files.open(f"logs/same/{name}", "wb", block_size=5 << 20) as stream:  # several parts when it is large
            stream.write(content[: len(content) // 2])
            stream.write(content[len(content) // 2 :])
    server.put("logs/same/.hidden", b"not a log")
    server.put("logs/same/old/", b"")
    return folder


def test_objects_are_read_as_the_files_of_a_folder(pleinjour: Runner, logs: Path) -> None:
    local = pleinjour("observe", logs, "--json")
    assert local.code == 0
    for words in (
        ["s3://logs/same/"],
        ["s3://logs/same/*.log", "s3://logs/same/old/access.log.*.gz"],
        ["s3://logs/same/**/*.log", "s3://logs/same/old"],
        ["s3://logs/same", logs],
    ):
        result = pleinjour("observe", *words, "--json")
        assert (result.code, result.err) == (0, "")
        assert result.out == local.out


def test_the_large_object_has_several_parts_and_takes_several_requests(storage: Storage, logs: Path) -> None:
    described = storage.files().info("logs/same/access.log")
    assert str(described["ETag"]).endswith('-2"')
    assert described["size"] > BLOCK


def test_several_processes_read_objects_too(pleinjour: Runner, logs: Path) -> None:
    result = pleinjour("observe", "s3://logs/same", "--json", "--jobs", 2)
    assert (result.code, result.err) == (0, "")
    assert result.out == pleinjour("observe", logs, "--json").out


def test_check_reads_an_object(pleinjour: Runner, logs: Path) -> None:
    assert pleinjour("observe", "check", "s3://logs/same/access.log", "--limit", 2).out.count("\n") == 2


def test_a_listing_longer_than_a_page_is_whole(storage: Storage) -> None:
    storage.fill("logs", [f"many/{number:04d}.log" for number in range(1005)], b"x\n")
    for name in ("s3://logs/many/", "s3://logs/many/*.log"):
        found = object_storage.list_objects(name)
        assert len(found) == 1005
        assert found[0] == ("s3://logs/many/0000.log", 2)


def test_workers_read_objects_with_their_own_account(
    pleinjour: Runner, storage: Storage, logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cluster").mkdir()
    cluster = TestCluster(tmp_path / "cluster", environment=storage.environment())
    cluster.start_scheduler()
    cluster.start_workers(2)
    try:
        result = pleinjour("observe", "s3://logs/same", "--json", *cluster.words)
    finally:
        cluster.stop()
    assert (result.code, result.err) == (0, "")
    assert result.out == pleinjour("observe", logs, "--json").out
    assert all(
        storage.secret.encode() not in path.read_bytes() for path in cluster.watched.rglob("*") if path.is_file()
    )


def test_the_account_may_stand_in_files(
    pleinjour: Runner, storage: Storage, logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("ACCESS_KEY_ID", storage.key_id), ("SECRET_ACCESS_KEY", storage.secret)):
        (tmp_path / name).write_text(value + "\n")
        monkeypatch.delenv(f"PLEINJOUR_S3_{name}")
        monkeypatch.setenv(f"PLEINJOUR_S3_{name}_FILE", str(tmp_path / name))
    assert pleinjour("observe", "s3://logs/same", "--json").code == 0


def test_the_account_and_the_address_may_be_those_of_the_usual_tools(
    pleinjour: Runner, storage: Storage, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_storage(monkeypatch)
    monkeypatch.setenv("AWS_ENDPOINT_URL", storage.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", storage.key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", storage.secret)
    assert pleinjour("observe", "s3://logs/same", "--json").code == 0


@pytest.mark.parametrize(
    ("name", "changes", "sentence"),
    [
        ("s3://logs/nothing.log", {}, "« s3://logs/nothing.log » n’existe pas"),
        ("s3://logs/nothing/*.log", {}, "« s3://logs/nothing/*.log » n’existe pas"),
        ("s3://logs/same/**.log", {}, "« s3://logs/same/**.log » n’existe pas"),
        ("s3://absent/a.log", {}, "pas de compartiment (« bucket ») « absent »"),
        ("s3://absent/*.log", {}, "pas de compartiment (« bucket ») « absent »"),
        ("s3://secrets/a.log", {}, "Le stockage refuse l’accès à « secrets »"),
        ("s3://logs/same", {"SECRET_ACCESS_KEY": "not-the-secret"}, "Le stockage refuse l’accès à « logs »"),
        ("s3://logs/same/*.log", {"ACCESS_KEY_ID": "AKIANOBODY"}, "Le stockage refuse l’accès à « logs »"),
        ("s3://logs/same", {"ACCESS_KEY_ID": "", "SECRET_ACCESS_KEY": ""}, "Aucun identifiant pour lire « logs »"),
        ("s3://logs/same", {"ENDPOINT": "http://192.0.2.1:9000"}, "est en clair"),
        ("s3://logs/same", {"ENDPOINT": "http://127.0.0.1:9"}, "ne répond pas"),
        ("s3://", {}, "« s3:// » n’existe pas"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(
    pleinjour: Runner,
    storage: Storage,
    logs: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    changes: dict[str, str],
    sentence: str,
) -> None:
    for variable, value in changes.items():
        monkeypatch.setenv(f"PLEINJOUR_S3_{variable}", value)
    result = pleinjour("observe", name, "--json")
    assert (result.code, result.out) == (1, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert not any(secret in result.err for secret in (storage.secret, storage.key_id, *SECRETS))


def test_a_connection_cut_in_the_middle_is_taken_up_again(
    pleinjour: Runner, storage: Storage, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cut_cable(storage.url, after=1 << 20, times=2) as address:
        monkeypatch.setenv("PLEINJOUR_S3_ENDPOINT", address)
        result = pleinjour("observe", "s3://logs/same", "--json")
    assert (result.code, result.err) == (0, "")
    assert result.out == pleinjour("observe", logs, "--json").out


def test_a_connection_cut_each_time_is_told(
    pleinjour: Runner, storage: Storage, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cut_cable(storage.url, after=1 << 20, times=1000) as address:
        monkeypatch.setenv("PLEINJOUR_S3_ENDPOINT", address)
        result = pleinjour("observe", "s3://logs/same", "--json")
    assert (result.code, result.out) == (1, "")
    assert "s’interrompt, en lisant « s3://logs/same/access.log »" in result.err
    assert result.err.count("\n") == 1


def test_an_object_replaced_while_it_is_read_is_told(storage: Storage) -> None:
    storage.put("logs/access.log", LARGE)
    with object_storage.open_object("s3://logs/access.log") as stream:
        assert stream.readinto(bytearray(1000)) == 1000  # type: ignore[attr-defined]  # typeshed leaves it out
        storage.put("logs/access.log", LARGE[:-100])
        with pytest.raises(ObjectChanged, match=r"access\.log"):
            stream.read()


def test_nothing_of_an_object_touches_the_disk(
    pleinjour: Runner, logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    assert pleinjour("observe", "s3://logs/same", "--json").code == 0
    written = [path for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME") for path in (tmp_path / name).rglob("*")]
    assert [path for path in written if path.suffix != ".hsdb" and path.is_file()] == []


def test_without_the_extra_the_command_says_which(
    pleinjour: Runner, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    assert "bin/setup s3" in pleinjour("observe", "s3://logs/same").err
