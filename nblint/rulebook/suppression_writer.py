"""Suppressions that are written into a document so that its findings are no longer reported."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Literal

from nblint.model import Span
from nblint.model.finding import Edit, Finding, Fix, newline_of, with_line_feeds
from nblint.rulebook.comment_place import CommentPlaces
from nblint.rulebook.inline_config import read_directives

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nblint.model import Document
    from nblint.rulebook.inline_config import Directive, Verb

Way = Literal["before its block", "key", "at the top", "before the first block", "at the end"]
"""Where a suppression is written; all but the first hold for the whole file."""

WAYS: Final[tuple[Way, ...]] = (
    "before its block",
    "key",
    "at the top",
    "before the first block",
    "at the end",
)
"""All ways, the best first: another is for findings that no earlier one can suppress."""

_Place = tuple["Verb", Span]
"""What an instruction does, and where it holds."""


def suppress(document: Document, findings: Iterable[tuple[str, Span]], way: Way) -> list[Fix]:
    """Return the fixes that suppress these findings, each a rule and its place, in one way.

    A comment goes before the block at the top level of the document that holds the finding. What is
    found in the front matter, and what such a comment has failed to suppress, is suppressed in the
    whole file: by the key `nblint` of the front matter or by a comment. Findings that cannot be
    suppressed in this way are left out.
    """
    writing = _Writing(document)
    names: dict[_Place, set[str]] = {}
    for rule, span in findings:
        place = writing.place(rule, span.start, way)
        if place:
            names.setdefault(place, set()).add(rule)
    fixes = (writing.fix(place, sorted(names[place]), way) for place in sorted(names))
    return [fix for fix in fixes if fix]


def count_names(document: Document) -> int:
    """Return how many rules and groups the suppressions of a document name."""
    items = read_directives(document)
    return sum(len(item.names) for item in items if not isinstance(item, Finding))


class _Writing:
    """A document to write into, and the instructions that it has already."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = with_line_feeds(document.text)
        self._instructions: dict[_Place, Directive] = {}
        for item in read_directives(document):
            if not isinstance(item, Finding) and item.names:
                self._instructions.setdefault((item.verb, item.within), item)
        self._places = CommentPlaces(document)
        self._blocks = [block for block in document.blocks if block.depth == 0]
        self._newline = newline_of(document.text)

    def place(self, rule: str, offset: int, way: Way) -> _Place | None:
        """Return where a finding of a rule can be suppressed in this way; None for nowhere."""
        place: _Place = "ignore-file", Span(0, len(self._text) + 1)
        if way == "before its block":
            index = bisect_right(self._blocks, offset, key=lambda block: block.span.start) - 1
            # A comment is about no other comment, and so not about one that suppresses nothing.
            if index < 0 or offset >= self._blocks[index].span.end:
                return None
            block = self._blocks[index].span
            if self._text.startswith("<!--", block.start) or self._places.only_comments(
                block.start, block.end
            ):
                return None
            place = "ignore", block
        known = self._instructions.get(place)
        has_failed = known is not None and rule in (name for name, _ in known.names)
        return None if has_failed else place

    def fix(self, place: _Place, names: Sequence[str], way: Way) -> Fix | None:
        """Return the fix that adds rules to the instruction at a place, or writes it there."""
        listed = ", ".join(names)
        known = self._instructions.get(place)
        if known and known.removal:
            end = known.names[-1][1].end
            edit: Edit | None = Edit(Span(end, end), f", {listed}")
        elif way == "before its block":
            edit = self._before(place[1].start, f"ignore {listed}")
        elif way == "key":
            edit = self._key(names)
        else:
            edit = self._comment(self._offset(way), f"ignore-file {listed}", 2)
        if edit is None:
            return None
        rewrites = known.span if known and known.removal else None
        return Fix(f"suppress {listed}", (edit,), safe=True, rewrites=rewrites)

    def _before(self, block: int, instruction: str) -> Edit:
        """Return the edit that writes a comment before a block, with the block's indentation.

        In MkDocs what is indented is in an admonition; elsewhere it may be code.
        """
        start = self._line_start(block)
        indent = self._text[start:block]
        if indent.isspace() and not any(code.span.start == block for code in self._document.code):
            comment = f"<!-- nblint: {instruction} -->{self._newline}{indent}"
            return Edit(Span(block, block), comment)
        return self._comment(start, instruction, 1)

    def _comment(self, offset: int, instruction: str, newlines: int) -> Edit:
        """Return the edit that writes a comment on a line of its own."""
        offset = max(offset, self._text.startswith("\ufeff"))
        before = "" if self._text[offset - 1 : offset] in ("", "\n", "\ufeff") else self._newline
        if offset == len(self._text):
            before += self._newline
        comment = f"{before}<!-- nblint: {instruction} -->{self._newline * newlines}"
        return Edit(Span(offset, offset), comment)

    def _key(self, names: Sequence[str]) -> Edit | None:
        """Return the edit that writes the key into front matter that has none; None elsewhere."""
        front_matter = self._document.front_matter
        if front_matter is None or front_matter.problems or "nblint" in front_matter.fields:
            return None
        opening = self._text.find("\n", front_matter.span.start) + 1
        if front_matter.format == "yaml" and front_matter.entries:
            # Before a key at the left margin, which no value of another key goes on over.
            line = f"nblint: {{ignore: [{', '.join(names)}]}}"
        elif front_matter.format == "toml":
            quoted = ", ".join(f'"{name}"' for name in names)
            line = f"nblint = {{ignore = [{quoted}]}}"
        else:
            return None
        return Edit(Span(opening, opening), line + self._newline)

    def _offset(self, way: Way) -> int:
        """Return where a comment for the whole file goes."""
        front_matter = self._document.front_matter
        if way == "before the first block":
            return self._line_start(self._blocks[0].span.start) if self._blocks else len(self._text)
        if way == "at the end":
            return len(self._text)
        if front_matter is None:
            return 0
        return self._text.find("\n", front_matter.span.end) + 1 or len(self._text)

    def _line_start(self, offset: int) -> int:
        return self._text.rfind("\n", 0, offset) + 1
