"""SOURCES.yaml: where the facts of a folder come from, and when somebody last read them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pleinjour.base.figures import Source
from pleinjour.base.sentences import Phrase
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.yaml_files import Entry, read_mapping

FILE_NAME = "SOURCES.yaml"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """A source under the id by which entries name it."""

    id: str
    source: Source


@dataclass
class Citations:
    """The sources by id, and which of them some entry has cited."""

    recorded: Mapping[str, RecordedSource]
    cited: set[str] = field(default_factory=set)

    def find(self, entry: Entry, source_id: str) -> Source:
        """The source that `entry` cites. Raises ReferenceDataError at its place when nobody recorded it."""
        if source_id not in self.recorded:
            entry.refuse("source inconnue : {source}", source=source_id)
        self.cited.add(source_id)
        return self.recorded[source_id].source


def read_sources(folder: Path) -> dict[str, RecordedSource]:
    """The sources of `folder`, by id. Raises ReferenceDataError."""
    return {entry.name: _recorded(entry) for entry in read_mapping(folder / FILE_NAME)}


def refuse_unused(sources: Mapping[str, RecordedSource], used: Iterable[str]) -> None:
    """Raises ReferenceDataError when a source backs no fact: it would lend its weight to nothing."""
    for unused in sorted(sources.keys() - set(used)):
        raise ReferenceDataError(file=FILE_NAME, entry=unused, reason=Phrase("aucune entrée ne cite cette source"))


def _recorded(entry: Entry) -> RecordedSource:
    entry.allow_only("publisher", "title", "link", "licence", "read_on", "sha256")
    # Of the file that was read, where one was: people who look it up compare; nothing here has the file.
    sha256 = entry.optional_text("sha256")
    if sha256 is not None and not _SHA256.fullmatch(sha256):
        entry.refuse("« sha256 » doit avoir 64 chiffres hexadécimaux")
    source = Source(
        publisher=entry.text("publisher"),
        title=entry.text("title"),
        link=entry.link("link"),
        licence=entry.text("licence"),
        read_on=entry.day("read_on"),
    )
    return RecordedSource(entry.name, source)
