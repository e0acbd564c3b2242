"""Sentences of the command line in the reader's language: French unless LANGUAGE, LC_ALL or LANG asks for another."""

import gettext
import inspect
import os
from copy import copy
from functools import cache
from pathlib import Path

import click

_FOLDER = str(Path(__file__).parent.parent / "locale")
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_SPOKEN = ("fr", "en")


def language() -> str:
    """`fr` or `en`: the first that the environment asks for, French where it asks for neither."""
    asked = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    spoken = (wish[:2].lower() for wish in asked.split(":"))
    return next((wish for wish in spoken if wish in _SPOKEN), _SPOKEN[0])


@cache
def _catalogue(chosen: str) -> gettext.NullTranslations:
    # French is said as it is typed: no-break spaces would surprise those who search what a terminal shows.
    return gettext.translation("django", _FOLDER, [] if chosen == "fr" else [chosen], fallback=True)


def translate(message: str) -> str:
    """The translation of a French sentence, or itself."""
    return _catalogue(language()).gettext(message)


def speak() -> None:
    """Has click say its own sentences ("Usage:", "No such option") in the reader's language too."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("messages", _FOLDER)


def with_help(command: click.Command) -> click.Command:
    """A copy of the command whose help, and that of its options, is in the reader's language."""
    spoken = copy(command)
    spoken.help, spoken.short_help, spoken.epilog = map(_said, (command.help, command.short_help, command.epilog))
    if isinstance(spoken, click.Group):
        spoken.subcommand_metavar = str(_said(spoken.subcommand_metavar))
    spoken.params = [_parameter(parameter) for parameter in command.params]
    return spoken


def _parameter(parameter: click.Parameter) -> click.Parameter:
    spoken = copy(parameter)
    spoken.metavar = _said(parameter.metavar)
    if isinstance(spoken, click.Option):
        spoken.help = _said(spoken.help)
    return spoken


def _said(text: str | None) -> str | None:
    return translate(inspect.cleandoc(text)) if text else text
