"""Each dependency, and each choice that is dear to reverse, has its page: why, what else, and the way out."""

import re
from pathlib import Path

import pytest
import yaml

from tests.architecture.working_copy import DOCS, read_project

PAGES = sorted((DOCS / "decisions").glob("[0-9]*.md"))
SECTIONS = ["## Context", "## Choice", "## What else was considered", "## The way out"]
STATUSES = {"accepted", "replaced"}


def names(requirements: list[object]) -> set[str]:
    """The distributions of a list of requirements; what a group includes is read where it is written."""
    found = (re.match(r"[A-Za-z0-9._-]+", each) for each in requirements if isinstance(each, str))
    return {match[0].lower().replace("_", "-") for match in found if match}


def dependencies() -> set[str]:
    project = read_project()
    lists = [
        project["build-system"]["requires"],
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    return set().union(*map(names, lists))


def front_matter(page: Path) -> dict[str, object]:
    _, header, _ = page.read_text().split("---\n", 2)
    values: dict[str, object] = yaml.safe_load(header)
    return values


def listed(page: Path) -> set[str]:
    return names(list(front_matter(page).get("dependencies") or ()))  # type: ignore[call-overload]


def test_every_dependency_has_its_page_and_every_page_its_dependency() -> None:
    assert set().union(*map(listed, PAGES)) == dependencies()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_why_and_how_to_leave(page: Path) -> None:
    header = front_matter(page)
    assert header["status"] in STATUSES
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(header["date"]))
    lines = page.read_text().splitlines()
    assert [line for line in lines if line in SECTIONS] == SECTIONS


def test_pages_are_numbered_one_by_one() -> None:
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))


def test_the_list_of_decisions_names_every_page() -> None:
    index = (DOCS / "decisions" / "index.md").read_text()
    assert [page.name for page in PAGES if f"({page.name})" not in index] == []
