"""A log that was taken too early and comes back longer, whatever became of its file: each line counts once."""

import bz2
import gzip
import lzma
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from blake3 import blake3
from django.test import Client

from pleinjour.web.observe.actions.intake import forget_run
from pleinjour.web.observe.models import DroppedFile, Intake
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import MARCH, bring
from tests.web.observe.dropped import connections, drop, pass_over
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import member

pytestmark = pytest.mark.django_db

LOG = squid_log(MARCH, range(60))
MORE = squid_log(MARCH.replace(day=20), range(70, 72), days=1)


def grow(path: Path, more: bytes) -> None:
    with path.open("ab") as stream:
        stream.write(more)


def test_a_file_that_grows_after_it_was_taken_counts_each_line_once(folder: Path, authority: Authority) -> None:
    path = drop(folder, "proxy.log", LOG)
    pass_over(authority)
    for people, lines in ((5, 195), (9, 222)):
        grow(path, squid_log(MARCH, range(people)))
        look = pass_over(authority)[1]
        assert (look.files, look.refused, connections(authority)) == (1, 0, lines)
    assert sum(Intake.objects.values_list("lines", flat=True)) == 222
    forget_run(member(authority, Role.RSSI), authority)
    assert (pass_over(authority)[1].lines, connections(authority)) == (222, 222)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_log_taken_too_early_then_rotated_and_compressed_counts_each_line_once(
    folder: Path, authority: Authority, pack: Callable[[bytes], bytes]
) -> None:
    """logrotate's `compress` and `delaycompress`, whether the log was seen in between or not."""
    path = drop(folder, "access.log", LOG)
    pass_over(authority)
    grow(path, MORE)
    drop(folder, "access.log.1.packed", pack(LOG + MORE))
    path.unlink()
    assert (pass_over(authority)[1].lines, connections(authority)) == (2, 182)
    drop(folder, "access.log.2.gz", gzip.compress(LOG + MORE))
    assert (pass_over(authority)[1].again, connections(authority)) == (1, 182)


def test_a_log_renamed_then_compressed_later_counts_each_line_once(folder: Path, authority: Authority) -> None:
    path = drop(folder, "access.log", LOG)
    pass_over(authority)
    grow(path, MORE)
    path = path.rename(folder / "access.log.1")
    pass_over(authority)
    drop(folder, "access.log.2.gz", gzip.compress(path.read_bytes()))
    path.unlink()
    pass_over(authority)
    assert connections(authority) == 182


def test_a_log_taken_too_early_then_copied_and_emptied_counts_each_line_once(
    folder: Path, authority: Authority
) -> None:
    """logrotate's `copytruncate`."""
    live = drop(folder, "access.log", LOG)
    pass_over(authority)
    grow(live, MORE)
    shutil.copy(live, folder / "access.log.1")
    live.write_bytes(squid_log(MARCH.replace(day=21), range(5), days=1))
    pass_over(authority)
    live.rename(folder / "access.log.0")
    pass_over(authority)
    assert connections(authority) == 180 + 2 + 5


def test_a_log_and_the_same_one_longer_dropped_together_count_each_line_once(
    folder: Path, authority: Authority
) -> None:
    drop(folder, "a.log", LOG)
    drop(folder, "b.log.gz", gzip.compress(LOG + MORE))
    assert (pass_over(authority)[1].lines, connections(authority)) == (182, 182)


def test_a_log_brought_in_the_browser_then_dropped_longer_counts_each_line_once(
    folder: Path, steering: Client, authority: Authority
) -> None:
    bring(steering, authority, LOG)
    drop(folder, "proxy.log", LOG + MORE)
    pass_over(authority)
    assert connections(authority) == 182
    bring(steering, authority, gzip.compress(LOG + MORE + squid_log(MARCH, range(3), days=1)))
    assert connections(authority) == 185


def test_nothing_kept_confirms_a_guess_of_what_a_log_held(folder: Path, authority: Authority) -> None:
    drop(folder, "proxy.log", LOG)
    pass_over(authority)
    kept = [*Intake.objects.values_list("digest", "head").get(), DroppedFile.objects.get().digest]
    guesses = {blake3(LOG).hexdigest(), blake3(LOG[:1024]).hexdigest()}
    assert not guesses & set(kept)
    assert kept[0] == kept[2]
