"""`pleinjour doctor`: what is missing on this machine, and what to do about it."""

import sys

import click

from pleinjour.cli.language import translate

_MARKS = {"good": "✓", "advice": "!", "problem": "✗"}


@click.command("doctor", short_help="Dit ce qui manque, et que faire.")
def command() -> None:
    """Vérifie la machine, les réglages, la base de données, le disque et l’horloge. Ne change rien.

    Répond par un code de sortie 1 quand quelque chose empêche Pleinjour de marcher.
    """
    from pleinjour.cli.examination import examine

    findings = list(examine())
    for finding in findings:
        click.echo(f"{_MARKS[finding.level]} {translate(finding.what)} {finding.detail}".rstrip())
        if finding.remedy:
            click.echo(f"  → {translate(finding.remedy)}")
    sys.exit(1 if any(finding.level == "problem" for finding in findings) else 0)
