"""The few words that every way of writing a paper adds."""

from pleinjour.refdata.papers import load_papers
from pleinjour.web.ui.papers.content import Missing


def say_missing(part: Missing) -> str:
    """A place to fill in, in words: it must be seen on grey paper, and heard."""
    return load_papers().phrases["to_fill_in"].format(what=part.what)
