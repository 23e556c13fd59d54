"""HTML is read as browsers read it, and not more often than needed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from nblint.markdown.html import read_html
from nblint.model import Comment, Span

if TYPE_CHECKING:
    import pytest


def test_the_end_of_a_comment_is_not_looked_for_where_none_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[int] = []
    parse = HTMLParser.parse_comment

    def counting(self: HTMLParser, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 - the library's signature
        looked.append(i)
        return parse(self, i, report)

    monkeypatch.setattr(HTMLParser, "parse_comment", counting)
    pieces = read_html("<!-- a -->" + "<!--" * 50, 3)
    assert pieces[0] == Comment(" a ", Span(3, 13))
    assert len(looked) == 1
