"""W3C's extended log file format: `#Fields:` names the columns, blanks part them, quotes hold what has blanks.

P. Hallam-Baker, B. Behlendorf, *Extended Log File Format*, W3C working draft WD-logfile-960323.
"""

import re

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.headed import HeadedColumns, Split

FIELDS = b"#Fields:"
_VALUE = re.compile(rb'[ \t]*+(?:"((?:[^"]|"")*+)"|([^ \t"][^ \t]*+))(?=[ \t]|$)')


def field_names(heading: bytes) -> list[bytes]:
    """The names that `#Fields: date time c-ip` gives, in lower case; none when the line is no such heading."""
    return heading[len(FIELDS) :].lower().split() if heading.startswith(FIELDS) else []


def w3c_columns(split: Split | None = None) -> HeadedColumns:
    """The columns of one file; `split`: how its values stand apart, when not as the draft says."""
    return HeadedColumns((FIELDS,), field_names, split or split_values)


def split_values(line: bytes) -> list[bytes]:
    """The values of a line; in quotes, `""` is a quote. Raises Unreadable("shape") when a quote is never closed."""
    if b'"' not in line:
        return line.split()
    values, place, end = [], 0, len(line.rstrip())
    while place < end:
        found = _VALUE.match(line, place, end)
        if found is None:
            raise Unreadable("shape")
        quoted, bare = found.groups()
        values.append(bare if quoted is None else quoted.replace(b'""', b'"'))
        place = found.end()
    return values
