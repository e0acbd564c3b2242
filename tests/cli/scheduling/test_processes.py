"""Several processes give the bytes that one gives; a killed one is replaced; nothing stays behind."""

import os
import random
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.observation import Options, summaries
from pleinjour.cli.reading import make_reading
from pleinjour.cli.scheduling.errors import EditionsDiffer, ReaderDied
from pleinjour.cli.scheduling.orders import make_order, take
from pleinjour.cli.scheduling.processes import WORTH_SHARING, choose_jobs, read_in_processes
from pleinjour.cli.sources import STANDARD_INPUT, Source, find_logs
from pleinjour.engines.traffic import Gathering, UnitRule, Units, unseal
from pleinjour.engines.traffic.summary import MAGIC
from tests.cli.runs import COMMAND, Runner, log
from tests.cli.scheduling.pipes import being_read, fed, reader_of, wait_until_gone

KEY = bytes(range(32))
OPTIONS = Options(None, "Europe/Paris", None, 11)
ORDER = make_order(make_reading(None, "Europe/Paris", Units()), key=KEY)


def gathered(fresh: Iterator[bytes]) -> bytes:
    gathering = Gathering()
    for summary in fresh:
        gathering.add(summary)
    return gathering.summary()


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.log").write_bytes(log(12 + number, day=number) * (number + 1) + b"gibberish\n")
    (folder / "again.log").write_bytes((folder / "3.log").read_bytes())
    return folder


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe.log"
    os.mkfifo(path)
    return path


def test_however_many_processes_and_in_whatever_order_the_summary_is_the_same_bytes(logs: Path) -> None:
    sources = find_logs([str(logs)])
    told: list[int] = []
    alone = gathered(summaries(sources, ORDER, OPTIONS, told.append))
    assert sum(told) == sum(source.size for source in sources)
    chance = random.Random(4)
    for jobs in (1, 2, 3, 5):
        told.clear()
        names = [source.name for source in chance.sample(sources, len(sources))]
        assert gathered(read_in_processes(names, ORDER, jobs, told.append)) == alone
        assert sum(told) == sum(source.size for source in sources)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_command_prints_the_same(pleinjour: Runner, logs: Path, jobs: int) -> None:
    result = pleinjour("observe", logs, "--json", "--jobs", jobs)
    assert (result.code, result.err) == (0, "")
    assert result.content == pleinjour("observe", logs, "--json").content


def test_units_reach_every_process(pleinjour: Runner, tmp_path: Path, logs: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text("unit,kind,value\nMairie,cidr,10.0.0.0/29\nÉcoles,cidr,10.0.0.0/16\n")
    words = ("observe", logs, "--json", "--units", units)
    assert pleinjour(*words, "--jobs", 2).content == pleinjour(*words, "--jobs", 1).content


def test_the_standard_input_is_read_here_and_the_rest_elsewhere(pleinjour: Runner, logs: Path) -> None:
    content = pleinjour("observe", "-", logs, "--json", "--jobs", 2, stdin=log(40, day=20)).content
    assert content["formats"] == {"squid": 8}
    assert content["lines"] == pleinjour("observe", logs, "--json").content["lines"] + 40


def test_a_log_that_cannot_be_read_stops_all_with_its_sentence(pleinjour: Runner, logs: Path) -> None:
    (logs / "letter.txt").write_text("Bonjour agent042, ton poste est le 10.0.4.21.\n")
    result = pleinjour("observe", logs, "--json", "--jobs", 2)
    assert (result.code, result.out) == (1, "")
    assert result.err == pleinjour("observe", logs, "--json").err
    assert "letter.txt" in result.err


def test_a_log_whose_reader_is_killed_is_read_again(pipe: Path, logs: Path) -> None:
    content = log(30, day=20)
    with fed(pipe, content, kills=1):
        fresh = gathered(read_in_processes([str(pipe), str(logs / "1.log")], ORDER, 2, lambda _bytes: None))
    whole = logs / "whole.log"
    whole.write_bytes(content)
    sources = find_logs([str(whole), str(logs / "1.log")])
    assert fresh == gathered(summaries(sources, ORDER, OPTIONS, lambda _bytes: None))


def test_a_log_whose_reader_is_killed_twice_is_told(pipe: Path, logs: Path) -> None:
    names = [str(logs / "1.log"), str(pipe)]
    with fed(pipe, b"", kills=2), pytest.raises(ReaderDied, match="tuée deux fois"):
        gathered(read_in_processes(names, ORDER, 2, lambda _bytes: None))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_the_command_is_stopped_no_process_stays(
    pipe: Path, tmp_path: Path, logs: Path, number: signal.Signals
) -> None:
    other = tmp_path / "other.log"
    os.mkfifo(other)
    process = subprocess.Popen(
        [COMMAND, "observe", str(pipe), str(other), "--json", "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
    )
    (tmp_path / "tmp").mkdir()
    with being_read(pipe), being_read(other):
        readers = [reader_of(pipe), reader_of(other)]
        # Ctrl-C reaches the whole group; the others are sent to the command alone.
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        out, err = process.communicate(timeout=30)
        for pid in readers:
            wait_until_gone(pid)
    assert out == b""
    assert list((tmp_path / "tmp").iterdir()) == []
    if number == signal.SIGINT:
        assert process.returncode == 130
        assert err.decode().strip() == "Interrompu. Rien n’a été enregistré."
    else:
        assert process.returncode == -number


def test_an_unexpected_error_elsewhere_is_told_without_its_message(logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_named: object) -> bytes:
        raise RuntimeError("agent042")

    monkeypatch.setattr("pleinjour.cli.scheduling.orders.summarise", fail)
    outcome = take(ORDER, str(logs / "1.log"))
    assert isinstance(outcome, PleinjourError)
    assert "RuntimeError" in str(outcome)
    assert "agent042" not in str(outcome)


def test_another_edition_reads_nothing(logs: Path) -> None:
    outcome = take(replace(ORDER, edition="9.9, 1, 2031-01-01"), str(logs / "1.log"))
    assert isinstance(outcome, EditionsDiffer)
    assert "9.9, 1, 2031-01-01" in str(outcome)


def test_an_order_shows_neither_its_key_nor_its_units() -> None:
    shown = repr(replace(ORDER, units=Units((UnitRule("Mairie", "user", "agent042"),))))
    assert "agent042" not in shown
    assert repr(KEY) not in shown


def test_what_comes_back_is_sealed(logs: Path) -> None:
    outcome = take(ORDER, str(logs / "1.log"))
    assert isinstance(outcome, bytes)
    assert not outcome.startswith(MAGIC)
    assert unseal(outcome, KEY).startswith(MAGIC)


LARGE, SMALL = Source("large", WORTH_SHARING), Source("small", 10)


@pytest.mark.parametrize(
    ("asked", "sources", "jobs"),
    [
        (None, [SMALL] * 9, 1),
        (None, [LARGE], 1),
        (None, [LARGE, SMALL, SMALL], 2),
        (3, [SMALL] * 9, 3),
        (8, [SMALL, LARGE], 2),
        (8, [Source(STANDARD_INPUT)], 1),
        (2, [Source(STANDARD_INPUT), LARGE], 1),
    ],
)
def test_processes_are_as_many_as_are_of_use(
    monkeypatch: pytest.MonkeyPatch, asked: int | None, sources: list[Source], jobs: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1})
    assert choose_jobs(asked, sources) == jobs
