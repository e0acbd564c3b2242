"""So many requests a second, each counted from the moment when it was due: a late answer delays no question."""

import http.client
import threading
import time
from collections.abc import Sequence

CONNECTIONS = 8


def press(port: int, paths: Sequence[str], rate: float, seconds: float, cookie: str = "") -> list[float]:
    """Milliseconds that each answer took, sorted: each path in turn, `rate` requests a second in all.

    Raises RuntimeError for an answer that is not 200.
    """
    total = int(rate * seconds)
    took: list[float] = []
    start = time.monotonic() + 0.2
    threads = [
        threading.Thread(target=_ask, args=(port, cookie, took, [
            (start + place / rate, paths[place % len(paths)]) for place in range(first, total, CONNECTIONS)
        ]))
        for first in range(CONNECTIONS)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(took) != total:
        raise RuntimeError("some questions had no answer, or a wrong one")
    return sorted(took)


def _ask(port: int, cookie: str, took: list[float], due: list[tuple[float, str]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept-Language": "fr", **({"Cookie": cookie} if cookie else {})}
    for moment, path in due:
        time.sleep(max(0.0, moment - time.monotonic()))
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} was answered {answer.status}")
        took.append(1000 * (time.monotonic() - moment))
