"""The remarks on a catalogue, said to a person or to a machine."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from pleinjour.base.sentences import french
from pleinjour.cli.language import translate
from pleinjour.refdata.services import FOLDER, Remark, check_catalogue

_LEVELS = {"error": french("erreur"), "warning": french("avertissement")}


def print_remarks(folder: str | None, days: int, *, as_json: bool) -> None:
    """Prints what to look at, then leaves with 1 when a remark is an error."""
    today = date.today()  # noqa: DTZ011 - the dates of the files are calendar days, without a zone
    remarks = check_catalogue(Path(folder) if folder else FOLDER, today, days)
    if as_json:
        click.echo(json.dumps([_row(remark) for remark in remarks], ensure_ascii=False, indent=1))
    else:
        _print(remarks)
    sys.exit(1 if any(remark.level == "error" for remark in remarks) else 0)


def _print(remarks: list[Remark]) -> None:
    line = translate("{level} : fichier {file}, entrée « {entry} » : {sentence}")
    for remark in remarks:
        level, sentence = translate(_LEVELS[remark.level]), remark.sentence.say(translate)
        click.echo(line.format(level=level, file=remark.file, entry=remark.entry, sentence=sentence))
    errors = sum(remark.level == "error" for remark in remarks)
    total = translate("Erreurs : {errors}. Avertissements : {warnings}.")
    click.echo(total.format(errors=errors, warnings=len(remarks) - errors))


def _row(remark: Remark) -> dict[str, str]:
    return {
        "level": remark.level,
        "kind": remark.kind,
        "file": remark.file,
        "entry": remark.entry,
        "message": remark.sentence.say(translate),
    }
