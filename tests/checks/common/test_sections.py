from __future__ import annotations

import pytest

from nblint.checks.common.quoting import quoted
from nblint.checks.common.sections import has_title, is_changelog, is_part
from nblint.markdown.parse import parse


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("CHANGELOG.md", True),
        ("docs/changelog.md", True),
        ("change-log_v12.md", True),
        ("CHANGES.md", True),
        ("release-notes.2024.md", True),
        ("HISTORY.md", True),
        ("history.md", False),
        ("news.md", False),
        ("changing-tyres.md", False),
        ("changelog/index.md", False),
        (f"changelog{'_a' * 60}!.md", False),
    ],
)
def test_changelog(path: str, *, expected: bool) -> None:
    assert is_changelog(parse("", path)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# v2.0\n\n# v1.0\n", True),
        ("# Log\n\n## [2.0.0] - 2024-02-01\n\n### Added\n\n## 1.0.0-rc.1 (2024-01-01)\n", True),
        ("# Tool\n\n## 1.0\n", False),
        ("# Tool\n\n## Use\n\n## Help\n\n## News\n\n### 2.0\n\n### 1.0\n", False),
        ("## 1.1 Soil\n\n## 1.2 Water\n", False),
        ("", False),
    ],
)
def test_changelog_by_its_headings(text: str, *, expected: bool) -> None:
    assert is_changelog(parse(text, "page.md")) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/_note.md", True),
        ("_includes/note.md", True),
        (".github/SUPPORT.md", True),
        ("adr-template.md", True),
        ("TEMPLATE.md", True),
        ("content/_index.md", False),
        ("templates.md", False),
        ("page.md", False),
    ],
)
def test_part(path: str, *, expected: bool) -> None:
    assert is_part(parse("", path)) is expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("---\ntitle: A\n---\n", True),
        ("---\nTitle: A\n---\n", True),
        ("+++\ntitle = 'A'\n+++\n", True),
        ("---\ntitle:\n---\n", False),
        ("---\ndate: 2024-01-01\n---\n", False),
        ("", False),
    ],
)
def test_title(head: str, *, expected: bool) -> None:
    assert has_title(parse(head, "page.md")) is expected


def test_quoted_text_is_one_short_line() -> None:
    assert quoted("a\n  b") == '"a b"'
    assert quoted("x" * 60) == f'"{"x" * 60}"'
    assert quoted("x" * 61) == f'"{"x" * 59}…"'
