"""What has changed since a commit, in work trees of all sorts."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from nblint.files.git.changes import Changes, changes_since
from nblint.files.git.overlay import Overlay
from nblint.files.git.run_git import _ENVIRONMENT as ENVIRONMENT
from nblint.files.git.run_git import GitError
from repositories import commit, git, ordinary, write

if TYPE_CHECKING:
    from pathlib import Path

LARGE = 10_000
TEXT = "# Page\n\nOne line,\n\nand another,\n\nand a third.\n"


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """Return a repository with one page at its commit."""
    directory = tmp_path / "garden"
    directory.mkdir()
    git(directory, "init", "--quiet")
    write(directory, {"page.md": TEXT})
    commit(directory)
    return directory


def changes(directory: Path, ref: str = "HEAD") -> Changes:
    """Return the changes of a run over all pages."""
    return changes_since(directory, ref, sorted(directory.rglob("*.md")), LARGE)


def short(paths: object, directory: Path) -> list[str]:
    assert isinstance(paths, frozenset | dict)
    return sorted(os.path.relpath(path, directory) for path in paths)


def test_a_checkout_with_other_line_endings_is_unchanged(garden: Path) -> None:
    page = garden / "page.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert changes(garden).lines == {}
    page.write_bytes(page.read_bytes().replace(b"another", b"more"))
    assert changes(garden).lines == {str(page): [(5, 5)]}
    write(garden, {"page.md": TEXT.replace("\n", "\r\n").replace("One", "Two")})
    commit(garden)
    page.write_text(TEXT)
    assert changes(garden).lines == {str(page): [(3, 3)]}


def test_what_a_sparse_checkout_leaves_out_is_not_removed(garden: Path) -> None:
    write(garden, {"docs/a.md": TEXT, "plans/b.md": TEXT})
    commit(garden)
    git(garden, "sparse-checkout", "set", "docs")
    assert not (garden / "plans").exists()
    found = changes(garden)
    assert found.removed == frozenset()
    assert "plans/b.md" in short(found.tracked, garden)


def test_pages_that_a_merge_left_in_conflict_are_compared(garden: Path) -> None:
    git(garden, "checkout", "--quiet", "-b", "side")
    for branch in ("side", "main"):
        git(garden, "checkout", "--quiet", branch)
        write(garden, {"page.md": TEXT.replace("another", branch)})
        commit(garden)
    git(garden, "merge", "side", check=False)
    assert "<<<<<<<" in (garden / "page.md").read_text()
    found = changes(garden)
    assert found.lines == {str(garden / "page.md"): [(5, 5), (7, 9)]}
    assert short(found.before, garden) == ["page.md"]


def test_a_submodule_is_no_change(garden: Path) -> None:
    ordinary(garden.parent / "origin")
    allowed = ("-c", "protocol.file.allow=always")
    git(garden, *allowed, "submodule", "--quiet", "add", str(garden.parent / "origin"), "sub")
    commit(garden)
    write(garden / "sub", {"a.md": TEXT})
    commit(garden / "sub")
    shutil.rmtree(garden / "sub")
    found = changes(garden)
    assert "sub" in short(found.tracked, garden)
    assert (found.removed, found.lines, found.before) == (frozenset(), {}, {})


def test_links_are_not_followed(garden: Path) -> None:
    outside = garden.parent / "outside"
    write(outside, {"b.md": TEXT, "c.md": "# Diary\n"})
    write(garden, {"docs/b.md": TEXT, "c.md": TEXT})
    commit(garden)
    shutil.rmtree(garden / "docs")
    (garden / "docs").symlink_to(outside)
    (garden / "c.md").unlink()
    (garden / "c.md").symlink_to(outside / "c.md")
    found = changes_since(garden, "HEAD", [garden / "docs/b.md", garden / "c.md"], LARGE)
    assert short(found.removed, garden) == ["docs/b.md"]
    assert found.lines == {}


def test_a_page_that_became_a_directory_is_removed(garden: Path) -> None:
    (garden / "page.md").unlink()
    write(garden, {"page.md/a.md": TEXT})
    assert short(changes(garden).removed, garden) == ["page.md"]


def test_a_page_that_git_forgot_is_removed_and_new(garden: Path) -> None:
    git(garden, "rm", "--quiet", "--cached", "page.md")
    found = changes(garden)
    assert short(found.removed, garden) == ["page.md"]
    assert found.tracked == frozenset()


def test_pages_that_are_too_large_are_not_read(garden: Path) -> None:
    write(garden, {"now.md": TEXT, "then.md": TEXT * LARGE, "gone.md": TEXT * LARGE})
    commit(garden)
    write(garden, {"now.md": TEXT * LARGE, "then.md": TEXT})
    (garden / "gone.md").unlink()
    found = changes(garden)
    assert "now.md" not in short(found.lines, garden)
    assert found.before == {}
    assert short(found.removed, garden) == ["gone.md"]


def test_only_pages_of_the_run_are_read(garden: Path) -> None:
    write(garden, {"other.md": TEXT, "script.py": "a = 1\n", "gone.png": "\0" * 99})
    commit(garden)
    write(garden, {"page.md": TEXT + "More.\n", "other.md": "", "script.py": "a = 2\n"})
    (garden / "gone.png").unlink()
    found = changes_since(garden, "HEAD", [garden / "page.md"], LARGE)
    assert found.lines == {str(garden / "page.md"): [(8, 8)]}
    assert short(found.before, garden) == ["page.md"]
    assert short(found.removed, garden) == ["gone.png"]


def test_names_of_all_sorts_are_read_as_they_are(garden: Path) -> None:
    names = ['Bäume "und" so\t.md', "a -> b.md", ":(glob)*.md", "-x.md", "two\nlines.md", "%s.md"]
    write(garden, dict.fromkeys(names, TEXT))
    commit(garden)
    write(garden, dict.fromkeys(names, TEXT + "More.\n"))
    found = changes(garden)
    assert short(found.lines, garden) == sorted(names)
    assert short(found.before, garden) == sorted(names)
    assert set(map(str, found.lines.values())) == {"[(8, 8)]"}


@pytest.mark.parametrize("is_committed", [True, False])
def test_attributes_do_not_count(is_committed: bool, garden: Path) -> None:  # noqa: FBT001 - a case
    write(garden, {".gitattributes": "*.md diff=x -text\n", "docs/.gitattributes": "* diff=x\n"})
    if is_committed:
        commit(garden)
    git(garden, "config", "diff.x.xfuncname", "[")  # which is no regular expression
    write(garden, {"page.md": TEXT.replace("third", "last")})
    assert changes(garden).lines == {str(garden / "page.md"): [(7, 7)]}


def test_a_repository_with_longer_names_of_objects(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    write(tmp_path, {"page.md": TEXT})
    commit(tmp_path)
    assert changes(tmp_path).lines == {}
    write(tmp_path, {"page.md": TEXT + "More.\n"})
    assert changes(tmp_path).lines == {str(tmp_path / "page.md"): [(8, 8)]}


def test_nothing_is_written_to_the_repository(garden: Path) -> None:
    for setting in ("core.splitIndex", "index.sparse", "core.untrackedCache", "feature.manyFiles"):
        git(garden, "config", setting, "true")
    write(garden, {"docs/a.md": TEXT, "plans/b.md": TEXT})
    commit(garden)
    git(garden, "sparse-checkout", "set", "--cone", "docs")
    write(garden, {"page.md": TEXT + "More.\n", "docs/new.md": TEXT})
    git(garden, "add", "docs")

    def state() -> dict[str, bytes]:
        return {str(file): file.read_bytes() for file in garden.rglob("*") if file.is_file()}

    before = state()
    assert short(changes(garden).lines, garden) == ["docs/new.md", "page.md"]
    assert state() == before


def test_a_clone_without_old_files_is_named_and_fetches_none(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(garden, {"page.md": TEXT + "More.\n"})
    commit(garden)
    git(garden, "config", "uploadpack.allowFilter", "true")
    clone = garden.parent / "clone"
    git(garden, "clone", "--quiet", "--filter=blob:none", garden.as_uri(), str(clone))
    for key, value in (
        ("protocol.file.allow", "always"),
        ("remote.origin.uploadpack", f"touch {garden.parent}/sprung;"),
    ):
        git(clone, "config", key, value)
    assert changes(clone).lines == {}
    reason = 'this partial clone lacks files of "HEAD~1"; clone without --filter'
    with pytest.raises(GitError, match=reason):
        changes(clone, "HEAD~1")
    monkeypatch.delitem(ENVIRONMENT, "GIT_NO_LAZY_FETCH")  # which git has known since 2.45
    with pytest.raises(GitError, match=reason):
        changes(clone, "HEAD~1")
    assert not (garden.parent / "sprung").exists()


def test_a_full_disk_is_one_line(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def add(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Overlay, "add", add)
    write(garden, {"page.md": "# Page\n"})
    with pytest.raises(GitError, match="a temporary file for git cannot be written: No space"):
        changes(garden)
