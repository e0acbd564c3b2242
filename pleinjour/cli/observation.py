"""The observation itself, from names of files to cells that may be shown. Nothing is written anywhere."""

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import click

from pleinjour.base.defaults import ROUNDING
from pleinjour.base.tallies import Cell, Tally
from pleinjour.cli.language import translate
from pleinjour.cli.reading import make_reading
from pleinjour.cli.scheduling.addresses import Cluster
from pleinjour.cli.scheduling.cluster import read_on_cluster
from pleinjour.cli.scheduling.orders import Order, Progress, make_order, read
from pleinjour.cli.scheduling.processes import choose_jobs, read_in_processes
from pleinjour.cli.sources import STANDARD_INPUT, Source, find_logs
from pleinjour.engines.disclosure import check_threshold, lay_out, protect
from pleinjour.engines.traffic import METHOD, Account, Gathering, Units, decode_units, describe, figures, parse_units
from pleinjour.refdata.services import load_catalogue


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for. `jobs`: how many processes read, None to choose; `cluster`: who reads instead."""

    format_name: str | None
    zone: str
    units_path: str | None
    threshold: int
    jobs: int | None = None
    cluster: Cluster | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What was read, and what may be shown of it, by which rules. `method`: the version of the way of counting."""

    account: Account
    cells: list[Cell]
    zone: str
    threshold: int
    rounding: int = ROUNDING
    method: int = METHOD


def observe(names: tuple[str, ...], options: Options) -> Observation:
    """Reads every log and returns protected cells. Raises PleinjourError; then nothing has been kept."""
    reading = make_reading(options.format_name, options.zone, _units(options.units_path))
    check_threshold(options.threshold)  # too low a one stops before hours of reading
    sources = find_logs(names)
    order = make_order(reading, key=os.urandom(32))
    gathering = Gathering()
    with _progress(sources) as progress, closing(summaries(sources, order, options, progress)) as fresh:
        for summary in fresh:
            gathering.add(summary)
    summary = gathering.summary()
    tallies = figures(summary, load_catalogue().category_of)
    cells = protect(tallies, secret=_secret_of(tallies), threshold=options.threshold, rounding=ROUNDING)
    account = describe(summary)
    laid = lay_out(cells, units=reading.units.names(), sheets=account.sheets)
    return Observation(account, laid, options.zone, options.threshold)


def _secret_of(tallies: list[Tally]) -> bytes:
    """What chance is drawn from: the exact counts, so that the same lines always give the same figures."""
    return blake2b(repr(tallies).encode()).digest()


def summaries(sources: list[Source], order: Order, options: Options, progress: Progress) -> Generator[bytes]:
    """The summary of each log, in no order; largest logs first, so that no process is left alone with one at the end.

    Raises PleinjourError.
    """
    ordered = sorted(sources, key=lambda source: source.size, reverse=True)
    if options.cluster:
        yield from read_on_cluster(ordered, order, options.cluster, progress)
        return
    jobs = choose_jobs(options.jobs, sources)
    here = [source.name for source in sources if jobs == 1 or source.name == STANDARD_INPUT]
    elsewhere = [source.name for source in ordered if jobs > 1 and source.name != STANDARD_INPUT]
    for name in here:
        yield read(order, name, progress)
    if elsewhere:
        yield from read_in_processes(elsewhere, order, jobs, progress)


def _units(path: str | None) -> Units:
    return parse_units(decode_units(Path(path).read_bytes())) if path else Units()


@contextmanager
def _progress(sources: list[Source]) -> Iterator[Progress]:
    """Gives the function that is told of bytes read; a bar shows on a terminal only."""
    total = sum(source.size for source in sources)
    label = translate("Lecture")
    with click.progressbar(length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar.update
