"""The needs that ship: every kind of use has one, in both languages, dated, law and advice apart."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from pleinjour.refdata import needs
from pleinjour.refdata.needs import Words, load_needs
from pleinjour.refdata.services import load_catalogue

FOLDER = Path(needs.__file__).parent
FILES = ("needs.yaml", "duties.yaml", "offers.yaml", "patterns.yaml", "watch.yaml", "trend.yaml")


def texts(value: object) -> Iterator[dict[str, str]]:
    """Every text in two languages, however deep."""
    if isinstance(value, dict) and set(value) == {"fr", "en"}:
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def days(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from days(part)


def read(name: str) -> object:
    content: object = yaml.safe_load((FOLDER / name).read_text())
    return content


def test_every_category_of_the_catalogue_is_read_as_one_need() -> None:
    read_from = [category for need in load_needs().needs.values() for category in need.categories]
    assert sorted(read_from) == sorted(load_catalogue().categories)


def test_a_category_leads_to_its_need() -> None:
    found = load_needs().need_of("transcription")
    assert found is not None
    assert found.label.say("fr") == "Transcrire des réunions"
    assert load_needs().need_of("unheard_of") is None


def test_a_workshop_has_open_questions_in_both_languages() -> None:
    for need in load_needs().needs.values():
        assert 3 <= len(need.questions) <= 5
        assert all(question.fr.endswith("\u202f?") and question.en.endswith("?") for question in need.questions)


def test_every_need_stands_beside_a_law_and_tells_it_from_advice() -> None:
    found = load_needs().needs.values()
    assert all(any(duty.is_law for duty in need.duties) for need in found)
    assert {duty.is_law for need in found for duty in need.duties} == {True, False}


def test_literacy_is_asked_by_law_since_february_2025() -> None:
    literacy = next(duty for duty in load_needs().needs["write"].duties if duty.id == "ai_literacy")
    assert literacy.is_law
    assert literacy.since == date(2025, 2, 2)
    assert "article 4" in literacy.text.fr


def test_no_day_lies_in_the_future() -> None:
    today = datetime.now(UTC).date()
    assert [day for name in (*FILES, "SOURCES.yaml") for day in days(read(name)) if day > today] == []


def test_nothing_is_said_in_one_language_only() -> None:
    found = [text for name in FILES for text in texts(read(name))]
    assert len(found) > 150
    assert [text for text in found if text["fr"] == text["en"]] == []


def test_no_word_blames() -> None:
    blame = ("fraude", "coupable", "sanction", "infraction", "interdit", "surveill", "contrevenant")
    found = [text["fr"] for name in FILES for text in texts(read(name))]
    assert [text for text in found if any(word in text.lower() for word in blame)] == []


def test_a_threshold_holds_from_its_day_on() -> None:
    pattern = load_needs().patterns["large_uploads"]
    first = pattern.thresholds[0]
    assert pattern.threshold_on(first.since) == first
    assert pattern.threshold_on(date(2020, 1, 1)) is None


def test_words_are_said_in_the_language_that_is_asked() -> None:
    words = Words("besoin", "need")
    assert (words.say("fr"), words.say("en")) == ("besoin", "need")
