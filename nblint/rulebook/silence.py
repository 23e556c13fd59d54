"""Instructions written into a page so that its findings are reported no more."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from nblint.finding import Edit, Finding, Fix
from nblint.model import Span
from nblint.rulebook.instructions import read_instructions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.model import Document
    from nblint.rulebook.instructions import Instruction, Verb

_Place = tuple["Verb", Span]
"""What an instruction does, and where it holds."""


def silence(document: Document, findings: Iterable[tuple[str, Span]]) -> list[Fix]:
    """Return the fixes that silence these findings, each a rule and where it found something.

    A comment goes before the block at the top level of the page that holds the finding, where it
    can part no list, table or fence. What is found in the front matter, and what such a comment
    has failed to silence, is silenced on the whole page: by the key `nblint` of the front matter if
    that can take it, else by a comment before the first block.
    """
    writing = _Writing(document)
    names: dict[_Place, set[str]] = {}
    for rule, span in findings:
        names.setdefault(writing.place(rule, span.start), set()).add(rule)
    return [writing.fix(place, sorted(names[place])) for place in sorted(names)]


class _Writing:
    """A page to write into, and the instructions that it has already."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._instructions: dict[_Place, Instruction] = {}
        for item in read_instructions(document):
            if not isinstance(item, Finding) and item.names:
                self._instructions.setdefault((item.verb, item.within), item)
        self._blocks = [block.span for block in document.blocks if block.depth == 0]
        self._newline = "\r\n" if "\r\n" in self._text else "\n"

    def place(self, rule: str, offset: int) -> _Place:
        """Return where a finding of a rule at an offset is best silenced."""
        index = bisect_right(self._blocks, offset, key=lambda span: span.start) - 1
        # A comment is about no other comment, and so not about one that silences nothing.
        is_in_block = index >= 0 and offset < self._blocks[index].end
        if is_in_block and not self._text.startswith("<!--", self._blocks[index].start):
            place: _Place = "ignore", self._blocks[index]
            known = self._instructions.get(place)
            if known is None or rule not in (name for name, _ in known.names):
                return place
        return "ignore-file", Span(0, len(self._text) + 1)

    def fix(self, place: _Place, names: list[str]) -> Fix:
        """Return the fix that adds rules to the instruction at a place, or writes it there."""
        listed = ", ".join(names)
        known = self._instructions.get(place)
        if known and known.removal:
            end = known.names[-1][1].end
            edit = Edit(Span(end, end), f", {listed}")
        elif place[0] == "ignore":
            line_start = self._text.rfind("\n", 0, place[1].start) + 1
            edit = self._comment(line_start, f"ignore {listed}", 1)
        else:
            edit = self._key(listed) or self._comment(self._top(), f"ignore-file {listed}", 2)
        return Fix(f"suppress {listed}", (edit,), safe=True)

    def _comment(self, offset: int, instruction: str, newlines: int) -> Edit:
        """Return the edit that writes a comment on a line of its own."""
        offset = max(offset, self._text.startswith("\ufeff"))
        before = "" if self._text[offset - 1 : offset] in ("", "\n", "\ufeff") else self._newline
        comment = f"{before}<!-- nblint: {instruction} -->{self._newline * newlines}"
        return Edit(Span(offset, offset), comment)

    def _key(self, listed: str) -> Edit | None:
        """Return the edit that writes the key into front matter that has none; None elsewhere."""
        front_matter = self._document.front_matter
        if front_matter is None or front_matter.problems or "nblint" in front_matter.fields:
            return None
        opening = self._text.find("\n", front_matter.span.start) + 1
        if front_matter.format == "yaml" and front_matter.entries:
            # Before a key at the left margin, which no value of another key goes on over.
            line = f"nblint: {{ignore: [{listed}]}}"
        elif front_matter.format == "toml":
            quoted = ", ".join(f'"{name}"' for name in listed.split(", "))
            line = f"nblint = {{ignore = [{quoted}]}}"
        else:
            return None
        return Edit(Span(opening, opening), line + self._newline)

    def _top(self) -> int:
        """Return where the line after the front matter begins, or the page."""
        front_matter = self._document.front_matter
        if front_matter is None:
            return 0
        return self._text.find("\n", front_matter.span.end) + 1 or len(self._text)
