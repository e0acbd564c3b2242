"""Whatever a profile holds, it is read or refused by a sentence: nothing else comes out."""

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.rules_profile import read_profile
from pleinjour.engines.rules import find_faults
from pleinjour.refdata.rules import load_rules

FACTS = load_rules().facts
NAMES = st.sampled_from(sorted({part for name in FACTS for part in name.split(".")} | {"inconnu", "oui", "[]"}))
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), NAMES, st.text(max_size=9)
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
YAML_LETTERS = st.text(alphabet=string.ascii_letters + string.digits + " \n:-[]{}#&*!|>'\"%@?,.\t", max_size=80)


def is_read_or_refused(path: Path) -> None:
    try:
        profile = read_profile(str(path))
    except PleinjourError:
        return
    assert find_faults(FACTS, profile) == []


@given(st.dictionaries(NAMES, VALUES, max_size=4))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_profile_of_any_values_is_read_or_refused(tmp_path: Path, content: object) -> None:
    (tmp_path / "profil.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    is_read_or_refused(tmp_path / "profil.yaml")


@example(b"0:\t")
@given(st.one_of(YAML_LETTERS.map(str.encode), st.binary(max_size=60)))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_profile_of_any_letters_is_read_or_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "profil.yaml").write_bytes(text)
    is_read_or_refused(tmp_path / "profil.yaml")


@pytest.mark.parametrize("depth", [50, 5000])
def test_a_profile_that_nests_without_end_is_refused(tmp_path: Path, depth: int) -> None:
    (tmp_path / "profil.yaml").write_text("authority: " + "[" * depth + "]" * depth)
    is_read_or_refused(tmp_path / "profil.yaml")
