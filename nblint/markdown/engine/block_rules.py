"""markdown-it-py's block rules, wrapped so that every block says where its content stands.

While a rule runs, the state's line marks lie behind the prefixes of the quotes and lists around the
block; markdown-it restores them afterwards, so what they say is noted at once, in `Token.meta`:
``start`` and ``end``, the block's place in the text, and ``map``, the `SourceMap` of its content.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock

from nblint.markdown.engine.source_map import SourceMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.ruler import Ruler
    from markdown_it.rules_block import StateBlock

    from nblint.markdown.engine.dispatch import BlockRule


class BoundedBlocks(ParserBlock):
    """A ParserBlock that notes where it stopped reading because blocks are nested too deeply.

    The offset of the first such place is left in ``env["truncated"]``.
    """

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Push the tokens of the lines from `startLine` up to `endLine` (0-based, exclusive)."""
        if state.level >= state.md.options.maxNesting:
            state.env.setdefault("truncated", state.bMarks[startLine] + state.tShift[startLine])
        super().tokenize(state, startLine, endLine)


def note_places(rules: Ruler[BlockRule]) -> None:
    """Wrap block rules so that they note the places of what they find."""
    places: dict[str, Callable[[StateBlock, int], None]] = {
        "heading": _heading,
        "table": _table,
        "fence": _fence,
        "reference": _definition,
        "paragraph": _lines,
        "lheading": _lines,
        "html_block": _lines,
    }
    for rule in list(rules.__rules__):
        wrapped = _wrap(rule.fn, places.get(rule.name, _nothing))
        rules.at(rule.name, wrapped, {"alt": rule.alt})


def _wrap(rule: BlockRule, note: Callable[[StateBlock, int], None]) -> BlockRule:
    def noting(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
        if silent:
            return rule(state, line, end_line, silent)
        count = len(state.tokens)
        start = state.bMarks[line] + state.tShift[line]
        if not rule(state, line, end_line, silent):
            return False
        token = state.tokens[count]
        last = state.line - 1
        while last > line and state.isEmpty(last):
            last -= 1
        token.meta["start"] = start
        token.meta["end"] = state.skipSpacesBack(state.eMarks[last], start)
        note(state, count)
        return True

    return noting


def _nothing(state: StateBlock, index: int) -> None:
    """Containers and blocks without inline content need no more than their place."""


def _lines(state: StateBlock, index: int) -> None:
    """Map content that is whole lines, joined, each verbatim but for its leading white space."""
    inline = state.tokens[index] if state.tokens[index].nesting == 0 else state.tokens[index + 1]
    assert inline.map is not None  # noqa: S101 - markdown-it maps every block of lines
    first, last = inline.map
    trimmed = 0
    if inline is not state.tokens[index]:
        # Of a paragraph, unlike an HTML block, markdown-it trims also what Unicode calls spaces,
        # and with them whole lines.
        while (trimmed := _trimmed(state, _content(state, first), first)) and (
            _content(state, first) + trimmed == state.eMarks[first] and first < last - 1
        ):
            first += 1
    lines = inline.content.split("\n")[: last - first]
    indent = len(lines[0]) - len(lines[0].lstrip(" \t"))
    contents, sources = [0], [_content(state, first) + trimmed - indent]
    offset = len(lines[0]) + 1
    for number, text in enumerate(lines[1:], first + 1):
        contents.append(offset + len(text) - len(text.lstrip(" \t")))
        sources.append(_content(state, number))
        offset += len(text) + 1
    inline.meta["map"] = SourceMap(contents, sources)


def _content(state: StateBlock, line: int) -> int:
    """Return where a line's content begins, behind all prefixes and its indentation."""
    return state.bMarks[line] + state.tShift[line]


def _trimmed(state: StateBlock, start: int, line: int) -> int:
    """Return how many characters markdown-it trims from the line that begins at `start`."""
    text = state.src[start : state.eMarks[line]]
    return len(text) - len(text.lstrip(MD_TRIM_CHARS))


def _heading(state: StateBlock, index: int) -> None:
    """Map an ATX heading's content, which begins after the number signs."""
    token = state.tokens[index]
    assert token.map is not None  # noqa: S101 - markdown-it maps every heading
    start = token.meta["start"] + len(token.markup)
    start += _trimmed(state, start, token.map[0])
    state.tokens[index + 1].meta["map"] = SourceMap([0], [start])


def _fence(state: StateBlock, index: int) -> None:
    """Say whether a fence is closed, by its last line being a closing fence (CommonMark 4.5)."""
    token = state.tokens[index]
    assert token.map is not None  # noqa: S101 - markdown-it maps every fence
    first, last = token.map[0], token.map[1] - 1
    marker = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].strip(" \t")
    token.meta["closed"] = (
        last > first
        and len(marker) >= len(token.markup)
        and not marker.strip(token.markup[0])
        and not state.is_code_block(last)
    )


def _definition(state: StateBlock, index: int) -> None:
    """Find the label and the destination in a link reference definition."""
    token = state.tokens[index]
    assert token.map is not None  # noqa: S101 - markdown-it maps every definition
    starts = [_content(state, line) for line in range(*token.map)]
    ends = (state.eMarks[line] + 1 for line in range(*token.map))
    lines = [state.src[start:end] for start, end in zip(starts, ends, strict=True)]
    contents = [0, *accumulate(map(len, lines))][: len(lines)]
    text, sources = "".join(lines), starts
    places = SourceMap(contents, sources)
    label_end = 1 + len(token.meta["label"])
    position = label_end + 2
    while text[position] in " \t\n":
        position += 1
    target_end = state.md.helpers.parseLinkDestination(text, position, len(text)).pos
    angle = text[position] == "<"
    token.meta["label_place"] = (places.start(1), places.end(label_end))
    token.meta["target_place"] = (
        places.start(position + angle),
        places.end(target_end - angle) if target_end > position + angle else places.start(position),
    )
    known: dict[str, Any] = state.env["references"][token.meta["id"]]
    token.meta["duplicate"] = known["map"] != token.map


def _table(state: StateBlock, index: int) -> None:
    """Map the content of each cell: a piece of its line, its escaped pipes without backslash."""
    row: list[tuple[int, int]] = []
    for token in state.tokens[index:]:
        if token.type == "tr_open":
            assert token.map is not None  # noqa: S101 - markdown-it maps every row
            row = _cells(state, token.map[0])
            row.reverse()
        elif token.type == "inline" and row:
            token.meta["map"] = _cell_map(state.src, *row.pop())


def _cells(state: StateBlock, line: int) -> list[tuple[int, int]]:
    """Return the places of a row's cells as GFM splits them (GFM 0.29, section 4.10)."""
    start, end = _content(state, line), state.eMarks[line]
    start += _trimmed(state, start, line)
    end = start + len(state.src[start:end].rstrip(MD_TRIM_CHARS))
    bounds, position = [start - 1], start
    while (position := state.src.find("|", position, end)) >= 0:
        if position == start or state.src[position - 1] != "\\":
            bounds.append(position)
        position += 1
    bounds.append(end)
    cells = [(left + 1, right) for left, right in pairwise(bounds)]
    # A leading and a trailing pipe enclose no cell.
    first = 1 if cells[0][0] == cells[0][1] else 0
    last = len(cells) - (not state.src[cells[-1][0] : cells[-1][1]].strip(" \t"))
    return cells[first:last]


def _cell_map(src: str, start: int, end: int) -> SourceMap:
    text = src[start:end]
    start += len(text) - len(text.lstrip(MD_TRIM_CHARS))
    contents, sources = [0], [start]
    position = start
    while (position := src.find("\\|", position, end)) >= 0:
        contents.append(contents[-1] + position - sources[-1])
        sources.append(position + 1)
        position += 2
    return SourceMap(contents, sources)
