"""A profile in YAML → declared facts, or a refusal that names the line, the key, and what to write."""

import sys
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import yaml

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import Phrase
from pleinjour.base.strict_yaml import NOT_YAML, line_of, load_strictly, nodes_of
from pleinjour.engines.rules import Fact, Profile, find_faults
from pleinjour.refdata.rules import load_rules

LARGEST: Final = 1 << 20
UNKNOWN: Final = "inconnu"
_ANSWERS: Final = {"oui": True, "non": False}


class UnreadableProfile(PleinjourError):
    """A profile that is no file, or no YAML."""

    sentence = (
        "Le profil « {file} » ne peut pas être lu : {why}. Un modèle à remplir : « pleinjour rules facts --profile »."
    )


class UnfitProfile(PleinjourError):
    """A profile that says something nobody declared, or a value of another kind."""

    sentence = (
        "Profil « {file} », ligne {line}, « {key} » : {why}. Chaque fait est expliqué par « pleinjour rules facts »."
    )


def read_profile(path: str) -> Profile:
    """The facts that the file says. Raises UnreadableProfile, UnfitProfile."""
    text = _read(path)
    loaded = _load(path, text)
    lines = dict(_lines(text))
    said = dict(_said(path, loaded, lines))
    known = {name: value for name, value in said.items() if value is not None}
    faults = find_faults(load_rules().facts, known)
    if faults:
        first = min(faults, key=lambda fault: lines[fault.fact])
        why = Phrase("{why} ({key})", why=first.why, key=first.against) if first.against else first.why
        raise UnfitProfile(file=path, line=lines[first.fact], key=first.fact, why=why)
    return known  # type: ignore[return-value] # each value has been found to be one of its fact


def _read(path: str) -> bytes:
    try:
        content = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else _first_bytes(Path(path))
    except OSError as error:
        raise UnreadableProfile(file=path, why=Phrase("ce fichier n’existe pas, ou ne s’ouvre pas")) from error
    if len(content) > LARGEST:
        raise UnreadableProfile(file=path, why=Phrase("il est trop gros pour un profil"))
    return content


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as content:
        return content.read(LARGEST + 1)


def _load(path: str, text: bytes) -> Mapping[object, object]:
    try:
        loaded = load_strictly(text)
    except NOT_YAML as error:
        line = line_of(error)
        why = Phrase("le YAML s’arrête à la ligne {line}", line=line) if line else Phrase("ce n’est pas du YAML")
        raise UnreadableProfile(file=path, why=why) from error
    if not isinstance(loaded, dict):
        raise UnreadableProfile(file=path, why=Phrase("ce n’est pas une suite de lignes « clé: valeur » en YAML"))
    return loaded


def _lines(text: bytes) -> Iterator[tuple[str, int]]:
    """Where each section and each fact stands, counted from 1."""
    for section, content in _pairs(nodes_of(text)):
        yield section.value, section.start_mark.line + 1
        yield from ((f"{section.value}.{key.value}", key.start_mark.line + 1) for key, _value in _pairs(content))


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _said(path: str, loaded: Mapping[object, object], lines: Mapping[str, int]) -> Iterator[tuple[str, object]]:
    """Each fact with its value, None where it is unknown. Raises UnfitProfile."""
    facts = load_rules().facts
    sections = {name.partition(".")[0] for name in facts}
    for section, content in loaded.items():
        if section not in sections:
            _refuse_name(path, str(section), sections, lines)
        if content is None:
            continue
        if not isinstance(content, dict):
            why = Phrase("écrivez dessous des lignes « clé: valeur »")
            raise UnfitProfile(file=path, line=lines.get(str(section), 1), key=str(section), why=why)
        for key, value in content.items():
            name = f"{section}.{key}"
            if name not in facts:
                _refuse_name(path, name, facts, lines)
            yield name, _value(facts[name], value)


def _refuse_name(path: str, name: str, known: Mapping[str, Fact] | set[str], lines: Mapping[str, int]) -> None:
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    why = Phrase("ce nom n’existe pas")
    if near:
        why = Phrase("ce nom n’existe pas ; voyez {near}", near=", ".join(near))
    raise UnfitProfile(file=path, line=lines.get(name, 1), key=name, why=why)


def _value(fact: Fact, written: object) -> object:
    """The value as the engine knows it; what does not fit is left as it is, to be refused."""
    if written is None or written == UNKNOWN:
        return None
    if fact.kind == "yes_no" and isinstance(written, str):
        return _ANSWERS.get(written, written)
    if fact.kind == "choices" and isinstance(written, list) and all(isinstance(word, str) for word in written):
        return frozenset(written)
    return written
