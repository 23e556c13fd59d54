from __future__ import annotations

import pytest

from nblint.checks.bare_url import CHECK
from nblint.markdown.parse import parse


def count(text: str) -> int:
    return len(list(CHECK.run(parse(text, "page.md"), CHECK.options())))


@pytest.mark.parametrize(
    "text",
    [
        ":::{figure} https://a.org/b.png\n:::",
        "> :link: https://a.org",
        "% see https://a.org",
        '{{% embed https://a.org "x" %}}',
        "[https://a.org](https://a.org)",
        "<!-- https://a.org -->",
    ],
)
def test_silent(text: str) -> None:
    assert count(text) == 0


@pytest.mark.parametrize(
    "text", ["100 % of https://a.org", "note: https://a.org", "*https://a.org*"]
)
def test_found(text: str) -> None:
    assert count(text) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://a.org/b", "[https://a.org/b](https://a.org/b)"),
        ("me@a.org", "[me@a.org](mailto:me@a.org)"),
    ],
)
def test_fix_in_mdx_is_no_autolink(source: str, expected: str) -> None:
    document = parse(f"See {source} there", "page.mdx", dialect="mdx")
    (finding,) = CHECK.run(document, CHECK.options())
    assert finding.fix
    assert finding.fix.edits[0].replacement == expected
