"""The options by which a command is told of a cluster: --scheduler and the three certificates."""

from collections.abc import Callable
from typing import TypeVar

import click

from pleinjour.base.sentences import french
from pleinjour.cli.language import translate
from pleinjour.cli.scheduling.addresses import Cluster, with_certificates

_Command = TypeVar("_Command", bound=Callable[..., object])
_FILE = click.Path(exists=True, dir_okay=False)


def cluster_options(function: _Command) -> _Command:
    """Adds --scheduler, --tls-ca, --tls-cert and --tls-key, also given by the environment (PLEINJOUR_DASK_…)."""
    options = [
        click.option(
            "--scheduler",
            envvar="PLEINJOUR_DASK_SCHEDULER",
            metavar="ADRESSE",
            help="Adresse de l’ordonnanceur, la machine qui répartit les journaux : tls://machine:8786.",
        ),
        _certificate("ca", french("Certificat de l’autorité qui signe ceux de toutes les machines (PEM).")),
        _certificate("cert", french("Certificat de cette machine (PEM).")),
        _certificate("key", french("Clé privée de ce certificat (PEM).")),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def _certificate(name: str, help: str) -> Callable[[_Command], _Command]:
    return click.option(f"--tls-{name}", name, type=_FILE, metavar="FICHIER", help=help)


def required_cluster(address: str | None, ca: str | None, cert: str | None, key: str | None) -> Cluster:
    """The cluster that was named, which a service can't do without."""
    if not address:
        raise click.UsageError(translate("Donnez l’adresse de l’ordonnanceur : --scheduler tls://machine:8786."))
    return with_certificates(address, ca, cert, key)
