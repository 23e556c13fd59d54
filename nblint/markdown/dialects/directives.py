"""What MyST's directives hold: which content is Markdown, and which arguments are addresses.

MyST's documentation, "Directives", and Sphinx's and docutils' lists of directives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

Content = Literal["markdown", "titled", "code", "math", "image", "figure", "file", "contents"]
"""What stands in a directive: `titled` content is Markdown after a title that is Markdown too."""

_NAMES: Final[dict[Content, str]] = {
    "titled": """admonition attention caution danger error hint important note seealso tip warning
        versionadded versionchanged deprecated card grid-item-card tab-item dropdown details
        sidebar margin aside topic table list-table rubric example exercise solution proof
        theorem lemma definition corollary remark conjecture algorithm axiom""",
    "markdown": """grid grid-item tab-set card-carousel container div epigraph pull-quote
        blockquote highlights glossary hlist compound only abstract todo figure-md subfigure""",
    "code": """code code-block code-cell sourcecode mermaid eval-rst raw csv-table bibliography
        tableofcontents contents graphviz plot output jupyter-execute doctest testcode
        parsed-literal typst iframe""",
    "math": "math",
    "image": "image",
    "figure": "figure",
    "file": "include literalinclude",
    "contents": "toctree",
}
CONTENTS: Final[dict[str, Content]] = {
    name: content for content, names in _NAMES.items() for name in names.split()
}
"""What stands in each directive that is known."""

_OPENING = re.compile(r"(`{3,}|~{3,}|:{3,})\{([\w:.-]+)\}[ \t]*+(.*)")
_OPTION = re.compile(r":([\w-]+):(?:[ \t]++(.*))?\Z")
_FIELD = re.compile(r"([\w-]+):[ \t]++(.*)")
_BLANKS = " \t"
_THEOREM = "prf:"


class Piece(Struct, frozen=True, gc=False):
    """A piece of the page: its text, and where it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class MystDirective(Struct, frozen=True, gc=False):
    """A directive: its `content` is None where nothing is known of it.

    Its body is the lines from `first` up to `last`; `line` is the one after it. Lines are from 0.
    """

    name: str
    marker: str
    start: int
    argument: Piece
    options: dict[str, Piece]
    first: int
    last: int
    line: int
    closed: bool

    @property
    def content(self) -> Content | None:
        """What stands in it."""
        if self.name.startswith(_THEOREM):
            return "titled"
        return CONTENTS.get(self.name)


def read_directive(state: StateBlock, line: int, end_line: int) -> MystDirective | None:
    """Return the directive that begins on a line, or None where none does."""
    start = state.bMarks[line] + state.tShift[line]
    opening = _OPENING.match(state.src, start, state.eMarks[line])
    if opening is None:
        return None
    marker = opening[1]
    last = line + 1
    while last < end_line and not _closes(state, last, marker):
        if state.tShift[last] + state.bMarks[last] < state.eMarks[last] and (
            state.sCount[last] < state.blkIndent
        ):
            break  # a list item has ended
        last += 1
    closed = last < end_line and _closes(state, last, marker)
    first, options = _options(state, line + 1, last)
    argument = Piece(opening[3].rstrip(_BLANKS), opening.start(3))
    after = last + 1 if closed else last
    return MystDirective(opening[2], marker, start, argument, options, first, last, after, closed)


def _closes(state: StateBlock, line: int, marker: str) -> bool:
    text = _line(state, line).text.strip()
    return len(text) >= len(marker) and not text.strip(marker[0])


def _line(state: StateBlock, line: int) -> Piece:
    start = state.bMarks[line] + state.tShift[line]
    return Piece(state.src[start : state.eMarks[line]], start)


def lines(state: StateBlock, directive: MystDirective) -> list[Piece]:
    """Return the lines of a directive's body, without their indentation."""
    return [_line(state, line) for line in range(directive.first, directive.last)]


def _options(state: StateBlock, line: int, last: int) -> tuple[int, dict[str, Piece]]:
    """Return the line after a directive's options, which may be YAML, and the options."""
    pattern, end = _OPTION, last
    is_yaml = line < last and _line(state, line).text.strip() == "---"
    if is_yaml:
        rest = range(line + 1, last)
        end = next((at for at in rest if _line(state, at).text.strip() == "---"), -1)
        if end < 0:
            return line, {}
        pattern, line = _FIELD, line + 1
    options = {}
    while line < end:
        piece = _line(state, line)
        option = pattern.match(piece.text)
        if option:
            value = (option[2] or "").rstrip(_BLANKS)
            options[option[1]] = Piece(value, piece.start + max(option.start(2), 0))
        elif not is_yaml:
            break
        line += 1
    return line + is_yaml, options
