"""`pleinjour observe`: logs → monthly figures; `observe check`: what a reader understands of each line."""

from collections.abc import Callable

import click

from pleinjour.base.defaults import THRESHOLD, TIME_ZONE
from pleinjour.cli.clusters import cluster_options
from pleinjour.cli.groups import DefaultGroup

_UNITS = click.Path(exists=True, dir_okay=False)


def _reading_options(function: Callable[..., None]) -> Callable[..., None]:
    format_option = click.option(
        "--format",
        "format_name",
        metavar="FORMAT",
        help="Format des journaux, ou fichier YAML d’un format sur mesure ; détecté s’il n’est pas donné.",
    )
    zone_option = click.option(
        "--timezone",
        "zone",
        default=TIME_ZONE,
        show_default=True,
        metavar="ZONE",
        help="Fuseau des heures sans fuseau, et des jours et mois comptés.",
    )
    return format_option(zone_option(function))


@click.command(
    "observe",
    short_help="Journaux réseau → chiffres mensuels qui ne nomment personne.",
    epilog="Autres commandes : « observe check JOURNAL » montre ce qui est lu, « observe formats » liste les formats.",
)
@click.argument("logs", nargs=-1, required=True, metavar="JOURNAL…")
@_reading_options
@click.option("--units", "units_path", type=_UNITS, help="CSV « unit,kind,value » : qui est de quelle unité.")
@click.option(
    "--threshold",
    default=THRESHOLD,
    show_default=True,
    metavar="N",
    help="Un chiffre de moins de personnes est masqué.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processus qui lisent, un fichier à la fois chacun. Par défaut : un par cœur quand les fichiers sont gros.",
)
@cluster_options
@click.option("--json", "output", flag_value="json", help="Résultat en JSON.")
@click.option("--csv", "output", flag_value="csv", help="Résultat en CSV.")
def run(
    logs: tuple[str, ...],
    format_name: str | None,
    zone: str,
    units_path: str | None,
    threshold: int,
    jobs: int | None,
    scheduler: str | None,
    ca: str | None,
    cert: str | None,
    key: str | None,
    output: str | None,
) -> None:
    """Lit des journaux (fichiers, dossiers, motifs, objets « s3:// », ou « - » pour l’entrée standard) et compte, mois
    par mois, les connexions à des services d’IA générative.

    Rien de nominatif n’est affiché ni écrit : les chiffres de moins de personnes que le seuil sont masqués.
    """
    from pleinjour.cli.observation import Options, observe
    from pleinjour.cli.results import print_results
    from pleinjour.cli.scheduling.addresses import with_certificates

    cluster = with_certificates(scheduler, ca, cert, key) if scheduler else None
    options = Options(format_name, zone, units_path, threshold, jobs, cluster)
    print_results(observe(logs, options), output or "table")


@click.command("check", short_help="Montre ce qui est lu dans chaque ligne d’un journal.")
@click.argument("log", metavar="JOURNAL")
@_reading_options
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Nombre de lignes à montrer.")
def check(log: str, format_name: str | None, zone: str, limit: int | None) -> None:
    """Écrit un objet JSON par ligne lue : numéro, heure, poste, nom demandé, octets envoyés, service.

    Cette commande montre les adresses du journal : elle sert à l’administrateur qui règle la lecture, et n’écrit que
    sur la sortie standard.
    """
    from pleinjour.cli.checking import check_log

    check_log(log, format_name, zone, limit)


@click.command("formats", short_help="Liste les formats de journaux qui sont lus.")
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
def formats(as_json: bool) -> None:
    """Liste les formats que « --format » accepte : nom, équipement, et ce que disent les lignes."""
    from pleinjour.cli.formats import print_formats

    print_formats(as_json=as_json)


command = DefaultGroup(default=run, parts=[check, formats])
