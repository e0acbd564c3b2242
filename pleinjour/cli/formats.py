"""`observe formats`: the readers there are."""

import json

import click

from pleinjour.cli.language import translate
from pleinjour.engines.traffic import all_readers
from pleinjour.engines.traffic.readers.reader import Reader


def print_formats(*, as_json: bool) -> None:
    """Prints one line a reader, or a JSON list of them."""
    readers = list(all_readers().values())
    if as_json:
        click.echo(json.dumps([_as_json(reader) for reader in readers], ensure_ascii=False, indent=2))
        return
    width = max(len(reader.name) for reader in readers)
    for reader in readers:
        click.echo(f"{reader.name:<{width}}  {reader.title} ({', '.join(reader.families)})")
    click.echo(translate("{count} formats. Chacun a sa page dans docs/dpo-rssi/formats/.").format(count=len(readers)))


def _as_json(reader: Reader) -> dict[str, str | list[str] | bool]:
    return {
        "name": reader.name,
        "title": reader.title,
        "families": list(reader.families),
        "generic": reader.is_generic,
    }
