"""`observe formats`: the readers there are."""

import json

import click

from pleinjour.cli.language import translate
from pleinjour.cli.tables import print_columns
from pleinjour.engines.traffic import all_readers
from pleinjour.engines.traffic.readers.reader import Reader


def print_formats(*, as_json: bool) -> None:
    """Prints one line a reader, or a JSON list of them."""
    readers = list(all_readers().values())
    if as_json:
        click.echo(json.dumps([_as_json(reader) for reader in readers], ensure_ascii=False, indent=2))
        return
    print_columns([[reader.name, f"{reader.title} ({', '.join(reader.families)})"] for reader in readers])
    click.echo(translate("{count} formats. Chacun a sa page dans docs/dpo-rssi/formats/.").format(count=len(readers)))


def _as_json(reader: Reader) -> dict[str, str | list[str] | bool]:
    return {
        "name": reader.name,
        "title": reader.title,
        "families": list(reader.families),
        "generic": reader.is_generic,
    }
