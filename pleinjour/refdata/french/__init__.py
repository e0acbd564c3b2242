"""What is known of the French language: the words without which a sentence is still found."""

from functools import cache
from pathlib import Path

from pleinjour.engines.search import fold
from pleinjour.refdata.yaml_files import read_whole

__all__ = ["load_stop_words"]


@cache
def load_stop_words() -> frozenset[str]:
    """The grammatical words, folded as a search folds them. Raises ReferenceDataError."""
    classes = read_whole(Path(__file__).resolve().parent / "stop_words.yaml")
    return frozenset(fold(word) for name in classes.values for word in classes.text(name).split())
