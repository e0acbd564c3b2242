"""Names and contents made to deceive who looks at a terminal, and folders made to keep the machine busy."""

import json
import time
from pathlib import Path

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
    path.write_bytes(line(1).replace(b"10.0.0.1", "évian\x9b\u202e\x7f".encode()))
    result = pleinjour("observe", "check", path)
    assert not set("\x9b\u202e\x7f") & set(result.out)
    assert json.loads(result.out)["client"] == "évian\x9b\u202e\x7f"


def test_a_folder_of_a_thousand_files_does_not_take_the_square_of_one(pleinjour: Runner, tmp_path: Path) -> None:
    for person in range(200):
        (tmp_path / f"{person}.log").write_bytes(line(person))
        (tmp_path / f"{person}-again.log").write_bytes(line(person))
    before = time.process_time()
    scattered = pleinjour("observe", tmp_path, "--json").content
    assert time.process_time() - before < 20
    (tmp_path / "whole").mkdir()
    (tmp_path / "whole" / "all.log").write_bytes(log(200))
    whole = pleinjour("observe", tmp_path / "whole", "--json").content
    assert scattered["cells"] == whole["cells"]
    assert scattered["lines"] == whole["lines"] == 200
