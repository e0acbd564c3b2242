"""Squid with the administrator's own format: docs/dpo-rssi/formats/squid-logformat.md."""

import re
import urllib.parse
from collections.abc import Mapping
from datetime import datetime
from random import Random

from tests.engines.traffic.formats import Read, Sample
from tests.engines.traffic.formats.nginx import apache
from tests.engines.traffic.logs_visits import Visit, among_neighbours
from tests.engines.traffic.naive_clocks import Clock, since_1970
from tests.engines.traffic.naive_proxies import no_web_address, refused_by_squid, web_family
from tests.engines.traffic.naive_values import BadLine, Fields

HEADING = (
    'logformat mairie [%tl] %6tr %>a:%>p %[un %Ss/%03>Hs %rm %ru %>st %ssl::>sni "%{Host}>h" "%{User-Agent}>h" %mt'
)
CODE = r"""%(?:%|["\['#/]?-?[0-9]*(?:\.[0-9]+)?(?:\{([^}]*)\})?([<>]?(?:[a-z]+::)?[<>]?[A-Za-z_]+)(?:\{([^}]*)\})?)"""
DATE = r"[0-9]{1,2}/[A-Za-z]{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4}"
NEEDED = ("ts tl tg", ">a >A un ul ue us ui", "ru >ru <ru rd >rd <rd Host ssl::>sni")

Piece = tuple[str, str]
"""("", a text) or (a code, the form of its value)."""


def reads() -> Read:
    pieces: list[Piece] = []

    def read(line: str, clock: Clock) -> Fields | None:
        if line.startswith(("logformat ", "#logformat ")):
            pieces.clear()
            pieces.extend(pieces_of(line))
            return None
        values = next((found for start in starts(line) if (found := matched(pieces, line[start:])) is not None), None)
        if not pieces or values is None:
            raise BadLine("shape")
        return meaning(values, clock)

    return read


def pieces_of(heading: str) -> list[Piece]:
    spec = heading.split(None, 2)[2] if len(heading.split(None, 2)) > 2 else ""
    pieces: list[Piece] = []
    end = 0
    for found in re.finditer(CODE, spec):
        pieces.append(("", spec[end : found.start()]))
        end = found.end()
        if found[0] == "%%":
            pieces.append(("", "%"))
            continue
        argument, code, after = found[1] or found[3] or "", found[2], spec[end : end + 1]
        name = "Host" if code in (">h", ">ha") and argument.lower() == "host" else code
        pieces.append((name, form(code, argument, after)))
    pieces.append(("", spec[end:]))
    names = {name for name, _text in pieces}
    if len(names) > 60 or not all(names & set(needed.split()) for needed in NEEDED):
        raise BadLine("shape")
    return pieces


def form(code: str, argument: str, after: str) -> str:
    typed = {"ts": "[0-9]{8,11}", "tu": "[0-9]+", "tl": DATE, "tg": DATE, ">a": "client", ">A": "client"}
    if code in typed and not argument:
        return typed[code]
    if after == '"':
        return r'(?:[^"\\]|\\.)*'
    if after in (" ", "\t"):
        return "[^ \t]*"
    return f"[^{re.escape(after)}]*" if after and after != "%" else ".*"


def starts(line: str) -> list[int]:
    return [0, *(place + 1 for place, letter in enumerate(line) if letter in " \t")]


def matched(pieces: list[Piece], text: str) -> dict[str, str] | None:
    """The first value of each code; None when the text has not this form."""
    if not pieces:
        return {}
    (name, what), rest = pieces[0], pieces[1:]
    if not name:
        literal = re.match("[ \t]+".join(map(re.escape, re.split("[ \t]+", what))), text)
        return matched(rest, text[literal.end() :]) if literal else None
    text = text.lstrip(" \t")
    if what == "client":
        lengths = range(min(255, len(re.split("[ \t]", text)[0])), 0, -1)
    else:
        value = re.match(what, text, re.DOTALL)
        lengths = range(value.end(), value.end() + 1) if value else range(0)
    for length in lengths:
        after = matched(rest, text[length:])
        if after is not None:
            return after | {name: text[:length]}
    return None


def first(values: Mapping[str, str], codes: str) -> str:
    return next((values[code] for code in codes.split() if values.get(code, "-") not in ("", "-")), "")


def meaning(values: Mapping[str, str], clock: Clock) -> Fields | None:
    url, name, method = first(values, "ru >ru <ru"), first(values, "ssl::>sni"), first(values, "rm >rm <rm")
    address = re.match(
        r"([a-z]+://)?([0-9]{1,3}(\.[0-9]{1,3}){3}|\[[0-9a-f:.]+\])(:[0-9]+)?([/?#]|$)", url, re.IGNORECASE
    )
    if not url or no_web_address(url) or (address and name):
        url = name
    url = url or first(values, "rd >rd <rd Host")
    refused = refused_by_squid(values.get("Ss", "")) or first(values, ">Hs Hs") == "407"
    if refused or not url or no_web_address(url):
        return None
    user = urllib.parse.unquote(first(values, "un ul ue us ui"))
    client, sent = first(values, ">a >A"), values.get(">st", "")
    return Fields(when(values, clock), web_family(method), client, user, url, method, sent)


def when(values: Mapping[str, str], clock: Clock) -> datetime | None:
    if "ts" in values:
        return since_1970(float(f"{values['ts']}.{values.get('tu', '0')}"))
    return apache(first(values, "tl tg"), clock)


def write(visit: Visit, chance: Random) -> str:
    status = chance.choice(("TCP_DENIED/403", "TCP_REDIRECT/302", "TCP_MISS/407")) if visit.refused else "TCP_MISS/200"
    url, sni, host = visit.target, "-", chance.choice(("-", "voisin.example"))
    if visit.method == "CONNECT" and chance.random() < 0.4:
        url, sni = chance.choice(("192.0.2.10:443", "[2001:db8::9]:443")), visit.question
    elif chance.random() < 0.1:
        url, host = "-", visit.question
    user = visit.user.replace("\\", "%5C") or "-"
    agent = chance.choice((r"Mozilla/5.0 (\"X11\")", "-", "curl/8"))
    header = chance.choice(("", "", "Mar 14 09:26:54 mandataire squid[812]: "))
    return (
        f"{header}[{visit.local_text('%d/%b/%Y:%H:%M:%S %z')}] {chance.randrange(9999):6d} {visit.client}:51544 {user} "
        f'{status} {visit.method} {url} {visit.sent} {sni} "{host}" "{agent}" text/html'
    )


def line(url: str, sni: str = "-", host: str = "-") -> str:
    return (
        f"[14/Mar/2026:09:26:53 +0100]    187 10.0.4.21:51544 - TCP_MISS/200 GET {url} 836 {sni} "
        f'"{host}" "curl/8" text/html'
    )


SAMPLE = Sample(
    name="squid-logformat",
    reads=reads,
    write=among_neighbours(write),
    headings=(HEADING,),
    marks=("#logformat ",),
    by_url={"URL": line},
    by_name={"TLS name": lambda name: line("192.0.2.10:443", name), "Host": lambda name: line("-", host=name)},
    hostile={
        "a format": (b"logformat a %ts %>a %ru ", b"%>h "),
        "a format of blanks": (b"logformat a %ts %>a %ru", b" "),
    },
)
