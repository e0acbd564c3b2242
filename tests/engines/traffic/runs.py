"""A small run of the engine, for tests: three services, a fixed key, a fixed day."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from pleinjour.base.tallies import Tally
from pleinjour.engines.traffic import Domains, Reading, figures, summarise
from pleinjour.engines.traffic import blocks as blocks_module

DOMAINS = Domains(
    {
        "chatgpt.com": "chatgpt",
        "openai.com": "openai",
        "status.openai.com": None,
        "claude.ai": "claude",
        "xn--bcher-kva.example": "livres",
    },
    version="test",
)
CATEGORY_OF = {"chatgpt": "dialogue", "claude": "dialogue", "openai": "programming", "livres": "search"}
KEY = bytes(range(32))
READING = Reading(domains=DOMAINS, read_on=date(2026, 4, 1))


def summary_of(log: bytes, reading: Reading = READING, *, key: bytes = KEY, **changes: object) -> bytes:
    """The summary of a log given as bytes."""
    return summarise(io.BytesIO(log), replace(reading, **changes), key=key, name="test")  # type: ignore[arg-type]


def tallies_of(summary: bytes, category_of: Mapping[str, str] = CATEGORY_OF) -> list[Tally]:
    return figures(summary, category_of)


def services_in(log: bytes, *, format: str | None = None) -> dict[str, int]:
    """Connections by service, all families and months together."""
    found: dict[str, int] = {}
    for tally in tallies_of(summary_of(log, format=format)):
        if tally.key.service is not None and tally.key.unit is None:
            found[tally.key.service] = found.get(tally.key.service, 0) + tally.connections
    return found


def squid(
    host: str = "chatgpt.com:443",
    *,
    user: str = "-",
    client: str = "10.0.4.21",
    time: float = 1773476813.0,
    method: str = "CONNECT",
) -> bytes:
    """One line of Squid's native format, its newline included."""
    return f"{time:.3f}    187 {client} TCP_TUNNEL/200 482 {method} {host} {user} HIER_DIRECT/192.0.2.1 -\n".encode()


def read_small_blocks(patch: pytest.MonkeyPatch, chunk: int, longest_line: int | None = None) -> None:
    """Makes the engine read `chunk` bytes at a time, so that a few lines already fill several blocks."""
    patch.setattr(blocks_module, "CHUNK", chunk)
    patch.setattr(blocks_module, "LONGEST_LINE", longest_line or max(chunk, 1 << 16))
