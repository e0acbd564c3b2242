"""What a reader gets out of one line."""

from typing import NamedTuple

from pleinjour.base.tallies import Family


class Entry(NamedTuple):
    """One counted line. Bytes are as written in the log, except `host`, which is normalised.

    time: seconds since 1970-01-01 UTC. client: address of the workstation, b"" when the log has none.
    user: account, b"" when unknown. bytes_sent: from the workstation to the service, None when the log does not say.
    """

    time: float
    client: bytes
    user: bytes
    host: str
    bytes_sent: int | None
    family: Family
