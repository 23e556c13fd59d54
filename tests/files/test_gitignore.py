from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from nblint.files.gitignore import GitIgnore, IgnorePatterns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GIT = shutil.which("git")


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def ignored(root: Path, *paths: str) -> list[str]:
    """Return those of `paths` that are ignored; a folder is written with a final slash."""
    git = GitIgnore(root)
    return [
        path
        for path in paths
        if git.is_ignored(f"{root}/{path.rstrip('/')}", is_dir=path.endswith("/"))
    ]


def test_without_patterns_nothing_is_ignored(tmp_path: Path) -> None:
    assert ignored(tmp_path, "a.md", "docs/", "docs/a.md") == []


def test_what_is_outside_is_not_ignored(tmp_path: Path) -> None:
    write(tmp_path, {"site/.gitignore": "*\n"})
    git = GitIgnore(tmp_path / "site")
    assert not git.is_ignored(f"{tmp_path}/a.md")
    assert not git.is_ignored(f"{tmp_path}/site2/a.md")
    assert git.is_ignored(f"{tmp_path}/site/a.md")


def test_files_above_the_root_count_up_to_the_repository(tmp_path: Path) -> None:
    write(
        tmp_path,
        {".gitignore": "a.md", "repo/.git/HEAD": "", "repo/.gitignore": "b.md", "repo/docs/x": ""},
    )
    assert ignored(tmp_path / "repo/docs", "a.md", "b.md") == ["b.md"]


def test_exclude_file_of_the_repository_counts_least(tmp_path: Path) -> None:
    write(tmp_path, {".git/info/exclude": "a.md\nb.md\n", ".gitignore": "!b.md\n"})
    assert ignored(tmp_path, "a.md", "b.md") == ["a.md"]


def test_nearer_file_has_the_last_word(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*.md", "docs/.gitignore": "!a.md\n/b/*\n!/b/c.md"})
    paths = ("a.md", "docs/a.md", "docs/b.md", "docs/b/c.md", "docs/c/a.md")
    assert ignored(tmp_path, *paths) == ["a.md", "docs/b.md"]


def test_nothing_in_an_ignored_folder_is_brought_back(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "build/\n!build/a.md", "build/.gitignore": "!a.md"})
    assert ignored(tmp_path, "build/a.md", "build/b/c.md") == ["build/a.md", "build/b/c.md"]


def test_lines_that_cannot_be_read_count_for_nothing(tmp_path: Path) -> None:
    # In docs, .gitignore is a folder.
    files = {".gitignore": "!\n[z-a]\na\\\n[[:alpha:]]\nc.md\n", "docs/.gitignore/x": ""}
    write(tmp_path, files)
    assert ignored(tmp_path, "c.md", "docs/d.md") == ["c.md"]


def test_file_is_read_as_bytes_on_disk(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": b"\xef\xbb\xbfa.md\r\ncaf\xe9.md\r\n"})
    assert ignored(tmp_path, "a.md", "caf\udce9.md", "b.md") == ["a.md", "caf\udce9.md"]


PATTERNS = """\
# a comment
*.log
!keep.log
/top.md
build/
docs/**
!docs/keep.md
data/*
!data/sub/
!data/sub/**
cache/**/
trailing.md   \n\
\\!bang.md
\\#hash.md
a?c.md
[!x]y.md
deep/**/end.md
!/packages/
node_modules/
white/*
!white/*/
!white/**/*.md
"""

PATHS = [
    "a.log",
    "keep.log",
    "docs/keep.md",
    "docs/a.md",
    "docs/",
    "top.md",
    "x/top.md",
    "build/",
    "x/build/a.md",
    "data/a.md",
    "data/sub/",
    "data/sub/a.md",
    "data/other/a.md",
    "cache/a.md",
    "cache/x/",
    "cache/x/a.md",
    "trailing.md",
    "!bang.md",
    "#hash.md",
    "abc.md",
    "a/c.md",
    "ay.md",
    "xy.md",
    "deep/end.md",
    "deep/a/b/end.md",
    "packages/",
    "packages/a/node_modules/",
    "packages/a/node_modules/b.md",
    "white/a.md",
    "white/a/",
    "white/a/b.md",
    "white/a/b.png",
]


@pytest.mark.skipif(GIT is None, reason="compares with git")
def test_git_ignores_the_same(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": PATTERNS})
    # Neither the user's own excludes file nor a repository around the tests may matter.
    git = [str(GIT), "-c", "core.excludesFile=", "-C", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    subprocess.run([*git, "init", "-q"], check=True, env=environment)
    for path in PATHS:
        if path.endswith("/"):
            (tmp_path / path).mkdir(parents=True, exist_ok=True)
    answer = subprocess.run(
        [*git, "check-ignore", "--stdin"],
        input="\n".join(path.rstrip("/") for path in PATHS),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    found = [path.rstrip("/") for path in ignored(tmp_path, *PATHS)]
    assert found == answer.stdout.split()
    assert len(found) > len(PATHS) / 3


def test_patterns_are_relative_to_their_root(tmp_path: Path) -> None:
    patterns = IgnorePatterns(["/drafts/", "*.tmp.md", "docs/*.md"], tmp_path / "site")
    paths = ["drafts/a.md", "x/drafts/a.md", "x/a.tmp.md", "docs/a.md", "x/docs/a.md"]
    found = [path for path in paths if patterns.is_ignored(f"{tmp_path}/site/{path}")]
    assert found == ["drafts/a.md", "x/a.tmp.md", "docs/a.md"]
    assert not patterns.is_ignored(f"{tmp_path}/drafts/a.md")


def test_pattern_for_a_folder_needs_a_folder(tmp_path: Path) -> None:
    patterns = IgnorePatterns(["drafts/"], tmp_path)
    assert patterns.is_ignored(f"{tmp_path}/drafts", is_dir=True)
    assert not patterns.is_ignored(f"{tmp_path}/drafts")


@pytest.mark.parametrize("line", ["!", "a\\", "[z-a]"])
def test_line_that_is_no_pattern_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="invalid gitignore pattern") as caught:
        IgnorePatterns(["a.md", line], tmp_path)
    assert f'"{line}"' in str(caught.value)


def test_file_that_is_too_large_counts_for_nothing_and_is_named(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "a.md\n" + "#" * 100_000, "docs/.gitignore": "b.md"})
    git = GitIgnore(tmp_path)
    paths = ["a.md", "docs/b.md"]
    assert [path for path in paths if git.is_ignored(f"{tmp_path}/{path}")] == ["docs/b.md"]
    message = "too large: 100005 bytes, at most 100000 are read; its patterns are not applied"
    assert git.problems == [(tmp_path / ".gitignore", message)]


def test_directory_is_not_matched_by_what_matches_all_in_it(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "docs/*\n!docs/a.md\nsrc/**\n!src/a.md\n"})
    assert ignored(tmp_path, "docs/", "docs/a.md", "docs/b.md") == ["docs/b.md"]
    assert ignored(tmp_path, "src/", "src/a.md", "src/b.md") == ["src/b.md"]
