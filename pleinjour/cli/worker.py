"""`pleinjour worker`: this machine reads logs for another."""

import os

import click

from pleinjour.cli.clusters import cluster_options, required_cluster


@click.command("worker", short_help="Lit des journaux pour une autre machine.")
@cluster_options
@click.option(
    "--processes", type=click.IntRange(min=1), metavar="N", help="Journaux lus à la fois. Par défaut : un par cœur."
)
@click.option(
    "--memory", default="auto", show_default=True, metavar="TAILLE", help="Mémoire de chacun, « 2GiB » par exemple."
)
def command(
    scheduler: str | None, ca: str | None, cert: str | None, key: str | None, processes: int | None, memory: str
) -> None:
    """Lit sa part des journaux que répartit un ordonnanceur, et en rend des relevés scellés.

    N’écrit rien de ce qui est lu. Ctrl-C arrête.
    """
    from pleinjour.cli.scheduling.serving import WorkersWanted, serve_workers

    cores = len(os.sched_getaffinity(0))
    serve_workers(required_cluster(scheduler, ca, cert, key), WorkersWanted(processes or cores, memory))
