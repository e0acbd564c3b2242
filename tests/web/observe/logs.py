"""Squid logs written for tests: who asks for what, on which days."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

CHATGPT, LE_CHAT, DEEPL = "chatgpt.com", "chat.mistral.ai", "www.deepl.com"


def squid_line(day: date, person: int, host: str, *, user: str = "", client: str = "") -> bytes:
    """One tunnel opened by the person numbered `person`, at nine in the morning."""
    at = datetime.combine(day, time(9), UTC).timestamp()
    address = client or f"10.1.{person // 200}.{person % 200 + 10}"
    name = user or f"agent{person}"
    return f"{at:.3f}    120 {address} TCP_TUNNEL/200 4096 CONNECT {host}:443 {name} HIER_DIRECT/192.0.2.1 -\n".encode()


def squid_log(month: date, people: Iterable[int], hosts: Iterable[str] = (CHATGPT,), days: int = 3) -> bytes:
    """Each person asks for each host on the first `days` days of the month."""
    asked = list(hosts)
    return b"".join(
        squid_line(month.replace(day=day), person, host)
        for day in range(1, days + 1)
        for person in people
        for host in asked
    )
