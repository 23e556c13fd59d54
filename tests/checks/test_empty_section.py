from __future__ import annotations

import pytest

from nblint.checks.empty_section import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    "between",
    [
        "",
        "---",
        '<a id="x"></a>',
        '<div id="x">',
        "</details>",
        "<br>",
        "[x]: https://example.org",
        "<!-- nblint: ignore empty-section -->",
        "[x]: /a\n\n***\n\n[y]: /b",
    ],
)
def test_nothing_between(between: str) -> None:
    assert found(f"## A\n\n{between}\n\n## B\n\nText.\n") == ['section "A" is empty']


@pytest.mark.parametrize(
    "between",
    [
        "Text.",
        "![](a.png)",
        "<!-- toc -->",
        '<div id="app">Loading</div>',
        "<h4>Tagline</h4>",
        "<img src='a.png' alt=''>",
        "{{< list >}}",
        "[^1]: A note.",
        "[x]: /a\n\nText.",
        "> ## In a quote",
        "```\n```",
    ],
)
def test_something_between(between: str) -> None:
    assert found(f"## A\n\n{between}\n\n## B\n\nText.\n") == []


@pytest.mark.parametrize("heading", ["::: package.module", "[Watch it](https://a.org/film)"])
def test_some_headings_say_it_all(heading: str) -> None:
    assert found(f"## {heading}\n\n## B\n\nText.\n") == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("## 2.0\n\n## 1.0\n\nText.\n", "CHANGELOG.md"),
        ("## What happened\n\n## What did you expect\n", ".github/ISSUE_TEMPLATE.md"),
        ("## `get(url)`\n\n## `get(url, options)`\n\nText.\n", "page.md"),
        ("## api.get(url)\n\n## api.get(url[, options])\n\nText.\n", "page.md"),
        ("##\n\n## A\n\nText.\n", "page.md"),
        ("No heading.\n", "page.md"),
    ],
)
def test_silent(text: str, path: str) -> None:
    assert found(text, path) == []


def test_signature_before_a_heading_of_words_is_empty() -> None:
    assert found("## `get(url)`\n\n## Errors\n\nText.\n") == ['section "get(url)" is empty']


def test_signature_before_a_section_above_it_is_empty() -> None:
    assert found("### `get(url)`\n\n## `put(url)`\n\nText.\n") == ['section "get(url)" is empty']
