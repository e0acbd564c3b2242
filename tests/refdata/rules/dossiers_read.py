"""The dossiers that experts read, as profiles and what is expected of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pleinjour.engines.rules import Fact, Profile, Value

FOLDER = Path(__file__).parent / "dossiers"
_ANSWERS = {"oui": True, "non": False}


@dataclass(frozen=True)
class Expected:
    """What a day must give. All but `uncertain`, `policies` and `absent` are complete for what binds by law."""

    day: date
    applies: frozenset[str]
    coming: Mapping[str, date]
    ask: Mapping[str, frozenset[str]]
    uncertain: frozenset[str]
    policies: frozenset[str]
    absent: frozenset[str]

    @property
    def met(self) -> frozenset[str]:
        return self.applies | self.coming.keys() | self.uncertain | self.policies


@dataclass(frozen=True)
class Dossier:
    title: str
    profile: Profile
    concludes: frozenset[str]
    excludes: frozenset[str]
    days: tuple[Expected, ...]


def read_dossiers(facts: Mapping[str, Fact]) -> list[Dossier]:
    """Every dossier of the folder; files that begin with `_` hold what they share."""
    authorities, systems = _load("_authorities.yaml"), _load("_systems.yaml")
    return [
        _dossier(written, facts, authorities, systems)
        for path in sorted(FOLDER.glob("[!_]*.yaml"))
        for written in _load(path.name)
    ]


def _load(name: str) -> Any:  # noqa: ANN401 - YAML has no type
    return yaml.safe_load((FOLDER / name).read_text())


def _dossier(written: Any, facts: Mapping[str, Fact], authorities: Any, systems: Any) -> Dossier:  # noqa: ANN401
    known = authorities.get(written["authority"]) if isinstance(written["authority"], str) else None
    parts = {
        "authority": known["facts"] if known else written["authority"],
        "contract": written.get("contract", {"exists": "non"}),
        "system": _system(written["system"], systems),
    }
    return Dossier(
        title=written["title"],
        profile=dict(_facts(parts, facts)),
        concludes=frozenset(written.get("concludes", ())),
        excludes=frozenset(written.get("excludes", ())),
        days=tuple(_expected(day, said or {}, known) for day, said in written["days"].items()),
    )


def _system(written: Any, systems: Any) -> dict[str, object]:  # noqa: ANN401
    like = _system(systems[written["like"]], systems) if "like" in written else {}
    changed = like | {key: value for key, value in written.items() if key not in ("like", "drop")}
    return {key: value for key, value in changed.items() if key not in written.get("drop", ())}


def _facts(parts: Mapping[str, Mapping[str, Any]], facts: Mapping[str, Fact]) -> Iterator[tuple[str, Value]]:
    for section, said in parts.items():
        for key, value in said.items():
            name = f"{section}.{key}"
            kind = facts[name].kind
            yield name, _ANSWERS[value] if kind == "yes_no" else frozenset(value) if kind == "choices" else value


def _expected(day: date, said: Any, authority: Any) -> Expected:  # noqa: ANN401
    always = said.get("always", authority["always"] if authority else ())
    return Expected(
        day=day,
        applies=frozenset(said.get("applies", ())) | frozenset(always),
        coming=said.get("coming", {}),
        ask={rule: frozenset(facts) for rule, facts in said.get("ask", {}).items()},
        uncertain=frozenset(said.get("uncertain", ())),
        policies=frozenset(said.get("policies", ())),
        absent=frozenset(said.get("absent", ())),
    )
