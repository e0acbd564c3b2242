"""`observe check`: what the reader understands, line by line, on the standard output and nowhere else."""

import json
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

import click

from pleinjour.base.sentences import escape_unseen
from pleinjour.cli.language import translate
from pleinjour.cli.reading import make_reading
from pleinjour.cli.sources import find_logs, open_log
from pleinjour.engines.traffic import REASONS, CheckedLine, Units, UnreadLine, check_lines


def check_log(name: str, format_name: str | None, zone: str, limit: int | None) -> None:
    """Prints one JSON object a line read, at most `limit`; tells of unreadable lines on the standard error."""
    reading = make_reading(format_name, zone, Units())
    local = ZoneInfo(zone)
    for source in find_logs([name]):
        with open_log(source.name) as stream:
            for checked in islice(check_lines(stream, reading, name=source.name), limit):
                _print(checked, local)


def _print(checked: CheckedLine | UnreadLine, zone: ZoneInfo) -> None:
    if isinstance(checked, CheckedLine):
        # A name in a log may hold what a terminal would obey, and that JSON leaves as it is.
        click.echo(escape_unseen(json.dumps(_as_json(checked, zone), ensure_ascii=False)))
        return
    why = translate(REASONS[checked.reason])
    click.echo(translate("Ligne {line} : {why}.").format(line=checked.line, why=why), err=True)


def _as_json(checked: CheckedLine, zone: ZoneInfo) -> dict[str, str | int | None]:
    entry = checked.entry
    client = entry.client or entry.user
    return {
        "line": checked.line,
        "time": datetime.fromtimestamp(entry.time, zone).isoformat(),
        "client": client.decode(errors="replace"),
        "host": entry.host or None,
        "bytes_sent": entry.bytes_sent,
        "service": checked.service,
    }
