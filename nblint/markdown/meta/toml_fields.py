"""TOML front matter, as Hugo and Zola write it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from nblint.markdown.meta.metadata import (
    DATE_HELP,
    TOO_DEEP,
    TOO_DEEP_HELP,
    Metadata,
    UnreadableError,
    rest_of_line,
    shown,
)
from nblint.model import MetaEntry, Span
from nblint.toml_places import key_places

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
# tomllib takes time that grows with the square of a number's digits.
_LONG_NUMBER = re.compile(r"(?<![\d_])(?:\d_?){1000}|0[xob](?:[\da-fA-F]_?){1000}")
# tomllib takes time and memory that grow with the square of a key's parts.
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]++\s*+\.\s*+){100}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d[^\s,\]}]*")
_QUOTED = re.compile(r"(\"\"\"|'''|\"|')(?:\r?\n)?(.*)\1", re.DOTALL)


def read_toml(text: str, block: Span) -> Metadata:
    """Return the fields of the TOML that `block` of `text` holds.

    The span of a string lies inside its quotes. Raises UnreadableError.
    """
    toml = block.of(text)
    if _LONG_NUMBER.search(toml):
        place = Span(block.start, block.start)
        message = "a number has too many digits"
        raise UnreadableError(message, place, "put it in quotes")
    if _DEEP_KEY.search(toml):
        raise UnreadableError(TOO_DEEP, Span(block.start, block.start), TOO_DEEP_HELP)
    try:
        fields = tomllib.loads(toml)
        places = key_places(toml)
    except RecursionError as error:
        raise UnreadableError(TOO_DEEP, Span(block.start, block.start), TOO_DEEP_HELP) from error
    except ValueError as error:
        raise _explain(error, text, block) from error
    entries = [
        MetaEntry(
            path, _value(fields, path), _inside(text, key, block), _inside(text, value, block)
        )
        for path, (key, value) in places.items()
    ]
    return Metadata(fields, entries, [])


def _value(fields: dict[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = fields
    for key in path:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def _inside(text: str, span: Span, block: Span) -> Span:
    start, end = block.start + span.start, block.start + span.end
    quoted = _QUOTED.fullmatch(text, start, end)
    return Span(*quoted.span(2)) if quoted else Span(start, end)


def _explain(error: ValueError, text: str, block: Span) -> UnreadableError:
    """Return the parser's reason; its message ends in the place, a line and a column from 1."""
    message = str(error)
    place = _PLACE.search(message)
    if place is None:  # the message of int(), which is not about TOML
        start = Span(block.start, block.start)
        return UnreadableError("a number has too many digits", start, "put it in quotes")
    at = block.start + len(block.of(text).rstrip())
    if place[1]:
        lines = block.of(text).split("\n")[: int(place[1]) - 1]
        at = block.start + sum(len(line) + 1 for line in lines) + int(place[2]) - 1
        # tomllib may take the year for a number and stumble over what follows.
        for date in _DATE.finditer(text, text.rfind("\n", 0, at) + 1, block.end):
            if date.start() <= at <= date.end():
                message = f"impossible date {shown(date[0])}"
                return UnreadableError(message, Span(*date.span()), DATE_HELP)
    reason = _PLACE.sub("", message)
    reason = "duplicate key" if reason == "Cannot overwrite a value" else reason
    message = f"not valid TOML: {reason[:1].lower()}{reason[1:]}"
    span = rest_of_line(text, at, block.end)
    return UnreadableError(message, span, "correct the TOML")
