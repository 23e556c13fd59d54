"""Whether findings are where they say: recomputed from the text, with no code of nblint's."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from hardening.sample import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.model import Span
    from nblint.model.finding import CellPlace, Diagnostic, Location

_LINE_ENDING: Final = re.compile(r"\r\n|\r|\n")  # CommonMark 0.31.2, section 2.1
_QUOTED: Final = re.compile(r'"([^"]*)"')
_QUOTING: Final = frozenset({"typo", "repeated-word", "preferred-term"})
"""Rules whose message quotes words of the span."""
_NAMES_TARGET: Final = frozenset(
    {"bare-url", "broken-anchor", "broken-path", "draft-link", "suspicious-path"}
)
"""Rules whose span is the destination of a link."""
_POINTS: Final = frozenset({"invalid-meta"})
"""Rules that point between two characters: where what was expected does not stand."""
_PLAIN: Final = re.compile(r"[\w./#?=:-]+", re.ASCII)
_BOM: Final = "\ufeff"


class Lines:
    """The lines of a text: lines and columns are from 1; a file's byte order mark has no column."""

    def __init__(self, text: str, *, is_file: bool = True) -> None:
        self.text = text
        self._is_marked = is_file and text.startswith(_BOM)
        self._ends = [match.span() for match in _LINE_ENDING.finditer(text)]
        self._starts = [0, *(end for _, end in self._ends)]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, column - (self._is_marked and line == 1 and column > 1)

    def offset(self, line: int, column: int) -> int | None:
        """Return the offset of a place, None where the text has no such place."""
        if not (line <= len(self._starts) and column - 1 <= len(self.line(line))):
            return None
        marked = self._is_marked and line == 1 and column > 1
        return self._starts[line - 1] + column - 1 + marked

    def line(self, number: int) -> str:
        """Return a line without its ending."""
        start = self._starts[number - 1]
        end = self._ends[number - 1][0] if number <= len(self._ends) else len(self.text)
        return self.text[start:end].removeprefix(_BOM if self._is_marked and number == 1 else "")


def misplaced(text: str, diagnostic: Diagnostic) -> Iterator[Fault]:
    """Yield what is wrong with the places of a finding in a file of this text."""
    lines = Lines(text)
    yield from _wrong(lines, diagnostic.span, diagnostic.location, diagnostic.rule)
    fix = diagnostic.fix
    edits = zip(fix.edits, diagnostic.edit_locations, strict=True) if fix else ()
    for edit, location in edits:
        yield from _wrong(lines, edit.span, location, f"{diagnostic.rule}, edit")
    if fix:
        spans = sorted(edit.span for edit in fix.edits)
        for one, other in pairwise(spans):
            if one.end > other.start:
                yield Fault(f"{diagnostic.rule}: edits that overlap", f"{one} {other}")
    if diagnostic.location.cell is None:
        yield from _wrong_words(diagnostic, lines.line(diagnostic.location.line), text)
    else:
        yield from _wrong_in_cell(diagnostic, diagnostic.location.cell, text)


def _wrong(lines: Lines, span: Span, location: Location, who: str) -> Iterator[Fault]:
    if not 0 <= span.start <= span.end <= len(lines.text):
        yield Fault(f"{who}: span outside the text", str(span))
        return
    said = (location.line, location.column), (location.end_line, location.end_column)
    true = lines.place(span.start), lines.place(span.end)
    if said != true:
        yield Fault(f"{who}: wrong line or column", f"{said} should be {true}")


def _wrong_words(diagnostic: Diagnostic, line: str, text: str) -> Iterator[Fault]:
    """Yield what is wrong with the excerpt of a finding and with the words that it quotes."""
    rule, found = diagnostic.rule, diagnostic.span.of(text)
    if diagnostic.excerpt != line:
        yield Fault(f"{rule}: wrong excerpt", f"{diagnostic.excerpt!r} should be {line!r}")
    yield from _misquoted(diagnostic, found)
    if not found and rule not in _POINTS:
        yield Fault(f"{rule}: empty span", diagnostic.message)
    target = diagnostic.target
    is_written_so = rule in _NAMES_TARGET and _PLAIN.fullmatch(found)
    if target and is_written_so and found not in target and target not in found:
        yield Fault(f"{rule}: the span is not the target", f"{found!r} for {target!r}")


def _misquoted(diagnostic: Diagnostic, found: str) -> Iterator[Fault]:
    rule = diagnostic.rule
    if diagnostic.word is not None and diagnostic.word not in found:
        yield Fault(f"{rule}: another word", f"{diagnostic.word!r} is {found!r}")
    is_short = found.isprintable() and len(found) < 40
    said = _QUOTED.findall(diagnostic.message)
    if rule in _QUOTING and is_short and not any(words in found for words in said):
        yield Fault(f"{rule}: quotes what is not there", f"{diagnostic.message!r}: {found!r}")


def _wrong_in_cell(diagnostic: Diagnostic, place: CellPlace, text: str) -> Iterator[Fault]:
    """Yield what is wrong with the place of a finding in a cell of a notebook."""
    source = _cell_source(text, place.number)
    if source is None:
        return
    lines = Lines(source, is_file=False)
    start = lines.offset(place.line, place.column)
    end = lines.offset(place.end_line, place.end_column)
    if start is None or end is None or start > end:
        yield Fault(f"{diagnostic.rule}: not in its cell", f"{place} of {source!r}")
    elif diagnostic.excerpt != lines.line(place.line):
        yield Fault(f"{diagnostic.rule}: wrong excerpt of a cell", repr(diagnostic.excerpt))
    else:
        yield from _misquoted(diagnostic, source[start:end])


def _cell_source(text: str, number: int) -> str | None:
    """Return the source of a cell, None where what JSON means by the text is open to doubt."""
    try:
        cells = json.loads(text, object_pairs_hook=_unambiguous)["cells"]
        source: Any = cells[number - 1]["source"]
    except (ValueError, LookupError, TypeError):
        return None
    return source if isinstance(source, str) else "".join(source)


def _unambiguous(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found
