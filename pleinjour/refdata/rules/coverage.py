"""What the rules cover of each text, and what they leave out."""

from dataclasses import dataclass
from pathlib import Path

from pleinjour.base.sentences import typeset
from pleinjour.engines.rules import Rule
from pleinjour.refdata.yaml_files import Entry, read_mapping

_FILE = "coverage.yaml"


@dataclass(frozen=True, slots=True)
class TextCovered:
    """A text, what of it the rules know (`covers`) and do not (`leaves`), and how the names of its rules begin."""

    text: str
    rules: tuple[str, ...]
    covers: str
    leaves: str

    def holds(self, rule: Rule) -> bool:
        """Whether the rule rests on this text."""
        return rule.id.startswith(self.rules)


def read_coverage(folder: Path) -> tuple[TextCovered, ...]:
    """The texts in reading order. Raises ReferenceDataError."""
    return tuple(_text(entry) for entry in read_mapping(folder / _FILE))


def _text(entry: Entry) -> TextCovered:
    entry.allow_only("text", "rules", "covers", "leaves")
    covers, leaves = typeset(entry.text("covers")), typeset(entry.text("leaves"))
    return TextCovered(typeset(entry.text("text")), entry.texts("rules"), covers, leaves)
