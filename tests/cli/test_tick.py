"""`pleinjour tick` in processes of its own: killed at any moment, two at once, before a database that refuses."""

import fcntl
import gzip
import json
import os
import random
import re
import signal
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bench.drop_site import SECRET, DropSite, drop_site
from pleinjour.base.tallies import Tally
from pleinjour.engines.traffic import Domains, Gathering, Reading, figures, summarise
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.pages.dropping import PASS_EVERY
from pleinjour.web.observe.vault import open_month, unwrap_key
from tests.web.observe.logs import CHATGPT, DEEPL, LE_CHAT, squid_line, squid_log

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
SMALL_BATCHES = (
    "from pleinjour.web.observe.dropping import looking\n"
    "looking.FILES_A_BATCH = 7\n"
    "from pleinjour.cli import main\n"
    "main()\n"
)
DJANGO_FIRST = (
    "import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'pleinjour.web.config.settings'\ndjango.setup()\n"
)
KILLS = 8
CANARIES = ("canari042", "10.66.77.88", "canari.mairie.example", "canari-du-fichier", "canari")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> DropSite:
    return drop_site(tmp_path_factory.mktemp("opened"))


@pytest.fixture
def site(tmp_path: Path, opened: DropSite) -> DropSite:
    return drop_site(tmp_path / "site", like=opened)


def logs(count: int) -> list[bytes]:
    """Small logs; people, services and months overlap from one to the next."""
    hosts = (CHATGPT, LE_CHAT, DEEPL)
    return [
        squid_log(APRIL if n % 5 == 0 else MARCH, range(n, n + 8), [hosts[n % 3], hosts[n % 2]], days=1 + n % 4)
        for n in range(count)
    ]


def read_in_one_go(contents: list[bytes]) -> dict[str, list[Tally]]:
    """What the engine alone makes of the logs, month by month."""
    catalogue, key = load_catalogue(), os.urandom(32)
    reading = Reading(Domains(catalogue.domains, catalogue.version), read_on=datetime.now(UTC).date())
    gathering = Gathering()
    for content in contents:
        gathering.add(summarise(BytesIO(content), reading, key=key))
    tallies = figures(gathering.summary(), catalogue.category_of)
    return {
        str(month): [one for one in tallies if one.key.month == month] for month in {one.key.month for one in tallies}
    }


def read_database(site: DropSite) -> dict[str, list[Tally]]:
    """What the open months of the site really count."""
    with closing(sqlite3.connect(site.database)) as connection:
        rows = connection.execute(
            "SELECT month, sealed, wrapped_key, m.authority_id FROM observe_openmonth m"
            " JOIN observe_run r ON r.id = m.run_id"
        ).fetchall()
    return {
        month: figures(open_month(sealed, unwrap_key(wrapped, authority)), load_catalogue().category_of)
        for month, sealed, wrapped, authority in rows
    }


def count_read(site: DropSite) -> int:
    """How many files are taken in; none is without being remembered."""
    with closing(sqlite3.connect(site.database)) as connection:
        counts = (
            "SELECT (SELECT count(*) FROM observe_intake),"
            " (SELECT count(DISTINCT digest) FROM observe_droppedfile WHERE digest != '')"
        )
        read, remembered = connection.execute(counts).fetchone()
    assert remembered == read
    return int(read)


def kill_after_a_batch(site: DropSite, chance: random.Random) -> tuple[int, bytes]:
    """A pass killed at some moment after it has kept a batch: how it ended, and what it said."""
    before, process = count_read(site), site.start("tick", program=DJANGO_FIRST + SMALL_BATCHES)
    while process.poll() is None and count_read(site) == before:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.08))
    process.kill()
    out, err = process.communicate(timeout=60)
    return process.returncode, out + err


def rotate(site: DropSite, chance: random.Random) -> None:
    """What happens to a folder between two passes: a file is renamed, another compressed."""
    plain = sorted(site.drop.glob("*.log"))
    moved, compressed = chance.sample(plain, 2)
    moved.rename(moved.with_name(f"moved-{moved.name}"))
    compressed.with_name(f"{compressed.name}.gz").write_bytes(gzip.compress(compressed.read_bytes()))
    compressed.unlink()


def test_a_pass_killed_at_any_moment_is_taken_up_and_counts_each_line_once(site: DropSite, settings: Settings) -> None:
    settings.SECRET_KEY = SECRET
    contents = logs(100)
    for number, content in enumerate(contents):
        (site.drop / f"proxy{number}.log").write_bytes(content)
    chance, killed = random.Random(3), 0
    for _ in range(KILLS):
        killed += kill_after_a_batch(site, chance)[0] == -signal.SIGKILL
        rotate(site, chance)
    assert killed > KILLS // 2
    code, said = site.run("tick")
    assert code == 0, said
    assert read_database(site) == read_in_one_go(contents)
    assert count_read(site) == len(contents)
    code, said = site.run("tick", "--json")
    assert json.loads(said)["reports"][0]["counts"]["files"] == 0


def test_two_passes_never_run_at_once(site: DropSite) -> None:
    (site.drop / "proxy.log").write_bytes(logs(1)[0])
    assert site.run("tick")[0] == 0
    with (site.home / "tick.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert site.run("tick") == (0, "Un autre passage est en cours. Il n’y a rien à faire.\n")


def test_a_pass_with_nothing_to_do_says_so(tmp_path: Path, opened: DropSite) -> None:
    site = drop_site(tmp_path / "site", {"PLEINJOUR_DROP_FOLDER": ""}, like=opened)
    assert site.run("tick") == (0, "Rien à faire.\n")


def test_a_database_that_is_behind_is_told(site: DropSite) -> None:
    site.database.unlink()
    code, said = site.run("tick")
    assert code == 1
    assert "Aucune base ici" in said
    assert not site.database.exists()
    with closing(sqlite3.connect(site.database)) as old:
        old.execute("CREATE TABLE something (number)")
    code, said = site.run("tick")
    assert code == 1
    assert "La base de données refuse (OperationalError)" in said


def test_a_pass_that_needs_somebody_says_why_and_ends_with_1(site: DropSite) -> None:
    (site.drop / "proxy.log.gz").write_bytes(gzip.compress(logs(1)[0])[:-30])
    (site.drop.parent / "clairvall").mkdir()
    code, said = site.run("tick")
    assert code == 1
    assert "l’archive est tronquée. Copiez-le de nouveau" in said
    assert "n’est celui d’aucune collectivité" in said
    (site.drop / "proxy.log.gz").unlink()
    (site.drop.parent / "clairvall").rmdir()
    assert site.run("tick")[0] == 0


@pytest.mark.parametrize(
    "fault",
    [
        # As a disk that fills up in the middle of a transaction.
        "cursor.execute('PRAGMA max_page_count = %d' % cursor.execute('PRAGMA page_count').fetchone()[0])",
        "cursor.execute('PRAGMA query_only = ON')",
    ],
    ids=["full", "read-only"],
)
def test_a_database_that_refuses_in_the_middle_leaves_nothing_half_done(
    site: DropSite, settings: Settings, fault: str
) -> None:
    settings.SECRET_KEY = SECRET
    contents = logs(60)
    for number, content in enumerate(contents):
        (site.drop / f"proxy{number}.log").write_bytes(content)
    program = (
        f"{DJANGO_FIRST}"
        "from pleinjour.web.observe.dropping import looking\n"
        "from django.db import connection\n"
        "real, calls = looking.keep_batch, []\n"
        "def keep(*words):\n"
        "    calls.append(1)\n"
        "    if len(calls) == 4:\n"
        "        with connection.cursor() as cursor:\n"
        f"            {fault}\n"
        "    return real(*words)\n"
        "looking.keep_batch = keep\n"
        f"{SMALL_BATCHES}"
    )
    code, said = site.run("tick", program=program)
    assert code == 1, said
    assert "La base de données refuse (OperationalError)" in said
    assert 21 <= count_read(site) < len(contents)
    assert site.run("tick")[0] == 0
    assert read_database(site) == read_in_one_go(contents)


def test_a_database_that_stays_locked_is_told(site: DropSite) -> None:
    (site.drop / "proxy.log").write_bytes(logs(1)[0])
    impatient = DJANGO_FIRST + (
        "from django.conf import settings\n"
        "settings.DATABASES['default']['OPTIONS']['timeout'] = 0.2\n"
        "from pleinjour.cli import main\n"
        "main()\n"
    )
    other = sqlite3.connect(site.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    code, said = site.run("tick", program=impatient)
    other.execute("ROLLBACK")
    other.close()
    assert code == 1
    assert "La base de données refuse (OperationalError)" in said
    assert count_read(site) == 0
    assert site.run("tick")[0] == 0


def sing(site: DropSite) -> None:
    """Logs full of canaries, in files that bear their names too; some are broken."""
    line = squid_line(MARCH, 1, "canari.mairie.example", user="canari042", client="10.66.77.88")
    hit = squid_line(MARCH, 1, "canari.chatgpt.com", user="canari042", client="10.66.77.88")
    for number in range(40):
        (site.drop / f"canari-du-fichier{number}.log").write_bytes((line + hit) * (number + 1))
    (site.drop / "canari-du-fichier.log.gz").write_bytes(gzip.compress(hit * 400)[:-20])
    (site.drop / "canari-du-fichier.txt").write_text("canari042 (10.66.77.88) demande canari.mairie.example\n" * 40)


def assert_silent(site: DropSite, said: str) -> None:
    assert [canary for canary in CANARIES if canary in said.lower()] == []
    for path in site.folder.rglob("*"):
        if path.is_file() and site.drop not in path.parents:
            content = path.read_bytes().lower()
            assert [canary for canary in CANARIES if canary.encode() in content] == [], path


def test_a_pass_names_nobody_even_killed(site: DropSite) -> None:
    sing(site)
    leak = site.folder / "cwd/leak"
    leak.write_bytes(b"canari042")
    with pytest.raises(AssertionError, match="leak"):
        assert_silent(site, "")
    leak.unlink()
    chance = random.Random(5)
    for _ in range(4):
        assert_silent(site, kill_after_a_batch(site, chance)[1].decode())
    for words in (["tick"], ["tick", "--json"]):
        code, said = site.run(*words)
        assert code == 1
        assert_silent(site, said)
    assert count_read(site) == 40


@pytest.mark.parametrize("where", ["counting.HitCounter.add", "hosts.normalise_host", "counting.HitCounter._meet"])
def test_an_error_that_nobody_foresaw_names_nobody(site: DropSite, where: str) -> None:
    sing(site)
    program = (
        "from pleinjour.engines.traffic import counting, hosts\n"
        "def fail(*what): raise ValueError(what, 'canari042')\n"
        f"{where} = fail\n"
        f"{DJANGO_FIRST}{SMALL_BATCHES}"
    )
    code, said = site.run("tick", program=program)
    assert code == 1
    assert "ValueError" in said
    assert_silent(site, said)


def test_doctor_says_whether_passes_take_place(site: DropSite) -> None:
    assert "Aucun passage de « pleinjour tick »" in site.run("doctor")[1]
    site.run("tick")
    assert "✓ Dernier passage :" in site.run("doctor")[1]
    (site.home / "tick.lock").write_text("2026-03-01T09:00:00+00:00")
    assert "se sont arrêtés : 2026-03-01 09:00 UTC" in site.run("doctor")[1]
    site.drop.rmdir()
    site.drop.parent.rmdir()
    code, said = site.run("doctor")
    assert code == 1
    assert "Le dossier de dépôt n’existe pas" in said


def test_the_timer_runs_the_command_as_often_as_the_page_says() -> None:
    units = Path(__file__).parents[2] / "deploy/systemd"
    (minutes,) = re.findall(r"^OnCalendar=\*:0/(\d+)$", (units / "pleinjour-tick.timer").read_text(), re.M)
    assert timedelta(minutes=int(minutes)) == PASS_EVERY
    service = (units / "pleinjour-tick.service").read_text().splitlines()
    assert "ExecStart=/opt/pleinjour/.venv/bin/pleinjour tick" in service
    assert {"NoNewPrivileges=true", "ProtectSystem=strict", "LimitCORE=0"} <= set(service)
