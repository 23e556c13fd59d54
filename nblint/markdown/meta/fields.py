"""What reading the front matter of a page yields, whatever its format."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from nblint.model import MetaEntry, MetaProblem, Span

MAX_DEPTH = 50
"""Levels of nesting that are read; a page's metadata has three or four."""

TOO_DEEP = f"front matter is nested more than {MAX_DEPTH} levels deep"
TOO_DEEP_HELP = "move the data out of the front matter"
DATE_HELP = "use a valid date such as 2024-02-29"

_SHOWN = 60
"""Characters of the source that a message repeats."""


class ParsedFields(Struct):
    """The top-level mapping, its entries in document order, and what is wrong with it."""

    fields: dict[str, Any]
    entries: list[MetaEntry]
    problems: list[MetaProblem]


class UnreadableError(Exception):
    """Front matter of which no field can be read; `problem` says why."""

    def __init__(self, message: str, span: Span, advice: str) -> None:
        super().__init__(message)
        self.problem = MetaProblem(message, span, advice)


def shown(source: str) -> str:
    """Return part of the source on one line, cut to 60 characters."""
    line = " ".join(source.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def duplicate(key: str, span: Span, first: int, text: str) -> MetaProblem:
    """Return the problem of a key at `span` that its mapping has at offset `first` already."""
    line = text.count("\n", 0, first) + 1
    return MetaProblem(
        f'duplicate key "{shown(key)}", first on line {line}',
        span,
        "remove one of the two, or rename it",
    )


def rest_of_line(text: str, start: int, end: int) -> Span:
    """Return the span from `start` to the end of its line, or to `end` if that comes first."""
    line = text[start:end].partition("\n")[0]
    return Span(start, start + len(line.rstrip()))
