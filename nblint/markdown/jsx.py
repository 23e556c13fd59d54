"""JSX: where a tag and an expression in braces end, and what a tag says.

The grammar: facebook.github.io/jsx; MDX's documentation, "What is MDX".
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from nblint.model import Attribute, Span, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 20_000
"""Characters within which a tag ends."""

_MARK = re.compile(r"""[({\[\])}]|/\*|(?<!:)//[^\n]*+|["'`]""")
# What may hold a bracket that is none of the program's own.
_LITERALS = {
    "/*": re.compile(r"/\*.*?\*/", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\\n]|\\.)*+"', re.DOTALL),
    "'": re.compile(r"'(?:[^'\\\n]|\\.)*+'", re.DOTALL),
    "`": re.compile(r"`(?:[^`\\]|\\.)*+`", re.DOTALL),
}
_NAME = re.compile(r"</?\s*([A-Za-z_$][\w$.:-]*)?")
_WHITE = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[A-Za-z_$][\w$.:-]*")
_EQUALS = re.compile(r"\s*=\s*")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
# A string alone in braces; with an escape or a placeholder it is for the program to say.
_LITERAL = re.compile(r"""\{\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|`([^`\\$]*)`)\s*\}""")
_CLOSING = re.compile(r"\s*+(?:/\s*+)?>")


def brackets(text: str, start: int, limit: int) -> Iterator[tuple[str, int]]:
    """Yield the brackets of a program, each with its place, but for those in strings and comments.

    Where a string or a comment does not end, none of its kind is looked for up to the end of the
    line or, if it may have lines, up to the limit.
    """
    unended = dict.fromkeys(_LITERALS, -1)
    at = start
    while match := _MARK.search(text, at, limit):
        mark, at = match[0], match.end()
        if mark in unended:
            begin = match.start()
            if begin < unended[mark]:
                continue
            literal = _LITERALS[mark].match(text, begin, limit)
            if literal:
                at = literal.end()
            else:
                newline = text.find("\n", begin, limit) if mark in {'"', "'"} else -1
                unended[mark] = newline if newline >= 0 else limit
        elif len(mark) == 1:
            yield mark, match.start()


class Braces:
    """Finds where the expressions of one text end, reading no part of it twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: dict[int, int] = {}
        self._read = (0, 0)

    def end(self, start: int, limit: int) -> int:
        """Return where the expression that begins with the brace at `start` ends, or -1."""
        if not self._read[0] <= start < self._read[1]:
            self._pair(start, limit)
        end = self._ends.get(start, -1)
        return end if end <= limit else -1

    def _pair(self, start: int, limit: int) -> None:
        """Pair the braces from the one at `start` up to its partner, or up to the limit."""
        self._ends, self._read = {}, (start, limit)
        opened: list[int] = []
        for mark, at in brackets(self.text, start, limit):
            if mark == "{":
                opened.append(at)
            elif mark == "}":
                self._ends[opened.pop()] = at + 1
                if not opened:
                    self._read = (start, at + 1)
                    return


def tag_end(braces: Braces, start: int, limit: int) -> int:
    """Return where the tag that begins with the `<` at `start` ends, or -1 if none begins there."""
    tag = _read(braces, start, min(limit, start + _REACH))
    return tag.span.end if tag else -1


def read_jsx(text: str, start: int, end: int) -> Tag:
    """Return the tag that stands there. Components keep the letter case of their names."""
    tag = _read(Braces(text), start, end)
    assert tag is not None  # noqa: S101 - the engine has found it
    return tag


def is_component(tag: Tag) -> bool:
    """Tell whether a tag is that of a component: those of HTML are in lower case."""
    return not tag.name.islower()


def _read(braces: Braces, start: int, limit: int) -> Tag | None:
    text = braces.text
    name = _NAME.match(text, start, limit)
    if name is None:
        return None
    at, attributes = name.end(), []
    while not (closing := _CLOSING.match(text, at, limit)):
        white = _WHITE.match(text, at, limit)
        if white is None or white.end() == at:
            return None
        at = white.end()
        if text.startswith("{", at):
            at = braces.end(at, limit)
        elif attribute := _attribute(text, at, limit):
            attributes.append(attribute)
            at = _value_end(braces, at, limit)
        else:
            return None
        if at < 0:
            return None
    form = "close" if text.startswith("</", start) else "open"
    if "/" in closing[0] and form == "open":
        return Tag(name[1] or "", "self-closing", Span(start, closing.end()), tuple(attributes))
    span = Span(start, closing.end())
    return Tag(name[1] or "", "close" if form == "close" else "open", span, tuple(attributes))


def _attribute(text: str, at: int, limit: int) -> Attribute | None:
    """Return the attribute at `at`; its value is None where a program makes it."""
    name = _ATTRIBUTE.match(text, at, limit)
    if name is None:
        return None
    equals = _EQUALS.match(text, name.end(), limit)
    if equals is None:
        return Attribute(name[0], None, Span(*name.span()))
    string = _STRING.match(text, equals.end(), limit)
    if string:
        place = Span(string.start() + 1, string.end() - 1)
        return Attribute(name[0], unescape(place.of(text)), place)
    literal = _LITERAL.match(text, equals.end(), limit)
    if literal and literal.lastindex:
        place = Span(*literal.span(literal.lastindex))
        return Attribute(name[0], place.of(text), place)
    return Attribute(name[0], None, Span(*name.span()))


def _value_end(braces: Braces, at: int, limit: int) -> int:
    """Return where the attribute at `at` ends, or -1."""
    text = braces.text
    name = _ATTRIBUTE.match(text, at, limit)
    end = name.end() if name else at
    equals = _EQUALS.match(text, end, limit)
    if equals is None:
        return end
    string = _STRING.match(text, equals.end(), limit)
    if string:
        return string.end()
    if text.startswith("{", equals.end()):
        return braces.end(equals.end(), limit)
    return -1
