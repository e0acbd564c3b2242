"""The command speaks French, or English where the environment asks for it; never a mixture."""

import os
import re
import subprocess

import pytest

from pleinjour.cli.language import language
from tests.cli.runs import COMMAND

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
COMMANDS = [[], ["demo"], ["doctor"], ["observe"], ["observe", "check"], ["rules"], ["rules", "facts"], ["serve"]]
COMMANDS += [["services"], *(["services", name] for name in ("list", "show", "check", "pack", "update"))]
FRENCH = re.compile(r"\b(le|la|les|des|une|est|dans|pour|qui|que|ce|aide|journal)\b|[«»éèêàçù]", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|this|show (?:the|this)|exit|default|usage:|commands?|args|integer)\b", re.IGNORECASE
)


def said(words: list[str], wish: str) -> str:
    """What the command prints for somebody who asked for the language `wish` and for nothing else."""
    quiet = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run([COMMAND, *words], capture_output=True, text=True, env=quiet | {"LANG": wish}, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
    ],
)
def test_the_environment_chooses_between_french_and_english(
    monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], spoken: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken


@pytest.mark.parametrize("words", COMMANDS)
def test_help_is_all_english_where_english_is_asked_for(words: list[str]) -> None:
    text = said([*words, "--help"], "en_GB.UTF-8")
    assert "Usage:" in text
    # `journal` is a French word, and what a command is called in any language.
    assert not FRENCH.findall(text.replace("\n  journal ", "\n  "))


@pytest.mark.parametrize("words", COMMANDS)
def test_help_is_all_french_elsewhere(words: list[str]) -> None:
    text = said([*words, "--help"], "C.UTF-8")
    assert "Usage :" in text
    assert not ENGLISH.findall(text)


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (["observe"], "Il manque l’argument", "Missing argument"),
        (["obsrve"], "La commande 'obsrve' n’existe pas", "No such command 'obsrve'"),
        (["observe", "a", "--unts", "b"], "L’option '--unts' n’existe pas", "No such option '--unts'"),
        (["observe", "nowhere.log"], "« nowhere.log » n’existe pas", "“nowhere.log” does not exist"),
        (["observe", "-", "--format", "bind"], "aucune de ses premières lignes", "none of its first lines"),
    ],
)
def test_a_refusal_is_in_the_language_asked_for(words: list[str], french: str, english: str) -> None:
    assert french in _refused(words, "fr_FR.UTF-8")
    assert english in _refused(words, "en_GB.UTF-8")


def _refused(words: list[str], wish: str) -> str:
    done = subprocess.run(
        [COMMAND, *words],
        input="neither\n",
        capture_output=True,
        text=True,
        env=os.environ | {"LANGUAGE": wish},
        check=False,
    )
    assert done.returncode
    return done.stderr
