from __future__ import annotations

import pytest

from nblint.checks.heading_skip import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("# A\n\n### B\n", "CHANGELOG.md"),
        ("### A\n", "docs/_partial.md"),
        ("### A\n", "_snippets/a.md"),
        ("#### A\n", ".github/CODE_OF_CONDUCT.md"),
        ("### A\n", "docs/issue_template.md"),
        ("- #### In an item\n\n# A\n", "page.md"),
        ("# A\n\n<h4>B</h4>\n\n##### C\n", "page.md"),
        ("No heading.\n", "page.md"),
    ],
)
def test_silent(text: str, path: str) -> None:
    assert found(text, path) == []


def test_part_is_judged_from_its_second_heading() -> None:
    assert len(found("### A\n\n##### B\n", "_partial.md")) == 1


def test_title_in_front_matter_makes_a_part_a_page() -> None:
    assert len(found("---\ntitle: T\n---\n\n### A\n", "_posts/a.md")) == 1


def test_folder_index_of_hugo_is_a_page() -> None:
    assert len(found("### A\n", "content/_index.md")) == 1
