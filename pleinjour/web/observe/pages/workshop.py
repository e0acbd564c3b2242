"""Questions for a workshop, made of the needs that show: one sheet of paper for whoever leads it."""

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


def prepare_workshop(readings: list[NeedReading]) -> list[WorkshopNeed]:
    """The needs that show, the most used first; none when every figure is hidden."""
    shown = [one.need for one in readings if one.days is not None]
    return [
        WorkshopNeed(
            say_words(need.label),
            say_words(need.sentence),
            tuple(say_words(question) for question in need.questions[:QUESTIONS_EACH]),
        )
        for need in shown[:MOST_NEEDS]
    ]
