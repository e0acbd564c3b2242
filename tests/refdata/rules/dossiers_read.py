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
    of_personal_data = frozenset(_load("_personal_data.yaml"))
    return [
        _dossier(written, facts, authorities, systems, of_personal_data)
        for path in sorted(FOLDER.glob("[!_]*.yaml"))
        for written in _load(path.name)
    ]


def _load(name: str) -> Any:  # noqa: ANN401 - YAML has no type
    return yaml.safe_load((FOLDER / name).read_text())


def _dossier(
    written: Any,  # noqa: ANN401
    facts: Mapping[str, Fact],
    authorities: Any,  # noqa: ANN401
    systems: Any,  # noqa: ANN401
    of_personal_data: frozenset[str],
) -> Dossier:
    known = authorities.get(written["authority"]) if isinstance(written["authority"], str) else None
    parts = {
        "authority": known["facts"] if known else written["authority"],
        "contract": written.get("contract", {"exists": "non"}),
        "system": _system(written["system"], systems),
    }
    profile = dict(_facts(parts, facts))
    of_system = of_personal_data if profile.get("system.personal_data") is True else frozenset[str]()
    return Dossier(
        title=written["title"],
        profile=profile,
        concludes=frozenset(written.get("concludes", ())),
        excludes=frozenset(written.get("excludes", ())),
        days=tuple(_expected(day, said or {}, known, of_system) for day, said in written["days"].items()),
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


def _expected(day: date, said: Any, authority: Any, of_system: frozenset[str]) -> Expected:  # noqa: ANN401
    always = said.get("always", authority["always"] if authority else ())
    return Expected(
        day=day,
        applies=frozenset(said.get("applies", ()))
        | frozenset(always)
        | frozenset(said.get("personal_data", of_system)),
        coming=said.get("coming", {}),
        ask={rule: frozenset(facts) for rule, facts in said.get("ask", {}).items()},
        uncertain=frozenset(said.get("uncertain", ())),
        policies=frozenset(said.get("policies", ())),
        absent=frozenset(said.get("absent", ())),
    )
