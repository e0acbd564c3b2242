"""`pleinjour scheduler`: where the machines that read meet."""

import click

from pleinjour.cli.clusters import cluster_options, required_cluster


@click.command("scheduler", short_help="Répartit les journaux entre les machines qui lisent.")
@cluster_options
def command(scheduler: str | None, ca: str | None, cert: str | None, key: str | None) -> None:
    """Attend, à l’adresse donnée par --scheduler, les machines qui lisent et celles qui demandent. Ctrl-C arrête."""
    from pleinjour.cli.scheduling.serving import serve_scheduler

    serve_scheduler(required_cluster(scheduler, ca, cert, key), lambda address: click.echo(address))
