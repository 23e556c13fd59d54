from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from nblint.lint.fix.save import SaveError, save

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, AFTER = "\ufeffone\r\ntwo\n", "\ufeffone\r\n2\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(BEFORE.encode())
    return path


def test_every_byte_is_written_as_it_is_in_the_text(page: Path) -> None:
    save(page, BEFORE, AFTER, page.parent)
    assert page.read_bytes() == AFTER.encode()
    assert os.listdir(page.parent) == ["page.md"]  # noqa: PTH208 - names are what is compared


def test_the_mode_is_kept(page: Path) -> None:
    page.chmod(0o640)
    save(page, BEFORE, AFTER, page.parent)
    assert stat.S_IMODE(page.stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one(page: Path) -> None:
    link = page.parent / "links" / "link.md"
    link.parent.mkdir()
    link.symlink_to("../page.md")
    save(link, BEFORE, AFTER, page.parent)
    assert link.is_symlink()
    assert page.read_bytes() == AFTER.encode()


def test_a_file_that_somebody_else_changed_is_left_alone(page: Path) -> None:
    page.write_bytes(b"theirs")
    with pytest.raises(SaveError, match="has changed since it was read"):
        save(page, BEFORE, AFTER, page.parent)
    assert page.read_bytes() == b"theirs"


def test_a_file_that_is_gone_is_not_made_again(page: Path) -> None:
    page.unlink()
    with pytest.raises(SaveError, match="no such file"):
        save(page, BEFORE, AFTER, page.parent)
    assert not page.exists()


def test_a_file_that_may_not_be_written_is_left_alone(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)  # root may write everything
    with pytest.raises(SaveError, match="the file is read-only; change its mode"):
        save(page, BEFORE, AFTER, page.parent)
    assert page.read_bytes() == BEFORE.encode()


def test_a_read_only_folder_is_named(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("nblint.files.atomic_write._open_private", refuse)
    with pytest.raises(SaveError, match="its directory is read-only; change its mode or its owner"):
        save(page, BEFORE, AFTER, page.parent)
    assert page.read_bytes() == BEFORE.encode()


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_a_failure_at_any_step_leaves_the_old_file_and_no_other(
    step: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(SaveError, match="not fixed: no space left on device"):
        save(page, BEFORE, AFTER, page.parent)
    assert page.read_bytes() == BEFORE.encode()
    assert list(page.parent.iterdir()) == [page]
