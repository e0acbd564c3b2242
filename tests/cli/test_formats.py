"""`observe formats`, and `--format` with a file that describes one."""

import json
from pathlib import Path

from pleinjour.engines.traffic import all_readers
from tests.cli.runs import Runner

DESCRIPTION = """name: passerelle
family: request
lines: csv
columns: [date, poste, adresse]
time: date
time_format: iso
client: poste
host: adresse
"""


def test_every_reader_is_listed(pleinjour: Runner) -> None:
    listed = pleinjour("observe", "formats").out.splitlines()
    assert [line.split()[0] for line in listed[:-1]] == list(all_readers())
    assert listed[-1].startswith(str(len(all_readers())))


def test_the_list_is_there_for_programs_too(pleinjour: Runner) -> None:
    listed = json.loads(pleinjour("observe", "formats", "--json").out)
    assert [one["name"] for one in listed] == list(all_readers())
    assert {"name": "bind", "title": "BIND 9, journal des questions", "families": ["dns"], "generic": False} in listed


def test_a_format_described_in_a_file_is_read(pleinjour: Runner, tmp_path: Path) -> None:
    (tmp_path / "passerelle.yaml").write_text(DESCRIPTION)
    (tmp_path / "journal.log").write_text("2026-03-03 12:00:00,10.0.0.1,chatgpt.com\n")
    result = pleinjour("observe", "check", "--format", tmp_path / "passerelle.yaml", tmp_path / "journal.log")
    assert (result.code, json.loads(result.out)["service"]) == (0, "chatgpt")


def test_a_description_with_a_mistake_says_which(pleinjour: Runner, tmp_path: Path) -> None:
    (tmp_path / "passerelle.yaml").write_text(DESCRIPTION.replace("host", "hote"))
    result = pleinjour("observe", "--format", tmp_path / "passerelle.yaml", tmp_path)
    assert result.code == 1
    assert "hote" in result.err


def test_a_description_that_is_not_there_is_told(pleinjour: Runner, tmp_path: Path) -> None:
    result = pleinjour("observe", "--format", tmp_path / "absent.yaml", tmp_path)
    assert result.code == 1
    assert "absent.yaml" in result.err
