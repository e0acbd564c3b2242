"""`pleinjour journal`: verify the journals of the authorities, take them away."""

import click

from pleinjour.cli.language import with_help


class JournalGroup(click.Group):
    """A group whose commands speak the reader's language."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return with_help(found) if found else None


_one_authority = click.option(
    "--authority", metavar="NOM", help="Cette collectivité seulement : son nom dans l’adresse."
)


@click.command("verify", short_help="Dit si un journal a été modifié hors de Pleinjour.")
@_one_authority
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="NOM:RANG:EMPREINTE",
    help="Une entrée gardée ailleurs, qui doit être encore là. Peut être donnée plusieurs fois.",
)
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
def verify(authority: str | None, anchors: tuple[str, ...], as_json: bool) -> None:
    """Relit chaque journal d’un bout à l’autre. Dit la première rupture, et où elle est ; donne la dernière empreinte,
    à garder ailleurs pour voir un jour si la fin a été coupée.

    Répond par un code de sortie 1 quand un journal est rompu.
    """
    from pleinjour.cli.journals import verify_all

    verify_all(authority, anchors, as_json=as_json)


@click.command("export", short_help="Écrit un journal, ou tous.")
@_one_authority
@click.option("--csv", "as_csv", is_flag=True, help="Résultat en CSV, sans formule ; en JSON par ligne sinon.")
def export(authority: str | None, as_csv: bool) -> None:
    """Écrit chaque entrée, avec de quoi recalculer son empreinte : un objet JSON par ligne. Au fur et à mesure : un
    journal peut être long.
    """
    from pleinjour.cli.journals import export_all

    export_all(authority, as_csv=as_csv)


@click.group(
    "journal",
    cls=JournalGroup,
    commands=[verify, export],
    subcommand_metavar="COMMANDE…",
    short_help="Les journaux des collectivités.",
)
def command() -> None:
    """Vérifie et exporte les journaux des actions, un par collectivité."""
