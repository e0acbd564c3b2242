"""`pleinjour tick`: one pass over what the platform does by itself."""

import sys

import click


@click.command("tick", short_help="Fait ce qui est à faire régulièrement.")
@click.option("--json", "as_json", is_flag=True, help="Ce qui a été fait, en JSON.")
def command(as_json: bool) -> None:
    """Fait un passage : lit les journaux déposés dans les dossiers des collectivités, et ce que d’autres tâches
    demandent. À lancer toutes les dix minutes, par un minuteur systemd par exemple.

    Répond par un code de sortie 1 quand quelqu’un doit intervenir. Deux passages ne vont jamais ensemble.
    """
    from pleinjour.cli.ticking import tick

    sys.exit(1 if tick(as_json=as_json) else 0)
