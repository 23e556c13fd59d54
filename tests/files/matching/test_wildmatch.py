from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nblint.files.matching import PatternError
from nblint.files.matching.wildmatch import DIRECTORY, WildPatterns, wild_pattern

if TYPE_CHECKING:
    from pathlib import Path

GIT = shutil.which("git")
PARTS = (
    *("a", "b", "c", ".", "*", "**", "***", "/", "/**/", "**/", "/*", "?", "[ab]", "[!a]", "[^a]"),
    *("[]a]", "[a-b]", "[a-]", "[[:alpha:]]", "[[:no:]]", "\\", "!", "#", " "),
)
NAMES = ("a", "b", "ab", "ba", "aab", ".a", "a]", "a b", "a ", "c")
PATHS = [
    *NAMES,
    *(f"{first}/{second}" for first in NAMES for second in NAMES[:4]),
    *(f"{first}/{second}/{third}" for first in NAMES[:4] for second in "ab" for third in "abc"),
]


def covers(line: str, path: str) -> bool:
    """Tell whether a pattern matches a file or a directory above it."""
    try:
        pattern = wild_pattern(line)
    except PatternError:
        return False
    patterns = WildPatterns([pattern] if pattern else [])
    parts = path.split("/")
    above = ("/".join(parts[:depth]) + DIRECTORY for depth in range(1, len(parts)))
    return any(patterns.last(item) >= 0 for item in (path, *above))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    subprocess.run([str(GIT), "init", "-q", str(root)], check=True)
    return root


# A slash that is escaped has rules of its own, and a doubled one never matches; nobody writes them.
@pytest.mark.skipif(GIT is None, reason="compares with git")
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=7).map("".join))
@settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_git_matches_the_same(repository: Path, line: str) -> None:
    line = line.replace("//", "/").replace("\\/", "/").lstrip("!")
    (repository / ".gitignore").write_text(f"{line}\n")
    answer = subprocess.run(
        [str(GIT), "-c", "core.excludesFile=", "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(PATHS),
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,  # 1 is none
        env={name: value for name, value in os.environ.items() if name[:4] != "GIT_"},
    )
    assert [path for path in PATHS if covers(line, path)] == answer.stdout.split("\0")[:-1]


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("a/**", "a", False),
        ("a/**", "a/b", True),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("**/a", "x/y/a", True),
        ("a**/b", "ax/y/b", True),  # as in git, though its manual says otherwise
        ("?**/b", "ax/y/b", False),
        ("*", "a/b", True),
        ("/*", "a", True),
        ("[a/b]c", "ac", True),
        ("x[/]y", "x/y", False),
        ("a\\*b", "a*b", True),
        ("a\\*b", "axb", False),
        ("a\\ ", "a ", True),
        ("a\\\\ ", "a\\", True),
        ("[[:space:]]a", " a", True),
        ("a\nb", "a\nb", True),
        ("a" * 1001, "a" * 1001, False),
    ],
)
def test_pattern_covers_a_path(line: str, path: str, expected: bool) -> None:  # noqa: FBT001
    assert covers(line, path) == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("!", "it is empty"),
        ("a\\", "it ends in a backslash"),
        ("[a", "a [ has no ]"),
        ("[z-a]", "bad character range z-a"),
        ("[[:no:]]", "there is no class [:no:]"),
        ("*" * 1001, "it has more than 1000 characters"),
    ],
)
def test_malformed_pattern_is_named(line: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        wild_pattern(line)
    assert str(caught.value) == reason


@pytest.mark.parametrize("line", ["", "  ", "# a", "/"])
def test_blank_line_and_comment_are_no_pattern(line: str) -> None:
    assert wild_pattern(line) is None


def test_last_pattern_that_matches_counts_whatever_its_kind() -> None:
    lines = ["*.md", "!docs/*.md", *(f"x{number}" for number in range(500)), "a.md", "!/docs/b.md"]
    patterns = WildPatterns([pattern for line in lines if (pattern := wild_pattern(line))])
    paths = ("c.md", "docs/c.md", "x/x7", "docs/a.md", "docs/b.md", "c")
    assert [patterns.last(path) for path in paths] == [0, 1, 9, 502, 503, -1]
    assert [patterns.ignores(number) for number in (0, 1, 503)] == [True, False, False]
