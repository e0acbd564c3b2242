"""A small catalogue that the loader accepts, and a way to spoil it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pleinjour.engines.traffic import Domains
from pleinjour.refdata.services import Catalogue

SOURCES = """
list:
  publisher: Un projet
  title: Une liste
  link: https://example.org/liste
  licence: MIT
  read_on: 2026-01-02
"""
CATEGORIES = """
assistants:
  label_fr: Assistants
  label_en: Assistants
  sentence_fr: Demander.
  sentence_en: Ask.
writing:
  label_fr: Rédaction
  label_en: Writing
  sentence_fr: Rédiger.
  sentence_en: Write.
"""
SHARED = """
example.com: un moteur de recherche
host.example.net: un hébergeur
"""
ASSISTANTS = """
- id: helper
  name: Aide
  provider: Un éditeur
  country: FR
  domains: [helper.example, chat.example.com]
  excluded_domains: [status.helper.example]
  background_domains:
    - {domain: beat.helper.example, reason: battement de l’extension, source: list, read_on: 2026-01-03}
  trains_on_inputs: {value: oui, source: list, read_on: 2026-01-03}
  hosting_eu: {value: non, source: list, read_on: 2026-01-03}
  french_public_offer: inconnu
  terms: https://helper.example/terms
  sources: [list]
  read_on: 2026-01-04
"""
WRITING = """
- id: writer
  name: Plume
  provider: Autre éditeur
  country: inconnu
  domains: [api.helper.example, élan.example]
  trains_on_inputs: inconnu
  hosting_eu: inconnu
  french_public_offer: inconnu
  sources: [list]
  read_on: 2026-01-04
"""

EDITION = "edition: 2026-01\n"

Change = Callable[[str, str, str], None]


def service_in(catalogue: Catalogue, host: str) -> str | None:
    """The service of a host, as it is counted."""
    return Domains(catalogue.domains, catalogue.version).service_of(host)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder that the loader accepts."""
    folder = tmp_path / "catalogue"
    (folder / "entries").mkdir(parents=True)
    (folder / "SOURCES.yaml").write_text(SOURCES)
    (folder / "categories.yaml").write_text(CATEGORIES)
    (folder / "edition.yaml").write_text(EDITION)
    (folder / "shared_apexes.yaml").write_text(SHARED)
    (folder / "entries/assistants.yaml").write_text(ASSISTANTS)
    (folder / "entries/writing.yaml").write_text(WRITING)
    return folder


@pytest.fixture
def change(folder: Path) -> Change:
    """Replaces a text in a file of the folder."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1))

    return replace
