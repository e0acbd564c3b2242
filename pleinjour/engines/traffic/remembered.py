"""What was worked out once and is asked for again, within bounds: a log may be made to fill the memory."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """Answers by question, `most` of them at once: one more, and the others are forgotten."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, question: K, answer: V) -> V:
        """The answer, remembered from now on."""
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer
