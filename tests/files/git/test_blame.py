"""When lines were last changed, as git knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.files.git.git_blame import last_changes
from repositories import git

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND = 1577923200.0, 1609545600.0


def commit(directory: Path, text: str, day: str) -> Path:
    """Write a page and commit it as of a day."""
    file = directory / "page.md"
    file.write_bytes(text.encode())
    git(directory, "init", "--quiet")
    git(directory, "add", ".")
    git(directory, "commit", "--quiet", "--message", "x", "--date", day)
    return file


def committed_twice(directory: Path) -> Path:
    commit(directory, "first\nauthor-time 7\n", "2020-01-02T00:00:00Z")
    return commit(directory, "first\nauthor-time 7\n\nlast", "2021-01-02T00:00:00Z")


def test_each_line_has_the_time_of_its_own_change(tmp_path: Path) -> None:
    assert last_changes(committed_twice(tmp_path)) == [FIRST] * 2 + [SECOND] * 2


def test_lines_that_are_not_committed_have_no_time(tmp_path: Path) -> None:
    file = committed_twice(tmp_path)
    file.write_text("new\nlast\nfirst\nfirst\n")
    assert last_changes(file) == [None, SECOND, FIRST, None]


def test_line_endings_of_the_checkout_do_not_matter(tmp_path: Path) -> None:
    file = committed_twice(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert last_changes(file) == [FIRST] * 2 + [SECOND] * 2


def test_git_knows_nothing_of_a_file_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("first")
    assert last_changes(tmp_path / "page.md") == []
    assert last_changes(tmp_path / "none" / "page.md") == []


def test_a_link_is_followed_within_its_repository_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for directory in (inside, outside):
        directory.mkdir()
        commit(directory, "first\n", "2020-01-02T00:00:00Z")
    (inside / "near.md").symlink_to("page.md")
    (inside / "far.md").symlink_to(outside / "page.md")
    assert last_changes(inside / "near.md") == [FIRST]
    assert last_changes(inside / "far.md") == []
