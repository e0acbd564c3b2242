"""HAProxy's `httplog`, `httpslog` and `tcplog`: the host is in the URL, a captured header, the TLS name, or nowhere.

HAProxy, Configuration Manual, chapter 8, https://docs.haproxy.org/3.0/configuration.html#8. Bytes are those sent to
the client.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, first_host_like, names_no_site
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?:^|[ \t])([^ \t]+):\d+ \[(\d\d/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d(?:\.\d+)?)\] ")
_CONNECTION_ERROR = re.compile(rb"[^ ]+: ")
_SESSION = re.compile(rb"[^ ]++ [^ /]++/([^ ]++) (?:([^ ]++) )??([-+]?\d+(?:/[-+]?\d+){1,5}) ")
_TCP = re.compile(rb"[-+]?\d+ ([^ ]+)")
_HTTP = re.compile(
    rb'([-\d]+) [-+]?\d+ [^ ]++ [^ ]++ ([^ ]++) [^ ]++ [^ ]++ (?:\{([^}]*+)\} )?(?:\{[^}]*+\} )?"([^"]*+)"?+'
)
_HTTP_TIMERS = 5
_NO_SERVER = b"<NOSRV>"


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None and b"haproxy" not in line:
            raise Unreadable("shape")
        if start is None or _CONNECTION_ERROR.match(line, start.end()):
            return None
        session = _SESSION.match(line, start.end())
        if session is None:
            raise Unreadable("shape")
        (client, time), (server, added, timers) = start.groups(), session.groups()
        is_http = timers.count(b"/") + 1 == _HTTP_TIMERS
        rest = (_HTTP if is_http else _TCP).match(line, session.end())
        if rest is None:
            raise Unreadable("shape")
        if server == _NO_SERVER or rest[2 if is_http else 1].startswith((b"P", b"L")) or rest[1] == b"407":
            return None
        if not is_http:
            return entry(clock.apache(time), client, b"", first_host_like([added or b""]), b"", "flow")
        method, target = _request(rest[4], [added or b"", *(rest[3] or b"").split(b"|"), _tls_name(line, rest.end())])
        return entry(clock.apache(time), client, b"", target, b"", family_of(method))

    return parse


def _request(request: bytes, names: list[bytes]) -> tuple[bytes, bytes]:
    """Method and target of a request; the first of `names` that is one where the URL has none."""
    method, url, *_version = [*request.split(), b"", b""]
    return method, first_host_like(names) if names_no_site(url) else url


def _tls_name(line: bytes, start: int) -> bytes:
    """What `httpslog` puts last: `name/TLSv1.3/cipher`."""
    return line[start:].rpartition(b" ")[2].partition(b"/")[0]


READER = Reader(
    name="haproxy",
    title="HAProxy, httplog, httpslog et tcplog",
    families=("request", "tunnel", "flow"),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
