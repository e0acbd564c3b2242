"""What can go wrong when logs are read.

TrafficError
├── UnknownReader      the format that was asked for has no reader
├── UnknownFormat      no reader recognises the file
├── AmbiguousFormat    several readers recognise it as well
├── UnreadableSource   the file can't be read at all
│   ├── BrokenSource   a truncated or corrupt archive
│   ├── SwollenSource  an archive that gives far more than a log does
│   └── FailingSource  the system does not give the bytes (failing disk, network folder)
├── CustomReaderError  a description of a custom reader that breaks its rules
├── UnitsError         a line of units.csv breaks its rules
├── SummaryError       bytes that are no summary, or that belong to another run
└── SealError          a sealed summary opened with the wrong key, or altered

Unreadable stays inside the engine: one line that a reader can't read, with its reason.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import french


class TrafficError(PleinjourError):
    """Root of the engine's errors."""


class UnknownFormat(TrafficError):
    """No reader recognises the file. `line` is its first line, identifiers masked."""

    sentence: ClassVar[str] = (
        "Le format de « {name} » n’est pas reconnu. Formats essayés : {tried}. "
        "Première ligne illisible (lettres et chiffres masqués) : {line}. "
        "Si vous connaissez le format, indiquez-le avec --format."
    )


class AmbiguousFormat(TrafficError):
    """Several readers recognise as many lines: choosing one in silence could give false figures."""

    sentence: ClassVar[str] = (
        "Le fichier « {name} » peut être lu de plusieurs façons : {candidates}. "
        "Indiquez avec --format celle qui correspond à votre équipement."
    )


class UnknownReader(TrafficError):
    """The format that was asked for has no reader."""

    sentence: ClassVar[str] = "Le format « {format} » n’existe pas. Formats connus : {known}."


class UnreadableSource(TrafficError):
    """The file can't be read through to its end, or not one of its lines has the announced format."""

    sentence: ClassVar[str] = "Le fichier « {name} » ne peut pas être lu : {why}."


class BrokenSource(UnreadableSource):
    """An archive that is truncated or corrupt."""


class SwollenSource(UnreadableSource):
    """An archive that gives far more bytes than it takes: it may be there to hold the server."""


class FailingSource(UnreadableSource):
    """Bytes that the system does not give: another try may succeed."""


class CustomReaderError(TrafficError):
    """The YAML of a custom reader can't be followed."""

    sentence: ClassVar[str] = "La description du format ne peut pas être suivie : {why}."


class UnitsError(TrafficError):
    """A line of units.csv breaks its rules; `line` counts from 1, the header included."""

    sentence: ClassVar[str] = "Fichier units.csv, ligne {line} : {why}."


class SummaryError(TrafficError):
    """Bytes that are no summary, or summaries that can't be merged."""

    sentence: ClassVar[str] = "Ces relevés ne peuvent pas être réunis : {why}."


class SealError(TrafficError):
    """A sealed summary that this key does not open."""

    sentence: ClassVar[str] = "Le relevé scellé ne s’ouvre pas : la clé n’est pas la sienne, ou il a été modifié."


Reason = Literal["shape", "time", "client", "host", "bytes", "too-long"]


class Unreadable(Exception):
    """A line that its reader can't read; `REASONS` says each reason in words."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


REASONS: Mapping[str, str] = {
    "shape": french("la ligne n’a pas la forme attendue"),
    "time": french("la date ou l’heure manque ou n’existe pas"),
    "client": french("l’adresse du poste manque, ou n’en est pas une"),
    "host": french("le nom de destination n’est pas un nom valable"),
    "bytes": french("le nombre d’octets n’est pas un nombre"),
    "too-long": french("la ligne dépasse un mébioctet"),
}
