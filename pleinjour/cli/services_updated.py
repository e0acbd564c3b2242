"""Publishing an edition of the catalogue, and putting one in use."""

import sys
from pathlib import Path

import click

from pleinjour.cli.language import translate
from pleinjour.refdata.services import Catalogue, install_update, revert_update
from pleinjour.refdata.services.signed import MOST_PACKED, pack, read_signing_key, written_key


def write_pack(folder: str, key_path: str, edition: str) -> None:
    """Writes the signed file to the standard output. Raises WrongSigningKey, and what `pack` raises."""
    key = read_signing_key(Path(key_path))
    sys.stdout.buffer.write(pack(Path(folder), edition, key))
    public = translate("Clé publique, à mettre dans PLEINJOUR_CATALOGUE_KEYS : {key}")
    click.echo(public.format(key=written_key(key.public_key())), err=True)


def update_catalogue(file: str, *, force: bool) -> None:
    """Puts the signed file in use, with `force` even after a later one. Raises CatalogueError."""
    with Path(file).open("rb") as stream:
        content = stream.read(MOST_PACKED + 1)
    _say(install_update(content, force=force))


def revert_catalogue() -> None:
    """Puts the catalogue that ships in use again. Raises UpdateNotWritten."""
    _say(revert_update())


def _say(catalogue: Catalogue) -> None:
    sentence = translate("Catalogue en usage : édition {edition}, version {version}, {count} services.")
    count = len(catalogue.services)
    click.echo(sentence.format(edition=catalogue.edition, version=catalogue.version, count=count))
    click.echo(translate("Les mois ouverts gardent le leur : publiez-les avant d’apporter d’autres journaux."))
