"""A request as one of the writings of a product tells it: what readers of several writings have in common."""

from collections.abc import Callable
from typing import NamedTuple

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Tools


class WebUse(NamedTuple):
    """Who asked for what. `instant` reads the time only where the line counts."""

    instant: Callable[[Clock], float]
    client: bytes
    user: bytes
    method: bytes
    target: bytes
    is_refused: bool
    sent: bytes = b""

    def entry(self, tools: Tools) -> Entry | None:
        """The entry of the line; None for a refusal, or a request that names no site."""
        if self.is_refused or not self.target:
            return None
        instant = self.instant(tools.clock)
        return tools.entry(instant, self.client, self.user, self.target, self.sent, family_of(self.method))
