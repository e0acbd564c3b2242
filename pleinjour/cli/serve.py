"""`pleinjour serve`: the web pages, by gunicorn."""

import click


@click.command("serve", short_help="Ouvre les pages web.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N", help="Port d’écoute."
)
@click.option("--address", default="127.0.0.1", show_default=True, metavar="ADRESSE", help="Adresse d’écoute.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=2, show_default=True, metavar="N", help="Processus qui répondent."
)
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=4,
    show_default=True,
    metavar="N",
    help="Requêtes servies à la fois par processus.",
)
def command(port: int, address: str, workers: int, threads: int) -> None:
    """Ouvre les pages web sur cette machine. Ctrl-C arrête.

    Derrière un serveur mandataire (nginx, Caddy), gardez l’adresse 127.0.0.1 et voyez docs/exploiter/installer.md.
    """
    from pleinjour.cli.server import Server

    Server(bind=f"{address}:{port}", workers=workers, threads=threads).run()
