"""AdGuard Home: docs/dpo-rssi/formats/adguard.md."""

import json
from random import Random

from tests.engines.traffic.formats import Sample
from tests.engines.traffic.logs_resolvers import TYPES, asked
from tests.engines.traffic.logs_visits import Visit
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_proxies import object_of, text_of
from tests.engines.traffic.naive_resolvers import is_question
from tests.engines.traffic.naive_values import BadLine, Fields


def read(line: str, clock: Clock) -> Fields | None:
    event = object_of(line, line.find("{"))
    if "QH" not in event or "QT" not in event:
        raise BadLine("shape")
    result = event.get("Result")
    filtered = isinstance(result, dict) and result.get("IsFiltered") is True
    if filtered or not is_question(text_of(event, "QT"), text_of(event, "QC")):
        return None
    return Fields(
        clock.iso(text_of(event, "T")),
        "dns",
        client=text_of(event, "IP"),
        user=text_of(event, "CID"),
        address=text_of(event, "QH"),
    )


def write(visit: Visit, chance: Random) -> str:
    event: dict[str, object] = {
        "T": visit.local.isoformat(timespec="microseconds")[:26] + "789" + visit.local.isoformat()[-6:],
        "QH": asked(visit, chance),
        "QT": chance.choice(TYPES),
        "QC": "IN" if chance.random() < 0.98 else "CH",
        "CP": chance.choice(("", "doh")),
        "IP": visit.client,
        "Result": {"IsFiltered": True, "Reason": 3} if visit.refused else chance.choice(({}, {"Reason": 1})),
        "Elapsed": chance.randrange(10**8),
    }
    if visit.user:
        event["CID"] = visit.user
    if chance.random() < 0.1:
        event["T"] = visit.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return json.dumps(event, separators=(",", ":"), ensure_ascii=chance.random() < 0.5)


def by_name(name: str) -> str:
    return f'{{"T":"2026-03-14T09:26:53.412+01:00","QH":"{name}","QT":"A","QC":"IN","IP":"10.0.4.21","Result":{{}}}}'


SAMPLE = Sample(
    name="adguard",
    reads=lambda: read,
    write=write,
    by_name={"query": by_name},
    hostile={"braces": (b'{"QH":', b'{"QH":')},
)
