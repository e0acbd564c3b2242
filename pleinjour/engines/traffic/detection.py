"""Which format is this? Each reader looks at the first lines; the one that recognises most of them reads the file."""

import re
from collections.abc import Sequence
from functools import cache

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.traffic.errors import AmbiguousFormat, UnknownFormat, UnreadableSource
from pleinjour.engines.traffic.readers import all_readers
from pleinjour.engines.traffic.readers.reader import Reader

_LINES_LOOKED_AT = 100
_SHARE_NEEDED = 0.25
_LONGEST_SHOWN = 120
_BLANKS = b"\r\n \0"


def clean_line(line: bytes) -> bytes:
    """The line without what editors and relays leave around it: byte order mark, NUL bytes, carriage return."""
    if line[:3] == b"\xef\xbb\xbf":
        line = line[3:]
    if b"\0" in line:
        line = line.replace(b"\0", b"")
    return line.rstrip(b"\r\n ")


def is_comment(line: bytes, headings: tuple[bytes, ...]) -> bool:
    """Whether a cleaned line says nothing: `#`, and none of the headings that tell how lines are written."""
    return line[:1] == b"#" and not line.startswith(headings)


def telling_lines(head: bytes) -> list[bytes]:
    """The first lines that can tell a format: neither blank nor comments. A last line cut short is left out."""
    whole = head[: head.rfind(b"\n") + 1] or head
    if not whole.strip(_BLANKS):
        return []
    silent = _silent_lines().match(whole)
    lines = (clean_line(line) for line in whole[silent.end() if silent else 0 :].split(b"\n"))
    return [line for line in lines if line and not is_comment(line, _all_headings())][:_LINES_LOOKED_AT]


@cache
def _all_headings() -> tuple[bytes, ...]:
    return tuple(sorted({heading for reader in all_readers().values() for heading in reader.headings}))


@cache
def _silent_lines() -> re.Pattern[bytes]:
    """Blank lines and comments: an archive of a few megabytes may hold milliards of them, passed over in one go."""
    telling = b"|".join(re.escape(heading[1:]) for heading in _all_headings() if heading.startswith(b"#"))
    comment = rb"#(?!%b)[^\n]*+" % telling if telling else rb"#[^\n]*+"
    return re.compile(rb"(?:(?:\xef\xbb\xbf)?+\0*+(?:%b|[\r \0]*+)\n)*+" % comment)


def detect_format(head: bytes, name: str = "-") -> str:
    """The name of the format of a file that starts with `head`, decompressed.

    Raises UnknownFormat when no reader recognises at least a quarter of the lines, AmbiguousFormat when several
    recognise as many.
    """
    return detect_reader(telling_lines(head), name).name


def detect_reader(lines: list[bytes], name: str, customs: Sequence[Reader] = ()) -> Reader:
    """The reader that recognises most of `lines`; one of a product first, then an envelope or one of `customs`.

    Raises UnknownFormat, AmbiguousFormat.
    """
    every = [*all_readers().values(), *customs]
    # Most files have one format from end to end: looking at each line with each reader would be most of the reading
    # of a small file.
    perfect = [reader for reader in every if not reader.is_generic and reader.recognises_all(lines)]
    if perfect:
        return _only(perfect, name)
    scores = {reader.name: reader.count_recognised(lines) for reader in every}
    for is_generic in (False, True):
        readers = [reader for reader in every if reader.is_generic == is_generic]
        best = max((scores[reader.name] for reader in readers), default=0)
        if best == 0 or best < _SHARE_NEEDED * len(lines):
            continue
        return _only([reader for reader in readers if scores[reader.name] == best], name)
    closest = max(every, key=lambda reader: scores[reader.name])
    raise UnknownFormat(name=name, tried=", ".join(scores), line=mask(_first_unread(lines, closest)))


def _only(winners: list[Reader], name: str) -> Reader:
    if len(winners) > 1:
        raise AmbiguousFormat(name=name, candidates=", ".join(reader.name for reader in winners))
    return winners[0]


def check_reader(reader: Reader, lines: list[bytes], name: str) -> Reader:
    """The reader that was asked for. Raises UnreadableSource when it recognises no line at all."""
    if lines and not reader.count_recognised(lines):
        template = french("aucune de ses premières lignes n’a la forme « {format} » ; la première : {line}")
        raise UnreadableSource(name=name, why=Phrase(template, format=reader.name, line=mask(lines[0])))
    return reader


def mask(line: bytes) -> str:
    """The shape of a line, which names nobody: letters as x, digits as 0, punctuation kept."""
    text = line.decode("utf-8", errors="replace")[:_LONGEST_SHOWN]
    return "".join(_masked(character) for character in text)


def _masked(character: str) -> str:
    if character.isdecimal():
        return "0"
    if character.isalnum():
        return "x"
    return character if character.isprintable() else " "


def _first_unread(lines: list[bytes], reader: Reader) -> bytes:
    return next((line for line in lines if not reader.recognises(line)), b"")
