from __future__ import annotations

import pytest

from nblint.checks.duplicate_heading import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("## Fixed\n\n## Fixed\n", "CHANGELOG.md"),
        ("# A\n\n## B\n\n### B\n", "page.md"),
        ("# A\n\n# B\n\n> # A\n", "page.md"),
        ("<h2>A</h2>\n\n<h2>A</h2>\n", "page.md"),
        ("##\n\n##\n", "page.md"),
    ],
)
def test_silent(text: str, path: str) -> None:
    assert found(text, path) == []


def test_letter_case_does_not_count() -> None:
    assert found("## Set up\n\n## set up\n") == ['duplicate heading "set up"']


def test_each_repetition_is_found() -> None:
    assert len(found("# T\n\n## A\n\n## A\n\n## A\n")) == 2
