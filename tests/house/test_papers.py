"""The papers at the root tell the truth: versions, languages, licence, pinned tools."""

import re
from datetime import date
from typing import Any

import yaml

import pleinjour
from tests.architecture.working_copy import ROOT, read_project


def public_code() -> dict[str, Any]:
    card: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    return card


def test_the_public_card_has_what_its_standard_asks() -> None:
    card = public_code()
    asked = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    assert asked | {"description", "legal", "maintenance", "localisation"} <= set(card)
    assert date.fromisoformat(card["releaseDate"])
    for language in card["localisation"]["availableLanguages"]:
        words = card["description"][language]
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000


def test_every_paper_names_the_same_version_and_licence() -> None:
    project = read_project()["project"]
    assert public_code()["softwareVersion"] == project["version"] == pleinjour.__version__
    assert public_code()["legal"]["license"] == project["license"]
    assert f"## {project['version']}" in (ROOT / "UPGRADE.md").read_text()


def test_both_readmes_have_the_same_parts() -> None:
    parts = [len(re.findall(r"^## |^```", (ROOT / name).read_text(), re.M)) for name in ("README.md", "README.fr.md")]
    assert parts[0] == parts[1]


def test_uv_is_pinned_once_for_all() -> None:
    pins = [
        re.search(pattern, (ROOT / name).read_text())
        for name, pattern in (("bin/setup", r"PINNED_UV=([\d.]+)"), ("bin/fetch-uv", r'VERSION = "([\d.]+)"'))
    ]
    assert len({pin[1] if pin else None for pin in pins}) == 1
    assert all(pins)


def test_each_target_of_make_is_a_file_that_people_can_run() -> None:
    targets = set(re.findall(r"@bin/([\w-]+)", (ROOT / "Makefile").read_text()))
    assert targets
    assert all((ROOT / "bin" / target).stat().st_mode & 0o111 for target in targets)
