"""Several machines give the figures of one, whoever dies; none of them writes a name, and none is a stranger."""

import gzip
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pleinjour.cli.scheduling import cluster as cluster_module
from pleinjour.cli.scheduling.addresses import is_safe, require_safe_workers, with_certificates
from pleinjour.cli.scheduling.errors import WorkerInClear
from tests.cli.runs import Runner, log
from tests.cli.scheduling.certificates import make_certificates
from tests.cli.scheduling.clusters import TestCluster
from tests.cli.scheduling.pipes import fed
from tests.cli.test_nothing_nominative import ACCOUNT, ADDRESS, canaries_in, canary_log

CANARY_LOG = canary_log()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestCluster]:
    made = TestCluster(tmp_path_factory.mktemp("cluster"))
    made.start_scheduler()
    made.start_workers(2)
    yield made
    assert made.stop() == [0, 0]
    assert list((made.watched / "TMPDIR").iterdir()) == []


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "canary.log").write_bytes(CANARY_LOG[:2_000_000])
    (folder / "packed.log.gz").write_bytes(gzip.compress(CANARY_LOG[2_000_000:]))
    for number in range(12):
        (folder / f"{number}.log").write_bytes(log(12 + number, day=number))
    (folder / "again.log").write_bytes((folder / "3.log").read_bytes())
    return folder


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.log"
    os.mkfifo(path)
    return path


def assert_silent(cluster: TestCluster) -> None:
    """No name in what the scheduler and the workers said, nor in any file that they left, now."""
    for path in cluster.watched.rglob("*"):
        assert not canaries_in(os.fsencode(path.name)), path
        if path.is_file():
            assert not canaries_in(path.read_bytes()), path


def test_a_cluster_gives_the_figures_of_one_process(pleinjour: Runner, cluster: TestCluster, logs: Path) -> None:
    result = pleinjour("observe", logs, "--json", *cluster.words)
    assert (result.code, result.err) == (0, "")
    assert result.out == pleinjour("observe", logs, "--json").out
    assert_silent(cluster)


def test_units_reach_the_workers(pleinjour: Runner, cluster: TestCluster, tmp_path: Path, logs: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text(f"unit,kind,value\nMairie,user,{ACCOUNT}\nÉcoles,cidr,10.0.0.0/16\n")
    words = ("observe", logs, "--json", "--units", units)
    assert pleinjour(*words, *cluster.words).out == pleinjour(*words).out
    assert_silent(cluster)


def test_a_worker_killed_in_the_middle_changes_no_figure(
    pleinjour: Runner, cluster: TestCluster, logs: Path, pipe: Path, tmp_path: Path
) -> None:
    with fed(pipe, CANARY_LOG, kills=1):
        result = pleinjour("observe", logs, pipe, "--json", *cluster.words)
    assert (result.code, result.err) == (0, "")
    whole = tmp_path / "whole.log"
    whole.write_bytes(CANARY_LOG)
    assert result.out == pleinjour("observe", logs, whole, "--json").out
    assert_silent(cluster)


def test_a_log_that_cannot_be_read_is_told_and_named_to_nobody_else(
    pleinjour: Runner, cluster: TestCluster, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(f"{ACCOUNT} ({ADDRESS}) demande un congé\n" * 50)
    result = pleinjour("observe", letter, "--json", *cluster.words)
    assert (result.code, result.out) == (1, "")
    assert result.err == pleinjour("observe", letter, "--json").err
    assert_silent(cluster)
    assert all("letter.txt" not in path.read_text() for path in cluster.watched.glob("*.out"))


def test_another_edition_is_refused(
    pleinjour: Runner, cluster: TestCluster, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pleinjour.cli.scheduling.orders.edition", lambda: "9.9, 1, 2031-01-01")
    result = pleinjour("observe", logs, "--json", *cluster.words)
    assert (result.code, result.out) == (1, "")
    assert "9.9, 1, 2031-01-01" in result.err


def test_whoever_has_no_certificate_of_the_authority_is_refused(
    pleinjour: Runner, cluster: TestCluster, logs: Path, tmp_path: Path
) -> None:
    stranger = make_certificates(tmp_path / "stranger")
    for words in (stranger.words, ["--tls-ca", cluster.certificates.ca, *stranger.words[2:]]):
        result = pleinjour("observe", logs, "--json", "--scheduler", cluster.address, *words)
        assert (result.code, result.out) == (1, "")
        assert "ne viennent pas de la même autorité" in result.err
    plain = cluster.address.replace("tls://", "tcp://")
    assert "ne répond pas" in pleinjour("observe", logs, "--json", "--scheduler", plain).err


def test_certificates_may_come_from_the_environment(
    pleinjour: Runner, cluster: TestCluster, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = cluster.certificates
    monkeypatch.setenv("PLEINJOUR_DASK_SCHEDULER", cluster.address)
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_CA_FILE", str(files.ca))
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_CERT_FILE", str(files.cert))
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_KEY", files.key.read_text())
    assert pleinjour("observe", logs / "1.log", "--json").content["lines"] == 13


def test_an_option_goes_before_the_environment_and_a_path_before_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_CA_FILE", "/etc/ca.pem")
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_CERT_FILE", "/etc/cert.pem")
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_CERT", "text of cert")
    monkeypatch.setenv("PLEINJOUR_DASK_TLS_KEY", "text of key")
    cluster = with_certificates("tls://192.0.2.1:8786", "given.pem", None, None)
    assert (cluster.ca, cluster.cert, cluster.key) == ("given.pem", "/etc/cert.pem", "text of key")


def test_workers_leave_no_image_of_their_memory(pleinjour: Runner, cluster: TestCluster, pipe: Path) -> None:
    limits: list[str] = []
    with fed(pipe, log(20), meanwhile=lambda pid: limits.append(Path(f"/proc/{pid}/limits").read_text())):
        assert pleinjour("observe", pipe, "--json", *cluster.words).code == 0
    (core,) = [line for line in limits[0].splitlines() if line.startswith("Max core file size")]
    assert core.split()[4:6] == ["0", "0"]


def test_a_cluster_without_workers_or_without_its_scheduler_is_told(
    pleinjour: Runner, tmp_path: Path, pipe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_SECONDS_WITHOUT_WORKER", 0)
    monkeypatch.setattr(cluster_module, "_SECONDS_BETWEEN_LOOKS", 0.2)
    (tmp_path / "lonely").mkdir()
    lonely = TestCluster(tmp_path / "lonely")
    lonely.start_scheduler()
    assert "n’a aucun ouvrier" in pleinjour("observe", pipe, "--json", *lonely.words).err
    monkeypatch.setattr(cluster_module, "_SECONDS_WITHOUT_WORKER", 60)
    lonely.start_workers(1)
    with fed(pipe, log(20), meanwhile=lambda _pid: lonely.processes[0].kill()):
        result = pleinjour("observe", pipe, "--json", *lonely.words)
    assert (result.code, result.out) == (1, "")
    assert "s’est arrêté pendant la lecture" in result.err
    assert [process.wait(60) for process in lonely.processes] == [-signal.SIGKILL, 0]


def test_a_log_that_kills_whoever_reads_it_is_told(pleinjour: Runner, cluster: TestCluster, pipe: Path) -> None:
    with fed(pipe, b"", kills=4):
        result = pleinjour("observe", pipe, "--json", *cluster.words)
    assert (result.code, result.out) == (1, "")
    assert "a été tuée" in result.err


def test_the_standard_input_stays_here(pleinjour: Runner, cluster: TestCluster) -> None:
    assert "ne se lit que sur cette machine" in pleinjour("observe", "-", *cluster.words, stdin=log(20)).err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--scheduler", "tcp://192.0.2.1:8786"], "n’est pas chiffrée"),
        (["--scheduler", "192.0.2.1:8786"], "n’est pas chiffrée"),
        (["--scheduler", "ws://127.0.0.1:8786"], "n’est pas chiffrée"),
        (["--scheduler", "tls://127.0.0.1:8786"], "demande trois fichiers"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(
    pleinjour: Runner, tmp_path: Path, words: list[str], sentence: str
) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(log(20))
    for command in (["observe", path], ["scheduler"], ["worker"]):
        result = pleinjour(*command, *words)
        assert (result.code, result.out) == (1, "")
        assert sentence in result.err


def test_certificates_that_cannot_be_read_are_told(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(log(20))
    words = ["--tls-ca", path, "--tls-cert", path, "--tls-key", path]
    assert "ne se lisent pas" in pleinjour("observe", path, "--scheduler", "tls://127.0.0.1:8786", *words).err


@pytest.mark.parametrize("command", ["scheduler", "worker"])
def test_a_service_without_an_address_says_what_to_give(pleinjour: Runner, command: str) -> None:
    result = pleinjour(command)
    assert result.code == 2
    assert "--scheduler tls://" in result.err


def test_without_the_extra_the_command_says_which(
    pleinjour: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(log(20))
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "bin/setup dask" in pleinjour("observe", path, "--scheduler", "tcp://127.0.0.1:8786").err


def test_a_key_never_shows() -> None:
    assert "secret" not in repr(with_certificates("tls://192.0.2.1:8786", "ca.pem", "cert.pem", "secret.pem"))


def test_a_worker_that_speaks_in_clear_is_given_nothing() -> None:
    assert is_safe("tcp://[::1]:9000")
    assert is_safe("tcp://localhost:9000")
    assert not is_safe("tcp://localhost.evil.example:9000")
    require_safe_workers(["tls://192.0.2.1:9000", "tcp://127.0.0.1:9000"])
    with pytest.raises(WorkerInClear, match=r"192\.0\.2\.9"):
        require_safe_workers(["tls://192.0.2.1:9000", "tcp://192.0.2.9:9000"])
