"""Names and contents made to deceive who looks at a terminal, and folders made to keep the machine busy."""

import json
import time
from pathlib import Path

import pytest

from pleinjour.cli import observation
from pleinjour.cli.observation import Options, summaries
from pleinjour.cli.reading import make_reading
from pleinjour.cli.scheduling.orders import make_order
from pleinjour.cli.sources import Source
from pleinjour.engines.traffic import Units
from tests.cli.runs import Runner, line, log

ESCAPES = "\x1b]0;canari\x07\x1b[31m\x9b2J\u202e"


def test_the_name_of_a_file_gives_no_order_to_the_terminal(pleinjour: Runner, tmp_path: Path) -> None:
    (tmp_path / f"{ESCAPES}\n.log").write_bytes(b"nothing that a reader knows\n")
    result = pleinjour("observe", tmp_path)
    assert result.code == 1
    assert not set(ESCAPES) & set("\x1b\x07\x9b\u202e") & set(result.err)
    assert result.err.count("\n") == 1


def test_a_name_in_a_log_gives_no_order_to_the_terminal(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(line(1).replace(b"10.0.0.1", "évian\x9b\u202e\x7f\U000e0041".encode()))
    result = pleinjour("observe", "check", path)
    assert not set("\x9b\u202e\x7f\U000e0041") & set(result.out)
    assert json.loads(result.out)["client"] == "évian\x9b\u202e\x7f\U000e0041"


def test_a_person_in_many_files_is_counted_once(pleinjour: Runner, tmp_path: Path) -> None:
    for person in range(200):
        (tmp_path / f"{person}.log").write_bytes(line(person))
        (tmp_path / f"{person}-again.log").write_bytes(line(person))
    scattered = pleinjour("observe", tmp_path, "--jobs", "2", "--json").content
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "all.log").write_bytes(log(200))
    whole = pleinjour("observe", tmp_path / "whole", "--json").content
    assert scattered["cells"] == whole["cells"]
    assert scattered["lines"] == whole["lines"] == 200


def test_tens_of_thousands_of_files_are_shared_out_without_comparing_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(observation, "read_in_processes", lambda names, *_: iter([b""] * len(names)))
    sources = [Source(f"/var/log/proxies/2026/access-{number}.log", size=number) for number in range(40_000)]
    order = make_order(make_reading("squid", "Europe/Paris", Units()), key=bytes(32))
    options = Options("squid", "Europe/Paris", None, 11, jobs=2)
    before = time.process_time()
    shared = sum(1 for _ in summaries(sources, order, options, lambda _bytes: None))
    assert shared == len(sources)
    assert time.process_time() - before < 2
