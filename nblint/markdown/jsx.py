"""JSX: where a tag and an expression in braces end, and what a tag says.

The grammar: facebook.github.io/jsx; MDX's documentation, "What is MDX".
"""

from __future__ import annotations

import re
from html import unescape

from nblint.model import Attribute, Span, Tag

_REACH = 20_000
"""Characters within which a tag ends."""

# What may hold a brace that is none of the expression's own.
_IN_BRACES = re.compile(
    r"""[{}]|/\*.*?\*/|(?<!:)//[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""",
    re.DOTALL,
)
_NAME = re.compile(r"</?\s*([A-Za-z_$][\w$.:-]*)?")
_WHITE = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[A-Za-z_$][\w$.:-]*")
_EQUALS = re.compile(r"\s*=\s*")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
# A string alone in braces; with an escape or a placeholder it is for the program to say.
_LITERAL = re.compile(r"""\{\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)'|`([^`\\$]*)`)\s*\}""")
_CLOSING = re.compile(r"\s*/?\s*>")


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
        for match in _IN_BRACES.finditer(self.text, start, limit):
            if match[0] == "{":
                opened.append(match.start())
            elif match[0] == "}":
                self._ends[opened.pop()] = match.end()
                if not opened:
                    self._read = (start, match.end())
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
