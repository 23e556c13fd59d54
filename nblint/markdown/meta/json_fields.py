"""JSON front matter, as Hugo writes it."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import Any

from nblint.markdown.meta.fields import (
    MAX_DEPTH,
    TOO_DEEP,
    TOO_DEEP_HELP,
    ParsedFields,
    UnreadableError,
    duplicate,
    rest_of_line,
)
from nblint.model import MetaEntry, Span

_WHITE = re.compile(r"[ \t\n\r]*+")
_decode = JSONDecoder().raw_decode


def json_end(text: str, start: int) -> int:
    """Return where the JSON object that begins at `start` ends; raises UnreadableError."""
    try:
        return _decode(text, start)[1]
    except JSONDecodeError as error:
        reason = error.msg.removesuffix(" at")
        message = f"not valid JSON: {reason[:1].lower()}{reason[1:]}"
        span = rest_of_line(text, error.pos, len(text))
        raise UnreadableError(message, span, "correct the JSON") from error
    except RecursionError as error:
        raise UnreadableError(TOO_DEEP, Span(start, start + 1), TOO_DEEP_HELP) from error
    except ValueError as error:  # more digits than Python makes a number of
        message = "a number has too many digits"
        raise UnreadableError(message, Span(start, start + 1), "put it in quotes") from error


def read_json(text: str, start: int) -> ParsedFields:
    """Return the fields of the JSON object that begins at `start`, which `json_end` has tried.

    The span of a string lies inside its quotes. Raises UnreadableError.
    """
    reader = _JsonReader(text)
    fields, _ = reader.value(start, ())
    reader.metadata.fields = fields
    reader.metadata.entries.sort(key=lambda entry: (entry.key_span.start, len(entry.path)))
    return reader.metadata


class _JsonReader:
    """Reads text that is known to be JSON."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.metadata = ParsedFields({}, [], [])

    def value(self, start: int, path: tuple[str, ...]) -> tuple[Any, int]:
        """Return the value that begins at `start`, and where it ends."""
        if len(path) > MAX_DEPTH:
            raise UnreadableError(TOO_DEEP, Span(start, start + 1), TOO_DEEP_HELP)
        if self.text[start] == "{":
            return self.object(start, path)
        if self.text[start] == "[":
            return self.array(start, path)
        return _decode(self.text, start)

    def object(self, start: int, path: tuple[str, ...]) -> tuple[dict[str, Any], int]:
        fields: dict[str, Any] = {}
        seen: dict[str, int] = {}
        at = self.past(start + 1)
        while self.text[at] != "}":
            key, end = _decode(self.text, at)
            key_span = Span(at + 1, end - 1)
            at = self.past(self.past(end) + 1)
            fields[key], end = self.value(at, (*path, key))
            if key in seen:
                self.metadata.problems.append(duplicate(key, key_span, seen[key], self.text))
            seen.setdefault(key, key_span.start)
            value_span = self.inside(at, end)
            self.metadata.entries.append(MetaEntry((*path, key), fields[key], key_span, value_span))
            at = self.next_item(end)
        return fields, at + 1

    def array(self, start: int, path: tuple[str, ...]) -> tuple[list[Any], int]:
        items: list[Any] = []
        at = self.past(start + 1)
        while self.text[at] != "]":
            item = (*path, str(len(items)))
            value, end = self.value(at, item)
            items.append(value)
            span = self.inside(at, end)
            self.metadata.entries.append(MetaEntry(item, value, span, span))
            at = self.next_item(end)
        return items, at + 1

    def past(self, at: int) -> int:
        """Return where the white space at `at` ends."""
        white = _WHITE.match(self.text, at)
        return white.end() if white else at

    def next_item(self, at: int) -> int:
        at = self.past(at)
        return self.past(at + 1) if self.text[at] == "," else at

    def inside(self, start: int, end: int) -> Span:
        return Span(start + 1, end - 1) if self.text[start] == '"' else Span(start, end)
