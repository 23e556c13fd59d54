from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nblint.checks.empty_heading import CHECK
from nblint.markdown.parse import parse

if TYPE_CHECKING:
    from nblint.model import Dialect


def found(text: str, dialect: Dialect = "commonmark") -> list[str]:
    document = parse(text, "page.md", (), dialect)
    return [finding.message for finding in CHECK.run(document, CHECK.options())]


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


def test_a_heading_of_words_that_a_dialect_takes_for_a_citation_is_not_empty() -> None:
    assert found("# @ipp.depend\n", "myst") == []
