"""Network log lines → monthly counts of connections to generative AI that name nobody.

`summarise` reads a file, `merge` puts two summaries together and `Gathering` any number, `figures` makes exact tallies
of them (for disclosure control, never for show), `describe` says what was read. See README.md for formulas and limits.
"""

from pleinjour.engines.traffic.custom import parse_custom_reader
from pleinjour.engines.traffic.detection import detect_format
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import (
    REASONS,
    AmbiguousFormat,
    BrokenSource,
    CustomReaderError,
    FailingSource,
    SealError,
    SummaryError,
    SwollenSource,
    TrafficError,
    UnitsError,
    UnknownFormat,
    UnknownReader,
    UnreadableSource,
)
from pleinjour.engines.traffic.gathering import Gathering
from pleinjour.engines.traffic.hosts import Domains
from pleinjour.engines.traffic.merging import Account, describe, merge
from pleinjour.engines.traffic.readers import all_readers
from pleinjour.engines.traffic.reading import CheckedLine, Reading, UnreadLine, check_lines, summarise
from pleinjour.engines.traffic.sealing import seal, unseal
from pleinjour.engines.traffic.splitting import only_months
from pleinjour.engines.traffic.starts import Starts
from pleinjour.engines.traffic.summary import METHOD, FileTaken
from pleinjour.engines.traffic.tables import MOST_CONNECTIONS, figures
from pleinjour.engines.traffic.units import UnitRule, Units, decode_units, numbered_rules, parse_units

__all__ = [
    "METHOD",
    "MOST_CONNECTIONS",
    "REASONS",
    "Account",
    "AmbiguousFormat",
    "BrokenSource",
    "CheckedLine",
    "CustomReaderError",
    "Domains",
    "Entry",
    "FailingSource",
    "FileTaken",
    "Gathering",
    "Reading",
    "SealError",
    "Starts",
    "SummaryError",
    "SwollenSource",
    "TrafficError",
    "UnitRule",
    "Units",
    "UnitsError",
    "UnknownFormat",
    "UnknownReader",
    "UnreadLine",
    "UnreadableSource",
    "all_readers",
    "check_lines",
    "decode_units",
    "describe",
    "detect_format",
    "figures",
    "merge",
    "numbered_rules",
    "only_months",
    "parse_custom_reader",
    "parse_units",
    "seal",
    "summarise",
    "unseal",
]
