"""`pleinjour observe`: from logs to figures that may be shown."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from pleinjour.engines.traffic import METHOD
from pleinjour.refdata.services import load_catalogue
from tests.cli.runs import Runner, line, log

CELL = [
    "month",
    "family",
    "unit",
    "category",
    "service",
    "people",
    "user_days",
    "connections",
    "bytes_sent",
    "suppressed",
]


@pytest.fixture
def squid_log(tmp_path: Path) -> Path:
    path = tmp_path / "access.log"
    hosts = {"chatgpt.com": 40, "chat.mistral.ai": 20, "claude.ai": 3, "intranet.example": 5}
    path.write_bytes(b"".join(log(people, host) for host, people in hosts.items()) + b"gibberish\n")
    return path


def test_json_has_the_announced_shape(pleinjour: Runner, squid_log: Path) -> None:
    result = pleinjour("observe", squid_log, "--json")
    assert (result.code, result.err) == (0, "")
    announced = "period zone method catalogue threshold rounding lines unreadable formats cells"
    assert list(result.content) == announced.split()
    assert result.content["period"] == "2026-03"
    assert result.content["lines"] == 69
    assert result.content["unreadable"] == {"shape": 1}
    assert result.content["formats"] == {"squid": 1}
    assert result.content["catalogue"] == load_catalogue().version
    assert (result.content["threshold"], result.content["rounding"]) == (11, 5)
    assert (result.content["zone"], result.content["method"]) == ("Europe/Paris", METHOD)
    assert all(list(cell) == CELL for cell in result.content["cells"])


def test_a_small_group_is_hidden_and_a_large_one_rounded(pleinjour: Runner, squid_log: Path) -> None:
    cells = pleinjour("observe", squid_log, "--json").content["cells"]
    shown = {cell["service"]: cell for cell in cells if not cell["suppressed"]}
    assert shown["chatgpt"] == {
        "month": "2026-03",
        "family": "tunnel",
        "unit": None,
        "category": shown["chatgpt"]["category"],
        "service": "chatgpt",
        "people": shown["chatgpt"]["people"],
        "user_days": 40,
        "connections": 40,
        "bytes_sent": None,
        "suppressed": False,
    }
    assert shown["chatgpt"]["people"] in {35, 40}
    assert "claude" not in shown
    hidden = [cell for cell in cells if cell["suppressed"]]
    assert all(cell[name] is None for cell in hidden for name in ("people", "user_days", "connections", "bytes_sent"))
    assert all(cell["people"] % 5 == 0 and cell["people"] >= 10 for cell in shown.values())


def test_csv_has_the_same_cells_as_json(pleinjour: Runner, squid_log: Path) -> None:
    cells = pleinjour("observe", squid_log, "--json").content["cells"]
    result = pleinjour("observe", squid_log, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert result.code == 0
    assert result.out.splitlines()[0] == ",".join(CELL)
    assert rows == [{name: "" if cell[name] is None else str(cell[name]) for name in CELL} for cell in cells]


def test_a_unit_that_looks_like_a_formula_is_made_harmless(pleinjour: Runner, tmp_path: Path, squid_log: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text('unit,kind,value\n"=cmd()",cidr,10.0.0.0/8\n')
    out = pleinjour("observe", squid_log, "--csv", "--units", units).out
    assert ",'=cmd()," in out
    assert ",=cmd()," not in out


def test_the_table_is_for_a_person(pleinjour: Runner, squid_log: Path) -> None:
    result = pleinjour("observe", squid_log)
    assert result.code == 0
    assert result.out.startswith("Période : 2026-03\nLignes : 69, dont illisibles : 1\n")
    assert "chatgpt" in result.out
    assert "10.0." not in result.out


def test_files_patterns_folders_and_the_standard_input_give_the_same(pleinjour: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    (folder / "old").mkdir(parents=True)
    parts = [log(20, day=day) for day in range(3)]
    (folder / "access.log").write_bytes(parts[0])
    (folder / "access.log.1").write_bytes(parts[1])
    (folder / "old" / "access.log.2.gz").write_bytes(gzip.compress(parts[2]))
    (folder / ".hidden").write_bytes(b"not a log")
    whole = pleinjour("observe", "-", "--json", stdin=b"".join(parts)).content["cells"]
    for words in (
        [folder],
        [f"{folder}/**/access*"],
        [folder / "access.log", folder / "access.log.1", folder / "old"],
        [folder / "access.log", f"{folder}/*.1", f"{folder}/old/*.gz"],
    ):
        content = pleinjour("observe", *words, "--json").content
        assert content["cells"] == whole
        assert content["lines"] == 60
        assert content["formats"] == {"squid": 3}


def test_the_same_file_twice_counts_once(pleinjour: Runner, tmp_path: Path, squid_log: Path) -> None:
    once = pleinjour("observe", squid_log, "--json").content
    (tmp_path / "copy.log").write_bytes(squid_log.read_bytes())
    (tmp_path / "copy.log.gz").write_bytes(gzip.compress(squid_log.read_bytes()))
    assert pleinjour("observe", squid_log, squid_log, "--json").content == once
    assert pleinjour("observe", tmp_path, "--json").content == once


def test_each_file_is_read_in_its_own_format(pleinjour: Runner, tmp_path: Path, squid_log: Path) -> None:
    dns = tmp_path / "unbound.log"
    dns.write_text("".join(f"[1772535600] unbound[12:0] info: 10.0.0.{n} chatgpt.com. A IN\n" for n in range(30)))
    content = pleinjour("observe", squid_log, dns, "--json").content
    assert content["formats"] == {"squid": 1, "unbound": 1}
    assert {cell["family"] for cell in content["cells"]} == {"dns", "request", "tunnel"}


def test_units_tell_departments_apart(pleinjour: Runner, tmp_path: Path) -> None:
    units, logs = tmp_path / "units.csv", tmp_path / "access.log"
    units.write_bytes("unit;kind;value\nMairie;cidr;10.0.0.0/24\nÉcoles;cidr;10.0.1.0/24\n".encode("cp1252"))
    logs.write_bytes(log(400))
    cells = pleinjour("observe", logs, "--json", "--units", units).content["cells"]
    people = {cell["unit"]: cell["people"] for cell in cells if cell["service"] == "chatgpt"}
    assert people[None] == 400
    assert people["Mairie"] == people["Écoles"] == 200


def test_the_zone_decides_of_the_month(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(log(20).replace(b"1772535600", b"1775000000"))
    assert pleinjour("observe", path, "--json").content["period"] == "2026-04"
    assert pleinjour("observe", path, "--json", "--timezone", "America/Guadeloupe").content["period"] == "2026-03"


def test_two_months_make_a_period(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(log(20) + log(20, day=40))
    assert pleinjour("observe", path, "--json").content["period"] == "2026-03/2026-04"


def test_a_log_where_nobody_met_a_service_looks_like_one_where_few_did(pleinjour: Runner) -> None:
    none, few = (
        pleinjour("observe", "-", "--json", stdin=line(1, host)).content for host in ("intranet.example", "chatgpt.com")
    )
    assert none["cells"] == few["cells"]
    assert (none["period"], len(none["cells"])) == ("2026-03", 2)
    refused = line(1, "intranet.example").replace(b"TCP_TUNNEL", b"TCP_DENIED")
    assert "inconnue" in pleinjour("observe", "-", stdin=refused).out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--threshold", "4"], 1, "Le seuil demandé (4) est trop bas"),
        (["--timezone", "Europe/Rennes"], 1, "Le fuseau horaire « Europe/Rennes » n’existe pas"),
        (["--timezone", "Europe"], 1, "Le fuseau horaire « Europe » n’existe pas"),
        (["--timezone", "../etc"], 1, "Le fuseau horaire « ../etc » n’existe pas"),
        (["--format", "websense"], 1, "Le format « websense » n’existe pas. Formats connus : adguard, "),
        (["--format", "bind"], 1, "ne peut pas être lu : aucune de ses premières lignes n’a la forme « bind »"),
        (["nowhere.log"], 1, "« nowhere.log » n’existe pas"),
        (["--threshold", "many"], 2, "many"),
        (["--units", "nowhere.csv"], 2, "nowhere.csv"),
        (["--colour"], 2, "--colour"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    pleinjour: Runner, squid_log: Path, words: list[str], code: int, sentence: str
) -> None:
    result = pleinjour("observe", squid_log, *words)
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
    assert "Traceback" not in result.err


def test_without_a_log_the_command_says_how_it_is_used(pleinjour: Runner) -> None:
    assert pleinjour("observe").code == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [("unit,kind,value\nA,cidr,10.0.0.0/8\nB,town,x\n", 3), ("a,b,c\n", 1), ("unit,kind,value\nA,cidr,10.0.0/8\n", 2)],
)
def test_a_wrong_line_of_units_is_named(
    pleinjour: Runner, tmp_path: Path, squid_log: Path, text: str, number: int
) -> None:
    units = tmp_path / "units.csv"
    units.write_text(text)
    result = pleinjour("observe", squid_log, "--units", units)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"Fichier units.csv, ligne {number} : ")


def test_an_unknown_format_is_told_with_what_was_tried_and_a_masked_line(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Bonjour agent042, ton poste est le 10.0.4.21.\n")
    result = pleinjour("observe", path)
    assert result.code == 1
    assert "squid-common" in result.err
    assert "xxxxxxx xxxxx000" in result.err
    assert "agent042" not in result.err


def test_a_truncated_archive_is_told(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "access.log.gz"
    path.write_bytes(gzip.compress(log(500))[:-200])
    result = pleinjour("observe", path, "--json")
    assert (result.code, result.out) == (1, "")
    assert "l’archive est tronquée" in result.err


def test_an_empty_file_among_others_stops_nothing(pleinjour: Runner, tmp_path: Path, squid_log: Path) -> None:
    (tmp_path / "access.log.0").write_bytes(b"")
    content = pleinjour("observe", tmp_path, "--json").content
    assert content["formats"] == {"empty": 1, "squid": 1}
    assert content["lines"] == 69


def test_an_empty_folder_is_told(pleinjour: Runner, tmp_path: Path) -> None:
    assert "ne désigne aucun fichier" in pleinjour("observe", tmp_path).err
