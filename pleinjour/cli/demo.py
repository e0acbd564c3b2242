"""`pleinjour demo`: an imaginary commune and a year of its figures."""

import click

from pleinjour.cli.language import translate


@click.command("demo", short_help="Crée une collectivité imaginaire, avec un an de chiffres.")
@click.option("--if-empty", is_flag=True, help="Ne fait rien quand la base sert déjà à quelqu’un.")
def command(if_empty: bool) -> None:
    """Invente une commune, son intercommunalité et un an de journaux, puis les fait lire par le vrai moteur.

    Affiche les comptes qui permettent d’entrer. Demande PLEINJOUR_DEMO=1 : les mots de passe sont connus de tous.
    """
    from pleinjour.cli.demonstration import prepare

    for line in prepare(if_empty=if_empty):
        click.echo(translate(line.sentence).format(**line.fields))
