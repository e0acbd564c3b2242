"""W3C's extended log file format: `#Fields:` names the columns, blanks part them, quotes hold what has blanks.

P. Hallam-Baker, B. Behlendorf, *Extended Log File Format*, W3C working draft WD-logfile-960323.
"""

import re

from pleinjour.engines.traffic.errors import Unreadable

FIELDS = b"#Fields:"
_VALUE = re.compile(rb'[ \t]*+(?:"((?:[^"]|"")*+)"|([^ \t"][^ \t]*+))(?=[ \t]|$)')


def field_names(heading: bytes) -> list[bytes]:
    """The names that `#Fields: date time c-ip` gives."""
    return heading[len(FIELDS) :].split()


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
