"""The key of a user lies outside of the project, and only that user can read it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from nblint.web.cache.user_key import user_key

if TYPE_CHECKING:
    from pathlib import Path


def keep(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """Return an environment with a directory of its own, and the file of the key there."""
    return {"XDG_STATE_HOME": str(tmp_path / "state")}, tmp_path / "state/nblint/cache.key"


def test_key_is_made_once_and_stays(tmp_path: Path) -> None:
    environ, file = keep(tmp_path)
    key = user_key(environ, tmp_path / "project")
    assert key is not None
    assert (len(key), file.read_bytes()) == (32, key)
    assert user_key(environ, tmp_path / "project") == key
    assert [path.name for path in file.parent.iterdir()] == ["cache.key"]


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_key_that_others_can_read_is_replaced(tmp_path: Path) -> None:
    environ, file = keep(tmp_path)
    key = user_key(environ, tmp_path / "project")
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    other = user_key(environ, tmp_path / "project")
    assert other not in {None, key}
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 33])
def test_file_that_holds_no_key_is_replaced(tmp_path: Path, data: bytes) -> None:
    environ, file = keep(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    file.chmod(0o600)
    key = user_key(environ, tmp_path / "project")
    assert key is not None
    assert file.read_bytes() == key != data


def test_link_in_the_place_of_the_key_is_replaced_and_not_followed(tmp_path: Path) -> None:
    environ, file = keep(tmp_path)
    file.parent.mkdir(parents=True)
    other = tmp_path / "other"
    other.write_bytes(b"k" * 32)
    file.symlink_to(other)
    assert user_key(environ, tmp_path / "project") not in {None, b"k" * 32}
    assert other.read_bytes() == b"k" * 32
    assert not file.is_symlink()


def test_directory_in_the_project_keeps_no_key(tmp_path: Path) -> None:
    environ, file = keep(tmp_path)
    assert user_key(environ, tmp_path) is None
    assert not file.exists()


def test_directory_that_is_a_file_keeps_no_key(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    assert user_key(keep(tmp_path)[0], tmp_path / "project") is None


def test_directory_is_that_of_the_system_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    places = {
        "linux": ".local/state/nblint/cache.key",
        "darwin": "Library/Application Support/nblint/cache.key",
        "win32": "AppData/Local/nblint/cache.key",
    }
    for platform, place in places.items():
        monkeypatch.setattr("sys.platform", platform)
        key = user_key({"XDG_STATE_HOME": "relative"}, tmp_path / "project")
        assert (tmp_path / place).read_bytes() == key
