from __future__ import annotations

import pytest

from nblint.checks.empty_heading import CHECK
from nblint.markdown.parse import parse


def found(text: str, path: str = "page.md") -> list[str]:
    return [finding.message for finding in CHECK.run(parse(text, path), CHECK.options())]


@pytest.mark.parametrize(
    "text",
    [
        "# <img src='a.png' alt=''>",
        "# <svg></svg>",
        "# `x`",
        "# $x$",
        "# &amp;",
        "<h1><img src='a.png'></h1>",
        "#### <!-- md:setting archive -->",
    ],
)
def test_what_can_be_seen_is_not_empty(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["#", "> ##", "<h3> </h3>", "## <br>", "# <!-- later -->"])
def test_what_can_not_be_seen_is_empty(text: str) -> None:
    assert len(found(text)) == 1
