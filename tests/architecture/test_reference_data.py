"""Reference data say where they come from."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.architecture.working_copy import PACKAGE, packages

REQUIRED = {"publisher", "title", "link", "licence", "read_on"}


@pytest.mark.parametrize("folder", packages(PACKAGE / "refdata"), ids=lambda path: path.name)
def test_every_folder_of_reference_data_names_its_sources(folder: Path) -> None:
    # Of data that are kept as they were, each version is a folder.
    for version in sorted(folder.glob("[0-9]*")) or [folder]:
        sources = yaml.safe_load((version / "SOURCES.yaml").read_text())
        entries = list(sources.values()) if isinstance(sources, dict) else sources
        assert entries
        assert [entry for entry in entries if not set(entry) >= REQUIRED] == []
        assert [entry for entry in entries if not isinstance(entry["read_on"], date)] == []
