"""Rows on the standard output, in columns for a person or as CSV."""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from pleinjour.base.sentences import visible
from pleinjour.base.spreadsheets import neutralise


def print_columns(rows: Sequence[Sequence[str]]) -> None:
    """Prints one line a row, its texts under those of the row above."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Prints CSV that a spreadsheet opens without running anything, nor a terminal obeying."""
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: visible(neutralise(value)) for name, value in row.items()} for row in rows)
