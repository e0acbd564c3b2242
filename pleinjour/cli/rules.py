"""`pleinjour rules`: what the law asks of a profile on a day; `rules facts`: what a profile may say."""

from datetime import UTC, datetime

import click

from pleinjour.cli.groups import DefaultGroup


@click.command(
    "rules",
    short_help="Ce que les textes demandent, d’après un profil et un jour.",
    epilog="Autre commande : « rules facts » explique ce qu’un profil peut dire, et en donne un modèle.",
)
@click.argument("profile", metavar="PROFIL")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Le jour où l’on se place, écrit 2026-11-22. Par défaut, aujourd’hui.",
)
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON.")
def run(profile: str, day: datetime | None, as_json: bool) -> None:
    """Dit ce que les textes demandent à une collectivité pour un système : ce qui oblige, ce qui est conseillé, ce qui
    est incertain, ce qui vient, et ce qui reste à établir, avec la question à poser.

    Le profil est un fichier YAML, ou « - » pour l’entrée standard. Ceci n’est pas un conseil juridique.
    """
    from pleinjour.cli.rules_profile import read_profile
    from pleinjour.cli.rules_shown import print_duties

    on = (day or datetime.now(UTC).astimezone()).date()
    print_duties(read_profile(profile), on, as_json=as_json)


@click.command("facts", short_help="Explique ce qu’un profil peut dire.")
@click.option("--json", "output", flag_value="json", help="Résultat en JSON.")
@click.option("--profile", "output", flag_value="profile", help="Un modèle de profil, à remplir.")
def facts(output: str | None) -> None:
    """Montre chaque fait : son nom, sa question, ce qu’on peut y répondre, et qui le sait.

    « --profile » donne un modèle de profil, où ce qui reste vide est inconnu.
    """
    from pleinjour.cli.rules_facts import print_facts

    print_facts(output or "text")


command = DefaultGroup(default=run, parts=[facts])
