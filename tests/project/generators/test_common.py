from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from nblint.project.generators.common import covered

# pathspec lets [!a] match a slash, and has rules of its own for a name that ends in two stars.
PARTS = ("a", "b", "c", "*", "/", "?", "[ab]", "/**/", ".", "/*", "b/")
LINES = st.tuples(
    st.sampled_from(["", "!"]), st.lists(st.sampled_from(PARTS), min_size=1, max_size=4)
)
PATHS = ("a", "b", "ab", "a/b", "b/a", ".a/b", "a/b/c", "a/a/a", "c/b/a", "c/c/c")


@given(st.lists(LINES, min_size=1, max_size=4))
def test_patterns_cover_what_they_cover_in_pathspec(lines: list[tuple[str, list[str]]]) -> None:
    patterns = [mark + "".join(parts) for mark, parts in lines]
    assume(not any("//" in item or "***" in item for item in patterns))
    assume(not any(item.lstrip("!") == "/" or item.endswith("**/") for item in patterns))
    spec, covers = GitIgnoreSpec.from_lines(patterns), covered(patterns)
    assert [path for path in PATHS if covers(path)] == [
        path for path in PATHS if spec.match_file(path)
    ]


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        (["drafts/", "!drafts/a.md"], "drafts/a.md", False),
        (["drafts/", "!drafts/a.md"], "drafts/b.md", True),
        (["*.md", "!docs/"], "docs/a.md", True),
        ([".*", "!.assets"], ".assets/a.png", False),
        (["[", "a.md"], "a.md", True),
    ],
)
def test_pattern_for_the_file_itself_counts_more(
    patterns: list[str],
    path: str,
    expected: bool,  # noqa: FBT001
) -> None:
    assert covered(patterns)(path) == expected
