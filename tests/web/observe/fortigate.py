"""FortiGate logs written for tests: they say how many octets were sent."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

_LINE = (
    'date={day} time=09:00:00 devname="pare-feu" eventtime={at}000000000 tz="+0000" logid="0317013312" type="utm" '
    'subtype="webfilter" eventtype="ftgd_allow" level="notice" srcip={client} dstip=192.0.2.10 dstport=443 '
    'service="HTTPS" hostname="{host}" user="agent{person}" action="passthrough" url="https://{host}/" '
    "sentbyte={octets} rcvdbyte=20480\n"
)


def fortigate_log(month: date, people: Iterable[int], host: str, octets: int, days: int = 3) -> bytes:
    """Each person sends `octets` to the host on the first `days` days of the month."""
    return "".join(
        _LINE.format(
            day=day.isoformat(),
            at=int(datetime.combine(day, time(9), UTC).timestamp()),
            client=f"10.1.{person // 200}.{person % 200 + 10}",
            host=host,
            person=person,
            octets=octets,
        )
        for day in (month.replace(day=number) for number in range(1, days + 1))
        for person in people
    ).encode()
