"""`pleinjour services`: the catalogue of services, to read, to check, to publish and to update."""

import click

from pleinjour.cli.language import translate, with_help

_FOLDER = click.Path(exists=True, file_okay=False)
_FILE = click.Path(exists=True, dir_okay=False)


class ServicesGroup(click.Group):
    """A group whose commands speak the reader's language."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return with_help(found) if found else None


@click.command("list", short_help="Montre les services connus.")
@click.option("--category", metavar="CATÉGORIE", help="Cette catégorie seulement.")
@click.option("--json", "output", flag_value="json", help="Résultat en JSON.")
@click.option("--csv", "output", flag_value="csv", help="Résultat en CSV.")
def show_all(category: str | None, output: str | None) -> None:
    """Montre chaque service du catalogue en usage, avec son éditeur, son pays et sa catégorie."""
    from pleinjour.cli.services_shown import print_services

    print_services(category, output or "table")


@click.command("show", short_help="Montre ce qu’on sait d’un service.")
@click.argument("service_id", metavar="SERVICE")
def show_one(service_id: str) -> None:
    """Montre une entrée du catalogue : domaines comptés, exclus et de fond, réponses, sources et dates."""
    from pleinjour.cli.services_shown import print_service

    print_service(service_id)


@click.command("check", short_help="Cherche doublons, recouvrements et lignes trop vieilles.")
@click.argument("folder", type=_FOLDER, required=False, metavar="[DOSSIER]")
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=365,
    show_default=True,
    metavar="N",
    help="Une ligne est trop vieille quand elle a été vérifiée il y a plus de N jours.",
)
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
def check(folder: str | None, days: int, as_json: bool) -> None:
    """Vérifie les fichiers d’un catalogue : celui qui est livré, ou celui du dossier donné.

    Répond par un code de sortie 1 quand il y a une erreur, 0 quand il n’y a que des avertissements.
    """
    from pleinjour.cli.services_checked import print_remarks

    print_remarks(folder, days, as_json=as_json)


@click.command("pack", short_help="Fait d’un dossier un fichier de mise à jour signé.")
@click.argument("folder", type=_FOLDER, metavar="DOSSIER")
@click.option("--key", "key_path", type=_FILE, required=True, help="Clé privée Ed25519 de qui publie, au format PEM.")
@click.option("--edition", required=True, metavar="MOIS", help="Édition : 2026-12, ou 2026-12.2 pour une correction.")
def pack(folder: str, key_path: str, edition: str) -> None:
    """Écrit sur la sortie standard le fichier de mise à jour, et sur la sortie d’erreur la clé publique à donner aux
    administrateurs.
    """
    from pleinjour.cli.services_updated import write_pack

    write_pack(folder, key_path, edition)


@click.command("update", short_help="Met le catalogue à jour, sans nouvelle version de Pleinjour.")
@click.argument("file", type=_FILE, required=False, metavar="[FICHIER]")
@click.option("--revert", is_flag=True, help="Retire la mise à jour et reprend le catalogue livré.")
@click.option("--force", is_flag=True, help="Accepte une édition plus ancienne que la dernière mise en usage ici.")
def update(file: str | None, revert: bool, force: bool) -> None:
    """Vérifie un fichier de mise à jour signé et le met en usage, sans redémarrage, pour les pages et les commandes.

    Les mois ouverts gardent le catalogue avec lequel ils ont été lus : publiez-les d’abord.
    """
    from pleinjour.cli.services_updated import revert_catalogue, update_catalogue

    if bool(file) == revert:
        raise click.UsageError(translate("Donnez un fichier, ou bien --revert."))
    if file:
        update_catalogue(file, force=force)
    else:
        revert_catalogue()


@click.group(
    "services",
    cls=ServicesGroup,
    commands=[show_all, show_one, check, pack, update],
    subcommand_metavar="COMMANDE…",
    short_help="Le catalogue des services d’IA.",
)
def command() -> None:
    """Lit, vérifie et met à jour le catalogue des services d’IA générative."""
