"""JSX: where a tag and an expression in braces end, and what a tag says.

The grammar: facebook.github.io/jsx; MDX's documentation, "What is MDX".
"""

from __future__ import annotations

import re
from html import unescape

from nblint.model import Attribute, Span, Tag

REACH = 20_000
"""Characters within which a tag or an expression ends."""

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


def braces_end(text: str, start: int, limit: int) -> int:
    """Return where the expression that begins with the brace at `start` ends, or -1."""
    depth = 0
    for match in _IN_BRACES.finditer(text, start, min(limit, start + REACH)):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return -1


def tag_end(text: str, start: int, limit: int) -> int:
    """Return where the tag that begins with the `<` at `start` ends, or -1 if none begins there."""
    limit = min(limit, start + REACH)
    tag = _read(text, start, limit)
    return tag.span.end if tag else -1


def read_jsx(text: str, start: int, end: int) -> Tag:
    """Return the tag that stands there. Components keep the letter case of their names."""
    tag = _read(text, start, end)
    assert tag is not None  # noqa: S101 - the engine has found it
    return tag


def is_component(tag: Tag) -> bool:
    """Tell whether a tag is that of a component: those of HTML are in lower case."""
    return not tag.name.islower()


def _read(text: str, start: int, limit: int) -> Tag | None:
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
            at = braces_end(text, at, limit)
        elif attribute := _attribute(text, at, limit):
            attributes.append(attribute)
            at = _value_end(text, at, limit)
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


def _value_end(text: str, at: int, limit: int) -> int:
    """Return where the attribute at `at` ends, or -1."""
    name = _ATTRIBUTE.match(text, at, limit)
    end = name.end() if name else at
    equals = _EQUALS.match(text, end, limit)
    if equals is None:
        return end
    string = _STRING.match(text, equals.end(), limit)
    if string:
        return string.end()
    if text.startswith("{", equals.end()):
        return braces_end(text, equals.end(), limit)
    return -1
