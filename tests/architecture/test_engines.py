"""An engine states its surface, explains itself on one page, and starts without the web."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.working_copy import PACKAGE, engines, packages


@pytest.mark.parametrize("engine", engines(), ids=lambda engine: engine.__name__)
def test_the_public_surface_of_an_engine_is_what_it_states(engine: ModuleType) -> None:
    rooms = {path.stem for path in (PACKAGE / "engines" / engine.__name__.rpartition(".")[2]).iterdir()}
    public = {name for name in vars(engine) if not name.startswith("_")} - rooms
    assert sorted(public) == sorted(engine.__all__)


@pytest.mark.parametrize("engine", packages(PACKAGE / "engines"), ids=lambda path: path.name)
def test_an_engine_explains_itself_on_one_page(engine: Path) -> None:
    assert 20 <= len((engine / "README.md").read_text().splitlines()) <= 200


def test_engines_and_reference_data_start_without_django() -> None:
    names = [f"pleinjour.engines.{path.name}" for path in packages(PACKAGE / "engines")]
    names += [f"pleinjour.refdata.{path.name}" for path in packages(PACKAGE / "refdata")]
    program = f"import {', '.join(names)}, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
