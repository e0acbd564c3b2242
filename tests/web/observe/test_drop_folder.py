"""Which files of a folder are looked into: each kind by its rule, and nothing in the folder is changed."""

import os
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pleinjour.web.observe.dropping.folder import DEEPEST, FileChanged, Found, PassedOver, live_names, walk


def names_read(folder: Path) -> list[bytes]:
    """The first line of each file found, which tests make the same as its name."""
    found = []
    for file in walk(folder, Counter()):
        with file.opened() as stream:
            found.append(stream.read())
    return found


def passed_over(folder: Path) -> dict[PassedOver, int]:
    left: Counter[PassedOver] = Counter()
    assert list(walk(folder, left)) == []
    return dict(left)


@pytest.mark.parametrize(
    "name",
    [b"proxy.log", b"-rf", b"a\nb.log", b"\xff\xfe.log", "journal d’été 🌞.log".encode(), b"$(reboot).log", b"a" * 255],
)
def test_a_file_is_read_whatever_its_name(tmp_path: Path, name: bytes) -> None:
    Path(os.fsdecode(os.path.join(bytes(tmp_path), name))).write_bytes(b"lines")
    assert names_read(tmp_path) == [b"lines"]


@pytest.mark.parametrize("seconds", [-(10**14), 10**14])
def test_a_file_may_claim_any_year(seconds: int) -> None:
    status = os.stat_result([0] * 8 + [seconds, 0])
    assert 1970 <= Found(status, False, "proxy.log", -1).modified_at.year <= 2100


def test_folders_are_read_too_in_the_order_of_names(tmp_path: Path) -> None:
    for place in ("2026/03/b.log", "2026/03/a.log", "2026/02/z.log", "c.log"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(place)
    assert names_read(tmp_path) == [b"2026/02/z.log", b"2026/03/a.log", b"2026/03/b.log", b"c.log"]


@pytest.mark.parametrize(
    "name",
    [
        ".proxy.log.Xk2f1a",
        ".hidden/proxy.log",
        "proxy.log.filepart",
        "proxy.log.tmp",
        "proxy.log.PART",
        "proxy.log~",
        "lost+found/proxy.log",
    ],
)
def test_hidden_and_unfinished_files_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"lines")
    assert passed_over(tmp_path) == {"hidden": 1}


def make_link(path: Path) -> None:
    (path.parent.parent / "outside").mkdir()
    (path.parent.parent / "outside/secret.log").write_bytes(b"lines")
    path.symlink_to(path.parent.parent / "outside/secret.log")


def make_folder_link(path: Path) -> None:
    (path.parent.parent / "outside").mkdir()
    (path.parent.parent / "outside/secret.log").write_bytes(b"lines")
    path.symlink_to(path.parent.parent / "outside")


def make_loop(path: Path) -> None:
    path.symlink_to(path.parent)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (make_link, "link"),
        (make_folder_link, "link"),
        (make_loop, "link"),
        (os.mkfifo, "special"),
        (make_socket, "special"),
        (Path.touch, "empty"),
    ],
)
def test_what_is_no_file_is_left_alone(tmp_path: Path, make: Callable[[Path], None], kind: PassedOver) -> None:
    (tmp_path / "depot").mkdir()
    make(tmp_path / "depot/proxy.log")
    assert passed_over(tmp_path / "depot") == {kind: 1}


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "depot").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"Not a directory|symbolic"):
        list(walk(tmp_path / "depot", Counter()))


def test_folders_within_folders_have_an_end(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["f"] * (DEEPEST + 2))
    deep.mkdir(parents=True)
    (deep / "proxy.log").write_bytes(b"lines")
    assert passed_over(tmp_path) == {"deep": 1}


def replace_by_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def replace_by_another(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.write_bytes(b"more")


def grow(path: Path) -> None:
    path.write_bytes(b"lines")


def write_and_set_the_date_back(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"LINE")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = [Path.unlink, replace_by_link, replace_by_pipe, replace_by_another, grow, write_and_set_the_date_back]


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_between_the_list_and_its_opening_is_left_for_later(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    (tmp_path / "proxy.log").write_bytes(b"line")
    for file in walk(tmp_path, Counter()):
        change(tmp_path / "proxy.log")
        with pytest.raises(FileChanged), file.opened():
            pass


@pytest.mark.parametrize(
    ("names", "live"),
    [
        (["access.log", "access.log.1", "access.log.2.gz"], {"access.log"}),
        (["access.log", "access.log-20260301.zst"], {"access.log"}),
        (["access.log", "access-2026-03-01.log"], {"access.log"}),
        (["access.log", "access-20260301T0600.log"], {"access.log"}),
        (["proxy1.log", "proxy2.log", "2026-03-01.log", "10.0.0.1.log"], set()),
        (["access.log", "cache.log.1"], set()),
    ],
)
def test_a_log_that_has_rotations_is_taken_for_one_being_written(names: list[str], live: set[str]) -> None:
    assert set(live_names(iter(names))) & set(names) == live
