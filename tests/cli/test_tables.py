"""Rows on the standard output."""

import csv
import io

import pytest

from pleinjour.base.sentences import visible
from pleinjour.cli.tables import print_columns, print_csv


@pytest.mark.parametrize("start", "=+-@\t\r")
def test_a_spreadsheet_runs_nothing_of_what_is_printed(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_csv(("name", "count"), [{"name": f"{start}1+1", "count": None}])
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row == {"name": str(visible(f"'{start}1+1")), "count": ""}


def test_columns_stand_under_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    print_columns([["a", "bcd", "e"], ["fgh", "i", ""]])
    assert capsys.readouterr().out == "a    bcd  e\nfgh  i\n"
