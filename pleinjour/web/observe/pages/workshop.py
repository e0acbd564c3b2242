"""Questions for a workshop: one sheet of paper for whoever leads it."""

from dataclasses import dataclass

from pleinjour.web.observe.pages.naming import say_words
from pleinjour.web.observe.readings.needs import NeedReading

MOST_NEEDS, QUESTIONS_EACH = 4, 3
"""What one A4 page holds with room to write."""


@dataclass(frozen=True, slots=True)
class WorkshopNeed:
    """A need to talk about, and its first questions."""

    label: str
    sentence: str
    questions: tuple[str, ...]


def prepare_workshop(readings: list[NeedReading], first: str = "") -> list[WorkshopNeed]:
    """The need named `first`, then those that show, the most used first; without either, the first needs of all:
    questions suit any authority.
    """
    shown = [one for one in readings if one.days is not None or one.need.id == first] or readings
    ordered = sorted(shown, key=lambda one: one.need.id != first)
    return [
        WorkshopNeed(
            say_words(one.need.label),
            say_words(one.need.sentence),
            tuple(say_words(question) for question in one.need.questions[:QUESTIONS_EACH]),
        )
        for one in ordered[:MOST_NEEDS]
    ]
