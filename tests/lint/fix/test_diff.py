from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nblint.lint.fix.diff import lines, unified

if TYPE_CHECKING:
    from pathlib import Path


def test_a_diff_has_names_and_hunks() -> None:
    assert "".join(unified("notes/a.md", "one\ntwo\n", "one\n2\n")) == (
        "--- a/notes/a.md\n+++ b/notes/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n"
    )


@given(st.text("a\r\n\x0c\u2028"))
def test_lines_are_the_text_and_end_at_newlines_only(text: str) -> None:
    assert "".join(lines(text)) == text
    assert all(line and "\n" not in line[:-1] for line in lines(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\r\ntwo\r\n", "one\r\n2\r\n"),
        ("one\ntwo", "one\n2"),
        ("one\ntwo", "one\ntwo\n"),
        ("a\x0cb\rc\u2028d\ne\n", "a\x0cB\rc\u2028d\ne\n"),
        ("\ufeffé\n", "\ufeffè\n"),
    ],
)
def test_git_applies_it_byte_for_byte(before: str, after: str, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_bytes(before.encode())
    diff = "".join(unified("a.md", before, after)).encode()
    subprocess.run(["git", "apply"], input=diff, cwd=tmp_path, check=True)  # noqa: S607
    assert page.read_bytes() == after.encode()
