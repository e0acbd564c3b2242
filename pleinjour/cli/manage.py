"""`pleinjour manage …`: Django's own commands, for those who operate the platform."""

import click


@click.command(
    "manage",
    short_help="Commandes d’exploitation (migrate, check…).",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="COMMANDE…")
def command(arguments: tuple[str, ...]) -> None:
    """Lance une commande d’exploitation : « pleinjour manage migrate » met la base de données à jour,
    « pleinjour manage help » les montre toutes.
    """
    from pleinjour.web.config.management import run

    run(arguments)
