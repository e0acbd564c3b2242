"""The command `pleinjour`. Each subcommand is imported when it is called, so that `--help` stays quick."""

import importlib
import resource
import sys
from typing import ClassVar

import click

from pleinjour import __version__
from pleinjour.base.errors import PleinjourError, breaking_place
from pleinjour.cli.language import speak, translate, with_help


class LazyGroup(click.Group):
    """A group whose commands live in modules `pleinjour.cli.<name>`, as `command`."""

    names: ClassVar[tuple[str, ...]] = (
        "demo",
        "doctor",
        "journal",
        "manage",
        "observe",
        "rules",
        "scheduler",
        "serve",
        "services",
        "tick",
        "worker",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.names:
            return None
        found: click.Command = importlib.import_module(f"pleinjour.cli.{cmd_name}").command
        return with_help(found)


@click.group(
    cls=LazyGroup,
    subcommand_metavar="COMMANDE…",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, prog_name="pleinjour", message="%(prog)s %(version)s", help="Donne la version de Pleinjour."
)
def cli() -> None:
    """Pleinjour : l’IA des collectivités, au grand jour."""


def main() -> None:
    """Runs the command; an error reaches the person as one sentence, never as a traceback that could name someone."""
    # A killed process, web server included, must leave no image of its memory on disk: a log may be in it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    speak()
    try:
        sys.exit(with_help(cli)(standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo(translate("Interrompu. Rien n’a été enregistré."), err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PleinjourError as error:
        click.echo(error.explain(translate), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; there is nobody to tell
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - the last resort: its message might quote a line of a log
        click.echo(_without_values(error), err=True)
        sys.exit(70)


def _without_values(error: Exception) -> str:
    """Where it broke and the kind of error, without its message, which might quote what was read."""
    sentence = translate("Erreur inattendue ({kind}, {place}). Rien n’a été enregistré. Merci de la signaler.")
    return sentence.format(kind=type(error).__name__, place=breaking_place(error))
