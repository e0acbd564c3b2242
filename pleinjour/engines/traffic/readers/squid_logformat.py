"""Squid with the administrator's own `logformat`, which the first line of the file repeats from squid.conf.

https://www.squid-cache.org/Doc/config/logformat.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.patterns import APACHE_TIME, ESCAPED_TEXT
from pleinjour.engines.traffic.readers.envelopes.requests import (
    account,
    family_of,
    names_an_address,
    names_no_site,
    refused_by_squid,
)
from pleinjour.engines.traffic.readers.envelopes.values import first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEADINGS = (b"logformat ", b"#logformat ")
_CODE = re.compile(
    rb"""%(?:(?P<percent>%)|["\['#/]?-?\d*(?:\.\d+)?(?:\{(?P<argument>[^}]*)\})?(?P<code>[<>]?(?:[a-z]+::)?[<>]?[A-Za-z_]+)(?:\{(?P<late>[^}]*)\})?)"""
)
_CLIENT = rb"[^ \t]{1,255}"
_SHAPES = {b"ts": rb"\d{8,11}+", b"tu": rb"\d++", b"tl": APACHE_TIME, b"tg": APACHE_TIME}
_HOST, _HEADERS = b"host", (b">h", b">ha")
_DATES, _CLIENTS, _USERS = (b"ts", b"tl", b"tg"), (b">a", b">A"), (b"un", b"ul", b"ue", b"us", b"ui")
_URLS, _NAMES = (b"ru", b">ru", b"<ru"), (b"rd", b">rd", b"<rd", _HOST)
_SNI = b"ssl::>sni"
_METHODS, _STATUSES = (b"rm", b">rm", b"<rm"), (b">Hs", b"Hs")
_MOST_CODES = 60
_LONGEST_FORMAT = 4096
_WORD = re.compile(rb"(?:^|(?<=[ \t]))(?=[^ \t])")
_FARTHEST_START = 12
"""Words before which a line may begin: a relay puts some of its own first."""

Values = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Format:
    """A `logformat`, made into a pattern; `codes` are those of its groups, in order.

    Whoever writes a log writes its format: every value but one is taken whole or not at all, so that no format makes a
    line be read again and again.
    """

    pattern: re.Pattern[bytes]
    codes: tuple[bytes, ...]

    def values(self, line: bytes) -> Values:
        """The first value of each code. Raises Unreadable("shape")."""
        for start in islice(_WORD.finditer(line), _FARTHEST_START):
            found = self.pattern.match(line, start.start())
            if found is not None:
                return dict(reversed(list(zip(self.codes, found.groups(), strict=True))))
        raise Unreadable("shape")


def parse_with(tools: Tools) -> Parse:
    known: _Format | None = None

    def parse(line: bytes) -> Entry | None:
        nonlocal known
        if line.startswith(_HEADINGS):
            known = None
            known = _format(line)
            return None
        if known is None:
            raise Unreadable("shape")
        values = known.values(line)
        url, name = first_of(values, _URLS), values.get(_SNI, b"")
        target = url if not (names_no_site(url) or (names_an_address(url) and name not in (b"", b"-"))) else name
        target = target if target not in (b"", b"-") else first_of(values, _NAMES)
        refused = refused_by_squid(values.get(b"Ss", b""), first_of(values, _STATUSES))
        if refused or names_no_site(target):
            return None
        client, user, sent = first_of(values, _CLIENTS), account(first_of(values, _USERS)), values.get(b">st", b"")
        return tools.entry(
            _instant(values, tools.clock), client, user, target, sent, family_of(first_of(values, _METHODS))
        )

    return parse


def _format(heading: bytes) -> _Format:
    """The format that `logformat name %ts %>a …` gives. Raises Unreadable("shape") when it can't be used."""
    spec = heading.split(None, 2)[2] if len(heading.split(None, 2)) == 3 else b""
    if len(spec) > _LONGEST_FORMAT:
        raise Unreadable("shape")
    pieces, codes, place = list[bytes](), list[bytes](), 0
    for found in _CODE.finditer(spec):
        pieces.append(_literal(spec[place : found.start()]))
        place = found.end()
        if found["percent"]:
            pieces.append(b"%")
            continue
        argument = found["argument"] or found["late"] or b""
        is_host = found["code"] in _HEADERS and argument.lower() == _HOST
        is_first_client = found["code"] in _CLIENTS and not argument and set(_CLIENTS).isdisjoint(codes)
        codes.append(_HOST if is_host else found["code"])
        shape = _CLIENT if is_first_client else _shape(found["code"], argument, spec[place : place + 1])
        pieces.append(rb"[ \t]*+(%b)" % shape)
    useful = [_DATES, (*_CLIENTS, *_USERS), (*_URLS, *_NAMES, _SNI)]
    if len(codes) > _MOST_CODES or not all(set(codes) & set(each) for each in useful):
        raise Unreadable("shape")
    return _Format(re.compile(b"".join([*pieces, _literal(spec[place:])]), re.DOTALL), tuple(codes))


def _shape(code: bytes, argument: bytes, after: bytes) -> bytes:
    """What a value looks like, from the letter that the format writes after it."""
    if code in _SHAPES and not argument:
        return _SHAPES[code]
    if after == b'"':
        return ESCAPED_TEXT
    if after in (b" ", b"\t"):
        return rb"[^ \t]*+"
    return b"[^%b]*+" % re.escape(after) if after and after != b"%" else b".*+"


def _literal(text: bytes) -> bytes:
    """Text of the format, in which a blank stands for several."""
    return re.sub(rb"(?:\\?[ \t])+", lambda _blanks: rb"[ \t]++", re.escape(text))


def _instant(values: Values, clock: Clock) -> float:
    if b"ts" in values:
        return clock.epoch(values[b"ts"] + (b"." + values[b"tu"] if b"tu" in values else b""))
    return clock.apache(first_of(values, (b"tl", b"tg")))


READER = Reader(
    name="squid-logformat",
    title="Squid, format de l’administrateur",
    families=("request", "tunnel"),
    recognises=lambda line: line.startswith(_HEADINGS) and _CODE.search(line, 0, _LONGEST_FORMAT) is not None,
    parser=parse_with,
    headings=_HEADINGS,
)
