"""Every input that once broke something, and every seed, goes through without harm."""

import re
from pathlib import Path

import pytest

from fuzz.seeds import seeds
from fuzz.targets import TARGETS, target_named
from pleinjour.engines.traffic import all_readers
from tests.architecture.working_copy import ROOT

CORPUS = sorted(path for path in (ROOT / "fuzz" / "corpus").rglob("*") if path.is_file())


def test_kept_inputs_break_nothing_any_more() -> None:
    assert CORPUS
    for path in CORPUS:
        target_named(path.parent.name)(path.read_bytes())


@pytest.mark.parametrize("target", [*sorted(TARGETS), *(f"log:{name}" for name in all_readers())])
def test_seeds_break_nothing(target: str) -> None:
    given = list(seeds(target))
    assert given
    for seed in given:
        target_named(target)(seed)


def test_make_fuzz_tries_every_target() -> None:
    script = Path(ROOT / "bin" / "fuzz").read_text()
    found = re.search(r"\$\{1:-([\w ]+)\}", script)
    assert found
    assert set(found[1].split()) == set(TARGETS)
