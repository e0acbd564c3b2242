"""Which format is this? Each reader looks at the first lines; the one that recognises most of them reads the file."""

import re

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.traffic.errors import UnknownFormat, UnreadableSource
from pleinjour.engines.traffic.readers import all_readers, reader_named
from pleinjour.engines.traffic.readers.reader import Reader

_LINES_LOOKED_AT = 100
_SHARE_NEEDED = 0.25
_LONGEST_SHOWN = 120
_BLANKS = b"\r\n \0"
# Blank lines and comments: an archive of a few megabytes may hold milliards of them, passed over in one go.
_SILENT_LINES = re.compile(rb"(?:(?:\xef\xbb\xbf)?+\0*+(?:#[^\n]*+|[\r \0]*+)\n)*+")


def clean_line(line: bytes) -> bytes:
    """The line without what editors and relays leave around it: byte order mark, NUL bytes, carriage return."""
    if line[:3] == b"\xef\xbb\xbf":
        line = line[3:]
    if b"\0" in line:
        line = line.replace(b"\0", b"")
    return line.rstrip(b"\r\n ")


def telling_lines(head: bytes) -> list[bytes]:
    """The first lines that can tell a format: neither blank nor comments. A last line cut short is left out."""
    whole = head[: head.rfind(b"\n") + 1] or head
    if not whole.strip(_BLANKS):
        return []
    silent = _SILENT_LINES.match(whole)
    lines = (clean_line(line) for line in whole[silent.end() if silent else 0 :].split(b"\n"))
    return [line for line in lines if line and not line.startswith(b"#")][:_LINES_LOOKED_AT]


def detect_format(head: bytes, name: str = "-") -> str:
    """The name of the format of a file that starts with `head`, decompressed.

    Raises UnknownFormat when no reader recognises at least a quarter of the lines.
    """
    return detect_reader(telling_lines(head), name).name


def detect_reader(lines: list[bytes], name: str) -> Reader:
    """The reader that recognises most of `lines`. Raises UnknownFormat."""
    readers = all_readers().values()
    scores = [(sum(map(reader.recognises, lines)), reader) for reader in readers]
    best, reader = max(scores, key=lambda score: score[0])
    if best == 0 or best < _SHARE_NEEDED * len(lines):
        raise UnknownFormat(name=name, tried=", ".join(all_readers()), line=mask(_first_unread(lines, reader)))
    return reader


def check_format(lines: list[bytes], format_name: str, name: str) -> Reader:
    """The reader that was asked for. Raises UnknownReader, or UnreadableSource when it recognises no line at all."""
    reader = reader_named(format_name)
    if lines and not any(map(reader.recognises, lines)):
        template = french("aucune de ses premières lignes n’a la forme « {format} » ; la première : {line}")
        why = Phrase(template, format=format_name, line=mask(lines[0]))
        raise UnreadableSource(name=name, why=why)
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
