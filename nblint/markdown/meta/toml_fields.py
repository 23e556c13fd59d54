"""TOML front matter, as Hugo and Zola write it."""

from __future__ import annotations

import re
from typing import Any

from nblint.files.toml_positions import key_places
from nblint.files.toml_text import TomlError, parse_toml
from nblint.markdown.meta.fields import (
    DATE_HELP,
    TOO_DEEP,
    TOO_DEEP_HELP,
    ParsedFields,
    UnreadableError,
    rest_of_line,
    shown,
)
from nblint.model import MetaEntry, Span

_DATE = re.compile(r"\d{4}-\d\d-\d\d[^\s,\]}]*")
_QUOTED = re.compile(r"(\"\"\"|'''|\"|')(?:\r?\n)?(.*)\1", re.DOTALL)


def read_toml(text: str, block: Span) -> ParsedFields:
    """Return the fields of the TOML that `block` of `text` holds.

    The span of a string lies inside its quotes. Raises UnreadableError.
    """
    toml = block.of(text)
    try:
        fields = parse_toml(toml)
    except TomlError as error:
        raise _explain(error, text, block) from error
    try:
        places = key_places(toml)
    except RecursionError as error:
        raise UnreadableError(TOO_DEEP, Span(block.start, block.start), TOO_DEEP_HELP) from error
    entries = [
        MetaEntry(
            path, _value(fields, path), _inside(text, key, block), _inside(text, value, block)
        )
        for path, (key, value) in places.items()
    ]
    return ParsedFields(fields, entries, [])


def _value(fields: dict[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = fields
    for key in path:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def _inside(text: str, span: Span, block: Span) -> Span:
    start, end = block.start + span.start, block.start + span.end
    quoted = _QUOTED.fullmatch(text, start, end)
    return Span(*quoted.span(2)) if quoted else Span(start, end)


def _explain(error: TomlError, text: str, block: Span) -> UnreadableError:
    """Return what is wrong, at its place in the page."""
    message, at = error.message, block.start + len(block.of(text).rstrip())
    if error.line is not None and error.column is not None:
        lines = block.of(text).split("\n")[: error.line - 1]
        at = block.start + sum(len(line) + 1 for line in lines) + error.column - 1
    if error.help:
        message, advice = (TOO_DEEP, TOO_DEEP_HELP) if error.is_depth else (message, error.help)
        start = at if error.line else block.start
        return UnreadableError(message, Span(start, start), advice)
    if error.line is not None:
        # tomllib may take the year for a number and stumble over what follows.
        for date in _DATE.finditer(text, text.rfind("\n", 0, at) + 1, block.end):
            if date.start() <= at <= date.end():
                message = f"invalid date {shown(date[0])}"
                return UnreadableError(message, Span(*date.span()), DATE_HELP)
    message = "duplicate key" if message == "cannot overwrite a value" else message
    span = rest_of_line(text, at, block.end)
    return UnreadableError(f"not valid TOML: {message}", span, "correct the TOML")
