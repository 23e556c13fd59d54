"""Where a comment stands in its page: alone or in a line, before what, and how to take it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from nblint.finding import Edit, with_line_feeds
from nblint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Block, Document

# Those of HTML, MDX and Obsidian; atomic, so that a comment ends at its first closing mark.
_COMMENTS = re.compile(r"(?>\s*<!--.*?-->|\s*\{\s*/\*.*?\*/\s*\}|\s*%%.*?%%)*\s*", re.DOTALL)
# What may stand before a block in its line: the marks of quotes and of list items.
_MARKS = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[ \t>]*)*")
# Blocks that take in what follows them if it is indented.
_INDENTED = ("list", "code", "footnote", "definition")
_BLANK = " \t\r\n>"


class CommentPlace:
    """A comment among the blocks and lines of its page.

    `line` covers the lines on which it stands, the last one's ending excluded; `alone` tells
    whether nothing but marks of quotes and items and other comments stands there with it.
    """

    def __init__(self, document: Document, span: Span) -> None:
        self._document, self._span = document, span
        self._text = with_line_feeds(document.text)
        newline = self._text.find("\n", span.end)
        end = newline if newline >= 0 else len(self._text)
        self._next_line = min(end + 1, len(self._text))
        end -= self._text.endswith("\r", span.end, end)
        begin = self._text.rfind("\n", 0, span.start) + 1 or int(self._text.startswith("\ufeff"))
        self.line = Span(begin, end)
        marks = _MARKS.match(self._text, self.line.start, span.start)
        self._begins_line = marks is not None and self._only_comments(marks.end(), span.start)
        self.alone = self._begins_line and self._only_comments(span.end, self.line.end)
        self._home = self._find_home()

    def next_block(self) -> Span:
        """Return the rest of the block around the comment or, when it says nothing, the next one.

        The next block is one in the same quote or item that holds more than comments; where there
        is none, the span is empty.
        """
        home = self._document.blocks[self._home]
        if not self._only_comments(self._span.end, home.span.end):
            return Span(self._span.end, home.span.end)
        for block in self._siblings(self._document.blocks[self._home + 1 :]):
            if block.kind != "html" or not self._only_comments(block.span.start, block.span.end):
                return block.span
        return Span(self._span.end, self._span.end)

    def removal(self) -> tuple[Edit, bool]:
        """Return the edit that takes the comment out, and whether a reader could not tell."""
        text, span = self._text, self._span
        before, after = text[self.line.start : span.start], text[span.end : self.line.end]
        if not before.strip(" \t>") and not after.strip():
            return self._line_removal()
        if self._begins_line:
            # The line is HTML to its end because it begins with a comment (CommonMark 0.31.2,
            # section 4.6, condition 2); without the comment it is not.
            end = self.line.end - len(after.lstrip(" \t"))
            return Edit(Span(span.start, end), ""), False
        apart = not after or after[0].isspace()
        start = self.line.start + len(before.rstrip(" \t")) if apart else span.start
        return Edit(Span(start, span.end), ""), True

    def _line_removal(self) -> tuple[Edit, bool]:
        """Take out whole lines, and the blank lines after them where others stand before them."""
        text = self._text
        start, end = self.line.start, self._next_line
        home = self._document.blocks[self._home]
        if not self._only_comments(home.span.start, home.span.end):
            return Edit(Span(start, end), ""), home.kind == "html"
        top = self._document.front_matter.span.end if self._document.front_matter else 0
        above, below = self._skip_up(start, top), self._skip_down(end)
        safe = not self._parts_blocks()
        if above < start or start <= top:
            start = above if below == len(text) else start
            return Edit(Span(start, below), ""), safe
        if below > end or below == len(text):
            return Edit(Span(start, end), ""), safe
        # A blank line parts the blocks before and after as the comment did; in a list, it makes
        # their paragraphs stand apart.
        return Edit(Span(self._span.start, self.line.end), ""), safe and home.depth == 0

    def _skip_up(self, start: int, top: int) -> int:
        """Return where the blank lines before the offset `start` begin."""
        while start > top:
            above = self._text.rfind("\n", top, start - 1) + 1 or top
            if self._text[above:start].strip(_BLANK):
                break
            start = above
        return start

    def _skip_down(self, end: int) -> int:
        """Return where the blank lines from the offset `end` on end."""
        while end < len(self._text):
            below = self._text.find("\n", end) + 1 or len(self._text)
            if self._text[end:below].strip(_BLANK):
                break
            end = below
        return end

    def _parts_blocks(self) -> bool:
        """Tell whether the blocks around the comment could become one without it.

        A comment is what CommonMark 0.31.2, section 5.3, offers to part lists and indented code.
        At the head of a page it keeps a thematic break from opening front matter.
        """
        blocks = self._document.blocks
        before = next(self._siblings(reversed(blocks[: self._home])), None)
        after = next(self._siblings(blocks[self._home + 1 :]), None)
        if after is None:
            return False
        if before is None:
            return after.kind == "thematic break"
        indented = self._text[after.span.start - 1] in " \t"
        return before.kind in _INDENTED and (indented or after.kind in _INDENTED)

    def _siblings(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Return those of `blocks`, which lead away from the comment's, in the same container."""
        depth = self._document.blocks[self._home].depth
        for block in blocks:
            if block.depth < depth:
                return
            if block.depth == depth:
                yield block

    def _find_home(self) -> int:
        """Return the index of the innermost block in which the comment stands."""
        blocks, start = self._document.blocks, self._span.start
        index = bisect_right(blocks, start, key=_start) - 1
        while blocks[index].span.end <= start:
            index -= 1
        return index

    def _only_comments(self, start: int, end: int) -> bool:
        return only_comments(self._text, Span(start, end))


def only_comments(text: str, span: Span) -> bool:
    """Tell whether nothing but comments and white space stands there."""
    return _COMMENTS.fullmatch(text, span.start, span.end) is not None


def _start(block: Block) -> int:
    return block.span.start
