"""What an agent says of a use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What an agent declares: a tool by its name, then codes of the reference data, then a text."""

    tool: str
    need: str
    content: str
    frequency: str
    support: str = ""
