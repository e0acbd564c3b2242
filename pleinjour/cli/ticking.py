"""What `pleinjour tick` does and says. Django is loaded here, and nowhere before."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import click

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.language import language, translate
from pleinjour.cli.starting import start_django
from pleinjour.web.config.management import require_database

if TYPE_CHECKING:
    from pleinjour.web.organizations.periodic import Report


class DatabaseRefuses(PleinjourError):
    """The database can't be read or written: full disk, lock that lasts, server that is gone, pending migrations."""

    sentence: ClassVar[str] = (
        "La base de données refuse ({kind}). Ce qui est gardé est entier, et le prochain passage reprendra le reste. "
        "Lancez « pleinjour doctor » pour savoir ce qui ne va pas."
    )


def tick(*, as_json: bool) -> bool:
    """Whether somebody has to do something. Raises DatabaseRefuses, NoDatabaseHere."""
    require_database(os.environ)
    start_django()
    from django.db import Error
    from django.utils import timezone, translation

    from pleinjour.web.organizations.pass_lock import only_pass

    now = timezone.now()
    try:
        with translation.override(language()), only_pass(now) as alone:
            if not alone:
                click.echo(translate("Un autre passage est en cours. Il n’y a rien à faire."), err=True)
                return False
            return (_print_json if as_json else _print_lines)(_reports(now))
    except Error as error:
        raise DatabaseRefuses(kind=type(error).__name__) from None


def _reports(now: datetime) -> Iterator[tuple[str, "Report"]]:
    """Each report, with the name of its task."""
    from pleinjour.web.organizations.periodic import all_tasks

    for task in all_tasks():
        for report in task.run(now):
            yield task.name, report


def _print_lines(reports: Iterator[tuple[str, "Report"]]) -> bool:
    """As they come: a pass may last hours."""
    needed, subject = False, None
    for _task, report in reports:
        subject = report.subject
        needed |= report.needs_person
        for sentence in report.said:
            click.echo(f"{subject} : {sentence}" if subject else sentence)
    if subject is None:
        click.echo(translate("Rien à faire."))
    return needed


def _print_json(reports: Iterator[tuple[str, "Report"]]) -> bool:
    every = [{"task": task, **asdict(report)} for task, report in reports]
    needed = any(report["needs_person"] for report in every)
    json.dump({"needs_person": needed, "reports": every}, sys.stdout, ensure_ascii=False, indent=1)
    click.echo()
    return needed
