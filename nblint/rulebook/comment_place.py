"""Where a comment stands in its page: alone or in a line, before what, and how to take it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from nblint.model import Span
from nblint.model.finding import Edit, with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Block, Document

# Those of HTML, MDX and Obsidian.
_COMMENT = re.compile(r"\s*+(<!--.*?-->|\{\s*+/\*.*?\*/\s*+\}|%%.*?%%)", re.DOTALL)
_WHITE = re.compile(r"\s*+")
# What may stand before a block in its line: the marks of quotes and of list items.
_QUOTES = re.compile(r"[ \t>]*+")
_MARKS = re.compile(r"[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++[ \t>]*+)*+")
# Blocks that take in what follows them if it is indented.
_INDENTED = ("list", "code", "footnote", "definition")
_BLANK = " \t\r\n>"


class CommentPlaces:
    """The comments of a page, which share what is known of its lines and blocks.

    So that a line or a block of many comments is not read for each of them.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, with_line_feeds(document.text)
        self._line = Span(0, -1)
        self._heads: dict[Span, frozenset[int]] = {}
        self._ends: dict[int, dict[int, int]] = {}
        self._next: dict[int, int | None] = {}

    def of(self, span: Span) -> CommentPlace:
        """Return the place of the comment at a span."""
        return CommentPlace(self, span)

    def line(self, span: Span) -> Span:
        """Return the lines on which a comment stands, without the last one's ending."""
        if not (self._line.start <= span.start and span.end <= self._line.end):
            newline = self.text.find("\n", span.end)
            end = newline if newline >= 0 else len(self.text)
            end -= self.text.endswith("\r", span.end, end)
            begin = self.text.rfind("\n", 0, span.start) + 1
            self._line = Span(begin or int(self.text.startswith("\ufeff")), end)
        return self._line

    def begins(self, line: Span, offset: int) -> bool:
        """Tell whether marks of quotes and items and comments are all that precedes an offset."""
        if line not in self._heads:
            marks = _MARKS.match(self.text, line.start, line.end)
            at = marks.end() if marks else line.start
            starts = {at, self._skip_white(at, line.end)}
            while comment := _COMMENT.match(self.text, at, line.end):
                at = comment.end()
                starts |= {at, self._skip_white(at, line.end)}
            self._heads[line] = frozenset(starts)
        return offset in self._heads[line]

    def only_comments(self, start: int, end: int) -> bool:
        """Tell whether nothing but comments and white space stands between two offsets."""
        known, passed, at = self._ends.setdefault(end, {}), [start], start
        while at not in known and (comment := _COMMENT.match(self.text, at, end)):
            at = comment.end()
            passed.append(at)
        last = known[at] if at in known else self._skip_white(at, end)
        known.update(dict.fromkeys(passed, last))
        return last >= end

    def _skip_white(self, start: int, end: int) -> int:
        white = _WHITE.match(self.text, start, end)
        return white.end() if white else start

    def next_block(self, home: int) -> int | None:
        """Return the index of the next block beside another that holds more than comments."""
        passed, found = [home], None
        for index in self.siblings(range(home + 1, len(self.document.blocks)), home):
            if index in self._next:
                found = self._next[index]
                break
            block = self.document.blocks[index]
            if block.kind != "html" or not self.only_comments(block.span.start, block.span.end):
                found = index
                break
            passed.append(index)
        self._next.update(dict.fromkeys(passed, found))
        return found

    def siblings(self, indices: range, home: int) -> Iterator[int]:
        """Yield those of the blocks at `indices` that are in the container of the one at `home`.

        The indices lead away from that one.
        """
        depth = self.document.blocks[home].depth
        for index in indices:
            block = self.document.blocks[index]
            if block.depth < depth:
                return
            if block.depth == depth:
                yield index


class CommentPlace:
    """A comment among the blocks and lines of its page.

    `line` covers the lines on which it stands, the last one's ending excluded; `alone` tells
    whether nothing but marks of quotes and items and other comments stands there with it.
    """

    def __init__(self, places: CommentPlaces, span: Span) -> None:
        self._places, self._span = places, span
        self._document, self._text = places.document, places.text
        self.line = places.line(span)
        self._begins_line = places.begins(self.line, span.start)
        self.alone = self._begins_line and places.only_comments(span.end, self.line.end)
        self._home = self._find_home()

    def next_block(self) -> Span:
        """Return the rest of the block around the comment or, when it says nothing, the next one.

        The next block is one in the same quote or item that holds more than comments; where there
        is none, the span is empty.
        """
        home = self._document.blocks[self._home]
        if not self._places.only_comments(self._span.end, home.span.end):
            return Span(self._span.end, home.span.end)
        following = self._places.next_block(self._home)
        if following is not None:
            return self._document.blocks[following].span
        return Span(self._span.end, self._span.end)

    def removal(self) -> tuple[Edit, bool]:
        """Return the edit that takes the comment out, and whether a reader could not tell."""
        text, span = self._text, self._span
        quotes = _QUOTES.match(text, self.line.start, span.start)
        white = _WHITE.match(text, span.end, self.line.end)
        after = white.end() if white else span.end
        if quotes and quotes.end() == span.start and after == self.line.end:
            return self._line_removal()
        if self._begins_line:
            # The line is HTML to its end because it begins with a comment (CommonMark 0.31.2,
            # section 4.6, condition 2); without the comment it is not.
            return Edit(Span(span.start, _skip(text, span.end, self.line.end)), ""), False
        start = span.start
        if span.end == self.line.end or text[span.end].isspace():
            while start > self.line.start and text[start - 1] in " \t":
                start -= 1
        return Edit(Span(start, span.end), ""), True

    def _line_removal(self) -> tuple[Edit, bool]:
        """Take out whole lines, and the blank lines after them where others stand before them."""
        text = self._text
        start = self.line.start
        end = text.find("\n", self.line.end) + 1 or len(text)
        home = self._document.blocks[self._home]
        if not self._places.only_comments(home.span.start, home.span.end):
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
        blocks, home = self._document.blocks, self._home
        earlier, later = range(home - 1, -1, -1), range(home + 1, len(blocks))
        after = next(self._places.siblings(later, home), None)
        if after is None:
            return False
        before = next(self._places.siblings(earlier, home), None)
        if before is None:
            return blocks[after].kind == "thematic break"
        indented = self._text[blocks[after].span.start - 1] in " \t"
        return blocks[before].kind in _INDENTED and (indented or blocks[after].kind in _INDENTED)

    def _find_home(self) -> int:
        """Return the index of the innermost block in which the comment stands."""
        blocks, start = self._document.blocks, self._span.start
        index = bisect_right(blocks, start, key=_start) - 1
        while blocks[index].span.end <= start:
            index -= 1
        return index


def _skip(text: str, start: int, end: int) -> int:
    """Return where the blanks from `start` on end, at most at `end`."""
    while start < end and text[start] in " \t":
        start += 1
    return start


def _start(block: Block) -> int:
    return block.span.start
