"""The files and modules that the tests of this folder look at."""

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pleinjour

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pleinjour"
DOCS = ROOT / "docs"
CODE = ("pleinjour", "tests", "bench", "fuzz", "bin")


def read_project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def python_files(*rooms: str) -> Iterator[Path]:
    """Every Python file of these rooms (all of them when none is named), migrations aside."""
    for room in rooms or CODE:
        yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts)


def packages(parent: Path) -> list[Path]:
    """The packages that stand directly in `parent`."""
    return sorted(path.parent for path in parent.glob("*/__init__.py"))


def engines() -> list[ModuleType]:
    return [importlib.import_module(f"pleinjour.engines.{path.name}") for path in packages(PACKAGE / "engines")]


def import_everything() -> None:
    """Import each module of Pleinjour, so that every class is known. A module run as a program is left out."""
    for found in pkgutil.walk_packages(pleinjour.__path__, "pleinjour."):
        if not found.name.endswith((".__main__", ".asgi", ".wsgi")):
            importlib.import_module(found.name)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def headings(page: Path) -> set[str]:
    """The headings of a Markdown page, without their marks; none when the page is missing."""
    lines = page.read_text().splitlines() if page.exists() else []
    return {line.lstrip("#").strip() for line in lines if line.startswith("#")}


def named(path: Path) -> str:
    """A path as people write it: from the root of the working copy."""
    return path.relative_to(ROOT).as_posix()
