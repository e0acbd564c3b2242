"""Every room has its place: in the import contracts, in the tests, and under a name that says what it holds."""

from pathlib import Path
from typing import Any

from tests.architecture.working_copy import PACKAGE, ROOT, packages, python_files, read_project

MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "handlers", "data"}
ACROSS = {"architecture", "house", "journeys"}


def contract(word: str) -> dict[str, Any]:
    contracts = read_project()["tool"]["importlinter"]["contracts"]
    return next(each for each in contracts if word in each["name"])


def rooms_of(layers: list[str]) -> set[str]:
    return {room.strip() for layer in layers for room in layer.split("|")}


def test_every_floor_stands_in_the_contract_of_floors() -> None:
    assert {path.name for path in packages(PACKAGE)} <= rooms_of(contract("Floors")["layers"])


def test_every_room_of_the_web_stands_in_its_contract() -> None:
    assert {path.name for path in packages(PACKAGE / "web")} <= rooms_of(contract("Rooms of the web")["layers"])


def test_floors_and_rooms_are_all_placed_or_refused() -> None:
    assert all(contract(word)["exhaustive"] for word in ("Floors", "Rooms of the web"))


def test_tests_mirror_the_package() -> None:
    strays = [
        path
        for path in packages(ROOT / "tests") + packages(ROOT / "tests/engines") + packages(ROOT / "tests/web")
        if path.name not in ACROSS and not (PACKAGE / path.relative_to(ROOT / "tests")).is_dir()
    ]
    assert strays == []


def test_every_engine_and_every_app_has_tests() -> None:
    def has_tests(path: Path) -> bool:
        return any((ROOT / "tests" / path.relative_to(PACKAGE)).rglob("test_*.py"))

    rooms = packages(PACKAGE / "engines") + packages(PACKAGE / "web") + packages(PACKAGE / "refdata")
    # A package that is still empty has nothing to test.
    assert [path for path in rooms if any(path.glob("[a-z]*.py")) and not has_tests(path)] == []


def test_a_name_says_what_a_file_holds() -> None:
    assert [path for path in python_files() if path.stem in MEANINGLESS or path.parent.name in MEANINGLESS] == []
