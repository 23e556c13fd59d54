from __future__ import annotations

import pytest

from nblint.checks.multiple_titles import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("# 2.0\n\n# 1.0\n", "CHANGELOG.md"),
        ("# A\n\n# B\n", "paper.qmd"),
        ("# A\n\n# B\n", "paper.Rmd"),
        ("---\nmarp: true\n---\n\n# A\n\n---\n\n# B\n", "page.md"),
        ("# A\n\n> # B\n\n- # C\n", "page.md"),
        ("# A\n\n<h1>B</h1>\n", "page.md"),
    ],
)
def test_silent(text: str, path: str) -> None:
    assert found(text, path) == []


def test_html_heading_counts_where_it_opens_the_page() -> None:
    assert found('<h1 align="center">A</h1>\n\n# B\n') == ['2 level 1 headings; "B" is the second']
