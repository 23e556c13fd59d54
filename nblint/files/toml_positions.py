"""Where keys and values stand in TOML text; `tomllib` reads the values but tells no place."""

from __future__ import annotations

import re

from nblint.model import Span

Places = dict[tuple[str, ...], tuple[Span, Span]]
"""Path of keys (list indices in decimal) → span of the key, span of the value."""

_Keys = list[tuple[str, Span]]

# Possessive quantifiers (`*+`) keep every pattern linear on any text.
_BASIC = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_LITERAL = r"'[^'\n]*+'"
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_KEY = re.compile(rf"[ \t]*+([A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})[ \t]*+")
_SCALAR = re.compile(
    r'"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*+"{3,5}'
    r"|'''[^']*+(?:'{1,2}(?!')[^']*+)*+'{3,5}"
    rf"|{_BASIC}|{_LITERAL}"
    # A space may part a date from its time.
    r"|[^\s,\]}#]++(?:[ ]\d\d:[^\s,\]}#]++)?",
    re.DOTALL,
)


def key_places(text: str) -> Places:
    """Return the place of every key and list item of TOML text that `tomllib` accepts.

    Spans are character offsets into `text`. A value's span has its quotes and brackets; a list
    item, which has no key of its own, has its value's span for both. A table that is not written
    inline is placed at the header, or the pair with a dotted key, that opens it. The result is in
    document order, a table before what it holds. Text that `tomllib` does not accept must not be
    passed: the result would mean nothing, if there were one. Grammar: TOML 1.0 and 1.1.
    """
    scanner = _Scanner(text)
    scanner.document()
    places = scanner.places.items()
    return dict(sorted(places, key=lambda place: (place[1][0].start, len(place[0]))))


class _Scanner:
    """One pass over the text; every method takes an offset and returns the one where it stopped.

    A level of nesting costs fewer stack frames than in `tomllib`, so that text which did not
    exhaust the stack there does not do so here.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: Places = {}
        self.lengths: dict[tuple[str, ...], int] = {}

    def document(self) -> None:
        table: tuple[str, ...] = ()
        at = self.blank(0)
        while at < len(self.text):
            if self.text[at] == "[":
                table, at = self.header(at)
            else:
                at = self.pair(table, at)
            at = self.blank(at)

    def header(self, start: int) -> tuple[tuple[str, ...], int]:
        """Read ``[a.b]`` or ``[[a.b]]``; return the path of the table that it opens as well."""
        brackets = 2 if self.text.startswith("[[", start) else 1
        keys, at = self.keys(start + brackets)
        span = Span(start, at + brackets)
        path: tuple[str, ...] = ()
        for name, key_span in keys[:-1]:
            path = (*path, name)
            self.places.setdefault(path, (key_span, span))
            if path in self.lengths:
                path = (*path, str(self.lengths[path] - 1))
        name, key_span = keys[-1]
        path = (*path, name)
        if brackets == 1:
            self.places[path] = key_span, span
            return path, span.end
        self.places.setdefault(path, (key_span, span))
        index = self.lengths.get(path, 0)
        self.lengths[path] = index + 1
        path = (*path, str(index))
        self.places[path] = key_span, span
        return path, span.end

    def pair(self, table: tuple[str, ...], start: int) -> int:
        """Read ``a.b = value`` in `table`."""
        keys, at = self.keys(start)
        path = (*table, *(name for name, _ in keys))
        begin = self.blank(at + 1)
        end = self.value(path, begin)
        for depth, (_, span) in enumerate(keys[:-1], len(table) + 1):
            self.places.setdefault(path[:depth], (span, Span(start, end)))
        self.places[path] = keys[-1][1], Span(begin, end)
        return end

    def keys(self, at: int) -> tuple[_Keys, int]:
        """Read the parts of a dotted key and the white space around it."""
        keys: _Keys = []
        while True:
            match = _match(_KEY, self.text, at)
            keys.append((_name(match[1]), Span(*match.span(1))))
            at = match.end()
            if self.text[at] != ".":
                return keys, at
            at += 1

    def value(self, path: tuple[str, ...], start: int) -> int:
        """Read a value; the places of what is inside it are kept, its own is the caller's."""
        opening = self.text[start]
        if opening not in "[{":
            return _match(_SCALAR, self.text, start).end()
        at = self.blank(start + 1)
        index = 0
        while self.text[at] not in "]}":
            if opening == "{":
                at = self.pair(path, at)
            else:
                item = (*path, str(index))
                span = Span(at, self.value(item, at))
                self.places[item] = span, span
                at = span.end
                index += 1
            at = self.blank(at)
            if self.text[at] == ",":
                at = self.blank(at + 1)
        return at + 1

    def blank(self, at: int) -> int:
        """Pass over white space, line endings and comments."""
        return _match(_BLANK, self.text, at).end()


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    match = pattern.match(text, at)
    if match is None:
        message = f"not TOML at offset {at}"
        raise ValueError(message)
    return match


def _name(key: str) -> str:
    """Return the key that a bare or quoted key stands for."""
    if key[0] == '"' and "\\" in key:
        import tomllib  # noqa: PLC0415 - escapes in keys are rare

        name: str = tomllib.loads(f"key = {key}")["key"]
        return name
    return key[1:-1] if key[0] in "\"'" else key
