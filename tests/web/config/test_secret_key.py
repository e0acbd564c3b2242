import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pleinjour.web.config.errors import WrongSetting
from pleinjour.web.config.secret_key import KEY_FILE, read_or_draw_key


def test_a_key_is_drawn_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    home = tmp_path / "var"
    key = read_or_draw_key(home)
    assert len(key) >= 50
    assert read_or_draw_key(home) == key
    assert stat.S_IMODE((home / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == [KEY_FILE]


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_or_draw_key(tmp_path), range(16)))
    assert len(keys) == 1


def test_a_home_that_cannot_be_written_stops_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongSetting, match="PLEINJOUR_HOME"):
        read_or_draw_key(tmp_path / "file")
