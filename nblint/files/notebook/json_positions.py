"""The members of JSON objects and arrays with their places, by the standard library's scanner.

Each level is decoded anew, which costs less than a scanner in Python: notebooks are four levels
deep where it matters.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHITE = re.compile(r"[ \t\n\r]*+")
_decode = JSONDecoder(strict=False).raw_decode


class Value(Struct, frozen=True, gc=False):
    """A JSON value that stands at ``text[start:end]``, quotes and brackets included."""

    value: Any
    start: int
    end: int


def read_value(text: str, start: int) -> Value:
    """Return the value that begins at or after `start`; raises JSONDecodeError."""
    start = _past(text, start)
    value, end = _decode(text, start)
    return Value(value, start, end)


def read_whole(text: str) -> Value:
    """Return the one value that a file holds; raises JSONDecodeError."""
    whole = read_value(text, 1 if text.startswith("\ufeff") else 0)
    if _past(text, whole.end) < len(text):
        message = "Extra data"
        raise JSONDecodeError(message, text, _past(text, whole.end))
    return whole


def members(text: str, of: Value) -> dict[str, Value]:
    """Return the members of the JSON object `of`; the last of equal keys counts."""
    found = {}
    for key in _items(text, of.start):
        found[key.value] = read_value(text, _past(text, key.end) + 1)
    return found


def items(text: str, of: Value) -> list[Value]:
    """Return the items of the JSON array `of`."""
    return list(_items(text, of.start))


def _items(text: str, start: int) -> Iterator[Value]:
    """Yield the items of an array, or the keys of an object, whose bracket stands at `start`."""
    at = _past(text, start + 1)
    while text[at] not in "]}":
        item = read_value(text, at)
        yield item
        at = _past(text, item.end)
        if text[at] == ":":
            at = _past(text, read_value(text, at + 1).end)
        if text[at] == ",":
            at = _past(text, at + 1)


def _past(text: str, at: int) -> int:
    white = _WHITE.match(text, at)
    return white.end() if white else at
