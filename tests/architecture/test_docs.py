"""The documentation follows the code: each command, option, error and format has its place, each link its end."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pleinjour import cli
from pleinjour.base import errors
from pleinjour.base.errors import PleinjourError
from pleinjour.engines.traffic import all_readers
from tests.architecture.working_copy import DOCS, ROOT, headings, import_everything, named

COMMANDS = DOCS / "exploiter" / "commandes.md"
ERRORS = DOCS / "exploiter" / "erreurs.md"
FORMATS = DOCS / "dpo-rssi" / "formats"
LINK = re.compile(r"(?<!`)!?\[[^\]\n]*\]\(([^)\s#]+)[^)]*\)")


def markdown_pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "pleinjour").rglob("*.md")])


def walk(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Each command with what a person types to reach it. A group may itself do something: its `default`."""
    yield path, getattr(command, "default", command)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from walk(child, f"{path} {name}")


def commands() -> list[tuple[str, click.Command]]:
    return list(walk(cli.cli, "pleinjour"))


def section(page: Path, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    _, _, rest = page.read_text().partition(f" {heading}\n")
    return rest.partition("\n#")[0]


def test_every_command_has_its_heading() -> None:
    assert {f"`{path}`" for path, _ in commands()} - headings(COMMANDS) == set()


def test_every_option_is_explained_under_its_command() -> None:
    missing = [
        f"{path} {option.opts[0]}"
        for path, command in commands()
        for option in command.params
        if isinstance(option, click.Option) and option.opts[0] not in section(COMMANDS, f"`{path}`")
    ]
    assert missing == []


def test_every_command_and_option_has_its_help() -> None:
    silent = [path for path, command in commands() if not command.help]
    silent += [
        f"{path} {option.opts[0]}"
        for path, command in commands()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def sentences_of(error: type[PleinjourError]) -> Iterator[str]:
    if "sentence" in vars(error):
        yield re.sub(r"\{\w+\}", "…", error.sentence)
    for child in error.__subclasses__():
        if child.__module__.startswith("pleinjour."):
            yield from sentences_of(child)


def test_every_error_says_on_its_page_what_to_do() -> None:
    import_everything()
    assert set(sentences_of(PleinjourError)) - headings(ERRORS) == set()


def test_the_tree_of_errors_names_every_branch() -> None:
    import_everything()
    branches = [child for child in PleinjourError.__subclasses__() if child.__module__.startswith("pleinjour.")]
    assert [branch.__name__ for branch in branches if branch.__name__ not in str(errors.__doc__)] == []


def test_every_log_format_has_its_page() -> None:
    assert [name for name in all_readers() if not (FORMATS / f"{name}.md").exists()] == []


@pytest.mark.parametrize("page", markdown_pages(), ids=named)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text()) if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in targets if not (page.parent / link).exists()] == []
