"""When lines were last changed, as git knows it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from nblint.files.last_changes import last_changes

if TYPE_CHECKING:
    from pathlib import Path

_AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@garden.org")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(("git", *arguments), cwd=folder, check=True)  # noqa: S607 - any git will do


def commit(folder: Path, text: str, day: str) -> Path:
    """Write a page and commit it as of a day."""
    file = folder / "page.md"
    file.write_text(text)
    for command in (("init", "-q"), ("add", "."), (*_AUTHOR, "commit", "-qm", "x", "--date", day)):
        git(folder, *command)
    return file


def test_each_line_has_the_time_of_its_own_change(tmp_path: Path) -> None:
    commit(tmp_path, "first\nauthor-time 7\n", "2020-01-02T00:00:00Z")
    file = commit(tmp_path, "first\nauthor-time 7\n\nlast", "2021-01-02T00:00:00Z")
    assert last_changes(file) == [1577923200.0] * 2 + [1609545600.0] * 2


def test_git_knows_nothing_of_a_file_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("first")
    assert last_changes(tmp_path / "page.md") == []
    assert last_changes(tmp_path / "none" / "page.md") == []


def test_no_program_that_a_repository_names_is_run(tmp_path: Path) -> None:
    file = commit(tmp_path, "first\n", "2020-01-02T00:00:00Z")
    (tmp_path / ".gitattributes").write_text("*.md diff=trap\n")
    trap = f"touch {tmp_path}/sprung;"
    for key in ("diff.trap.textconv", "core.fsmonitor"):
        git(tmp_path, "config", key, trap)
    assert len(last_changes(file)) == 1
    assert not (tmp_path / "sprung").exists()
