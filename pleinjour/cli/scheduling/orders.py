"""What one who reads logs elsewhere is told, and what comes back: one sealed summary a log, or why there is none."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from pleinjour import __version__
from pleinjour.base.errors import PleinjourError, breaking_place
from pleinjour.cli.reading import known_domains, scan_cache
from pleinjour.cli.scheduling.errors import EditionsDiffer, ReadingBroke
from pleinjour.cli.sources import open_log
from pleinjour.engines.traffic import METHOD, Reading, Units, seal, summarise
from pleinjour.refdata.services import load_catalogue

Progress = Callable[[int], None]
"""Is told how many more bytes of a log were read, as they are stored."""


def edition() -> str:
    """What makes two machines count alike: the versions of Pleinjour, of its method and of its catalogue."""
    return f"{__version__}, {METHOD}, {load_catalogue().version}"


@dataclass(frozen=True, slots=True)
class Order:
    """How to read, for a process that knows nothing of the command line, with a catalogue of its own. The key and the
    units stay out of its repr: schedulers write what they are told in their logs when something breaks.

    Fields are those of `Reading`; `read_on` is the day where the command was typed.
    """

    format: str | None
    customs: tuple[str, ...]
    zone: str
    read_on: date
    edition: str
    units: Units = field(repr=False)
    key: bytes = field(repr=False)

    def reading(self) -> Reading:
        """Raises EditionsDiffer where the figures would not be those of the machine that asks."""
        if self.edition != edition():
            raise EditionsDiffer(ours=self.edition, theirs=edition())
        return Reading(
            domains=known_domains(),
            read_on=self.read_on,
            units=self.units,
            format=self.format,
            customs=self.customs,
            zone=self.zone,
            scan_cache=scan_cache(),
        )


def make_order(reading: Reading, *, key: bytes) -> Order:
    """The order to read as `reading` does here."""
    return Order(
        format=reading.format,
        customs=reading.customs,
        zone=reading.zone,
        read_on=reading.read_on,
        edition=edition(),
        units=reading.units,
        key=key,
    )


def read(order: Order, name: str, progress: Progress) -> bytes:
    """The summary of one log, bare: it does not leave this process. Raises PleinjourError."""
    reading = order.reading()
    with open_log(name) as stream:
        return summarise(stream, reading, key=order.key, name=name, progress=_steps(stream, progress))


def take(order: Order, name: str, progress: Progress = lambda _bytes: None) -> bytes | PleinjourError:
    """The summary of one log, sealed. Raises nothing: what would be raised is returned, or told without its message."""
    try:
        return seal(read(order, name, progress), order.key)
    except PleinjourError as error:
        return error
    except Exception as error:  # noqa: BLE001 - a scheduler would write its message, which may quote a line, in a log
        return ReadingBroke(name=name, kind=type(error).__name__, place=breaking_place(error))


def _steps(stream: BinaryIO, progress: Progress) -> Progress:
    """Told of each step of a reading, tells `progress` how far the stream went; nothing where it cannot know."""
    seen = 0

    def step(_decompressed: int) -> None:
        nonlocal seen
        with suppress(OSError):
            position = stream.tell()
            progress(position - seen)
            seen = position

    return step
