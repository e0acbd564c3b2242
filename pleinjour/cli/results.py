"""Protected cells as JSON, CSV, or a table for a person."""

import json
import sys

import click

from pleinjour.base.sentences import french
from pleinjour.base.tallies import Cell
from pleinjour.cli.language import translate
from pleinjour.cli.observation import Observation
from pleinjour.cli.tables import print_columns, print_csv

COLUMNS = (
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
)
_HEADS = (
    french("Mois"),
    french("Genre"),
    french("Unité"),
    french("Service"),
    french("Personnes"),
    french("Jours"),
    french("Connexions"),
)
Value = str | int | bool | None


def print_results(observation: Observation, output: str) -> None:
    """Prints to the standard output; `output` is json, csv or table."""
    {"json": _print_json, "csv": _print_csv, "table": _print_table}[output](observation)


def row_of(cell: Cell) -> dict[str, Value]:
    """The cell as named values, in the order of COLUMNS."""
    key = cell.key
    values = (str(key.month), key.family, key.unit, key.category, key.service)
    counts = (cell.people, cell.user_days, cell.connections, cell.bytes_sent, cell.suppressed)
    return dict(zip(COLUMNS, values + counts, strict=True))


def _period(observation: Observation) -> str | None:
    """`2026-03`, or `2026-01/2026-03` (ISO 8601), or None when nothing was found."""
    months = observation.account.months
    if not months:
        return None
    return str(months[0]) if len(months) == 1 else f"{months[0]}/{months[-1]}"


def _print_json(observation: Observation) -> None:
    account = observation.account
    content = {
        "period": _period(observation),
        "zone": observation.zone,
        "method": observation.method,
        "catalogue": account.catalogue,
        "threshold": observation.threshold,
        "rounding": observation.rounding,
        "lines": account.lines,
        "unreadable": account.unreadable,
        "formats": account.formats,
        "cells": [row_of(cell) for cell in observation.cells],
    }
    json.dump(content, sys.stdout, ensure_ascii=False, indent=1)
    click.echo()


def _print_csv(observation: Observation) -> None:
    print_csv(COLUMNS, map(row_of, observation.cells))


def _print_table(observation: Observation) -> None:
    account = observation.account
    unreadable = sum(account.unreadable.values())
    click.echo(translate("Période : {period}").format(period=_period(observation) or translate("inconnue")))
    click.echo(translate("Lignes : {lines}, dont illisibles : {bad}").format(lines=account.lines, bad=unreadable))
    heads = [translate(name) for name in _HEADS]
    rows = [_table_row(cell) for cell in observation.cells if not cell.suppressed or cell.key.category is None]
    print_columns([heads, *rows])
    click.echo(
        translate("Un chiffre masqué concerne trop peu de personnes, ou protège un chiffre qui en concerne trop peu.")
    )
    click.echo(translate("Les chiffres sont arrondis. --json et --csv donnent toutes les cases."))


def _table_row(cell: Cell) -> list[str]:
    key = cell.key
    hidden = translate("masqué")
    counts = [cell.people, cell.user_days, cell.connections]
    shown = [hidden if cell.suppressed else f"{count}" for count in counts]
    return [
        str(key.month),
        key.family,
        key.unit or translate("toutes"),
        key.service or key.category or translate("tous les services"),
        *shown,
    ]
