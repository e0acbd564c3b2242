from pathlib import Path

import pytest

from pleinjour.refdata import supervision
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.supervision import load_supervision, read_supervision

FOLDER = Path(supervision.__file__).parent


def test_the_clock_of_the_gdpr_gives_72_hours() -> None:
    (clock,) = (clock for clock in load_supervision().clocks if clock.id == "rgpd_33")
    assert (clock.hours, clock.when) == (72, "personal_data")


def test_an_experiment_lasts_what_article_60_gives() -> None:
    trials = load_supervision().trials
    assert (trials.months, trials.most, len(trials.sources)) == (6, 2, 1)


def test_only_the_gravest_incidents_make_opinions_lapse() -> None:
    severities = load_supervision().severities
    assert [one.id for one in severities.values() if one.lapses] == ["grave"]
    assert severities["legere"].days is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("when: serious", "when: sometimes"),
        ("    days: 7\n    lapses", "    lapses"),
        ("enough: 30", "enough: 0"),
        ("months: 6", "months: 0"),
        ("[ai_act_73]", "[elsewhere]"),
        ("[ai_act_73]", "[rgpd]"),
        ("[ai_act_73]", "[]"),
    ],
)
def test_data_that_break_their_rules_are_refused(tmp_path: Path, before: str, after: str) -> None:
    for name in ("scale.yaml", "SOURCES.yaml"):
        text = (FOLDER / name).read_text()
        (tmp_path / name).write_text(text.replace(before, after, 1))
    assert before in (FOLDER / "scale.yaml").read_text()
    with pytest.raises(ReferenceDataError):
        read_supervision(tmp_path)
