"""Regular expressions from a repository: a subset of Python's, matched in bounded time.

Backreferences, lookaround, atomic groups, possessive repeats and word boundaries are refused. All
else means what it means to `re`, but for ``$``, which matches at the end of the text only. Syntax:
https://docs.python.org/3/library/re.html.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.files.matching.nfa import Network
from nblint.files.matching.pattern_nodes import (
    Assertion,
    Choice,
    Group,
    PatternError,
    Repeat,
    Sequence,
)

if TYPE_CHECKING:
    from nblint.files.matching.pattern_nodes import Node

_MOST_NESTED: Final = 20
"""Groups within each other."""

_MOST_STATES: Final = 1_000
"""States of an expression whose groups are asked for."""

_MOST_DIGITS: Final = 4
"""Digits of a repeat; more could not be written out anyway."""

_LONGEST: Final = 10_000
"""Characters of a text whose groups are asked for; a longer text does not match."""

_TOKEN: Final = re.compile(
    r"""(?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|0[0-7]{0,2}|[0-7]{3}|.))
    |(?P<set>\[\^?+\]?+(?:\\.|[^\\\]])*+\])
    |(?P<open>\((?:\?(?:P<(?P<name>[^\W\d]\w*)>|(?P<flags>[a-z]*):))?)
    |(?P<repeat>[*+?]|\{(?:\d+(?:,\d*)?|,\d*)\})(?P<mode>[?+]?)
    |(?P<bar>\|)|(?P<close>\))|(?P<any>\.)|(?P<start>\^)|(?P<end>\$)|(?P<char>[^\[\\])""",
    re.DOTALL | re.VERBOSE,
)
_GLOBAL_FLAGS: Final = re.compile(r"\(\?([a-z]+)\)")
_FLAGS: Final = {"i": re.IGNORECASE, "s": re.DOTALL, "a": re.ASCII}
_BOUNDS: Final = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_REFUSED_GROUPS: Final = {
    **dict.fromkeys(("?=", "?!", "?<"), "lookahead and lookbehind are not supported"),
    "?P=": "backreferences are not supported",
    "?P": "the name of a group is missing or malformed",
    "?>": "atomic groups are not supported",
}
_REFUSED_ESCAPES: Final = {
    **dict.fromkeys("123456789", "backreferences are not supported"),
    **dict.fromkeys("bB", r"word boundaries (\b) are not supported"),
}


class Match(Struct, frozen=True):
    """What the groups of an expression matched, in order; None for one that did not take part."""

    groups: tuple[str | None, ...]
    names: dict[str, int]

    def __getitem__(self, name: str) -> str | None:
        """Return what a named group matched."""
        return self.groups[self.names[name] - 1]


class Regex:
    """A regular expression that is matched against all of a text.

    A text of n characters takes at most n steps for each state of the network: backtracking that
    tries no state twice at one place, as in RE2's BitState. Raises PatternError.
    """

    def __init__(self, source: str) -> None:
        parser = _Parser(source)
        node = parser.parse()
        self.names = parser.names
        self._count = parser.count
        self._network = Network([[node]], _MOST_STATES)

    def fullmatch(self, text: str) -> Match | None:
        """Return what the groups match where the expression matches all of a text, else None."""
        network, end = self._network, len(text)
        if end > _LONGEST:
            return None
        waiting = [(0, 0, (-1,) * (2 * self._count))]
        tried = bytearray(len(network.tags) * (end + 1))
        while waiting:
            state, at, slots = waiting.pop()
            if tried[state * (end + 1) + at]:
                continue
            tried[state * (end + 1) + at] = True
            if at == end and network.tags[state] >= 0:
                return self._match(text, slots)
            for label, to in reversed(network.free[state]):
                if isinstance(label, int):
                    waiting.append((to, at, (*slots[:label], at, *slots[label + 1 :])))
                elif label is None or at == (0 if label is Assertion.START else end):
                    waiting.append((to, at, slots))
            if at < end:
                waiting += [(to, at + 1, slots) for to in network.targets(state, text[at])]
        return None

    def _match(self, text: str, slots: tuple[int, ...]) -> Match:
        spans = zip(slots[::2], slots[1::2], strict=True)
        groups = (text[start:stop] if 0 <= start <= stop else None for start, stop in spans)
        return Match(tuple(groups), self.names)


def parse(source: str) -> tuple[Node, ...]:
    """Return the nodes of an expression, one after the other. Raises PatternError."""
    node = _Parser(source).parse()
    return node.items if isinstance(node, Sequence) else (node,)


@lru_cache(maxsize=1000)
def _label(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Compile what stands for one character; such an expression is quick, whoever wrote it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # `re` warns of a set such as [[a]
            return re.compile(source, flags)
    except re.error as error:
        raise PatternError(error.msg) from error


class _Parser:
    """A recursive descent over the tokens of an expression.

    `names` has the numbers of the named groups, and `count` is how many groups there are.
    """

    def __init__(self, source: str) -> None:
        flags = _GLOBAL_FLAGS.match(source)
        self._flags = self._read_flags(flags[1] if flags else "")
        self._source, self._at, self._depth = source, flags.end() if flags else 0, 0
        self.names: dict[str, int] = {}
        self.count = 0
        self._token = self._read()

    def parse(self) -> Node:
        """Return the tree of the whole expression."""
        node = self._choice(self._flags)
        if self._token is not None:
            message = "unbalanced parenthesis"
            raise PatternError(message)
        return node

    def _read(self) -> re.Match[str] | None:
        """Return the next token, None at the end of the source."""
        if self._at == len(self._source):
            return None
        token = _TOKEN.match(self._source, self._at)
        if token is None:
            message = "unterminated set" if self._source[self._at] == "[" else "ends in a backslash"
            raise PatternError(message)
        self._at = token.end()
        if token["open"] == "(" and self._source.startswith("?", self._at):
            kind = self._source[self._at : self._at + 3]
            known = (_REFUSED_GROUPS[begin] for begin in _REFUSED_GROUPS if kind.startswith(begin))
            raise PatternError(next(known, f"groups such as ({kind[:2]} are not supported"))
        return token

    def _choice(self, flags: re.RegexFlag) -> Node:
        items = [self._sequence(flags)]
        while self._token and self._token["bar"]:
            self._token = self._read()
            items.append(self._sequence(flags))
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def _sequence(self, flags: re.RegexFlag) -> Node:
        items: list[Node] = []
        while self._token and not (self._token["bar"] or self._token["close"]):
            items.append(self._repeated(self._atom(self._token, flags)))
        return Sequence(tuple(items))

    def _repeated(self, item: Node) -> Node:
        """Return a node with the repeat that follows it, if any."""
        token = self._token
        if token is None or not token["repeat"]:
            return item
        if token["mode"] == "+":
            message = "possessive repeats are not supported"
            raise PatternError(message)
        if isinstance(item, Assertion):
            message = "nothing to repeat"
            raise PatternError(message)
        self._token = self._read()
        least, most = _BOUNDS.get(token["repeat"]) or _bounds(token["repeat"])
        return Repeat(item, least, most, token["mode"] == "?")

    def _atom(self, token: re.Match[str], flags: re.RegexFlag) -> Node:
        if token["open"]:
            return self._group(token, flags)
        if token["repeat"]:
            message = "nothing to repeat"
            raise PatternError(message)
        self._token = self._read()
        if token["start"] or token["end"]:
            return Assertion.START if token["start"] else Assertion.END
        if token["escape"]:
            return _escaped(token["escape"], flags)
        if token["char"]:
            return _char(token["char"], flags)
        return _label(token[0], flags)

    def _group(self, token: re.Match[str], flags: re.RegexFlag) -> Node:
        self._depth += 1
        if self._depth > _MOST_NESTED:
            message = f"groups are nested more than {_MOST_NESTED} levels deep"
            raise PatternError(message)
        number = 0
        if token["flags"] is None:
            self.count += 1
            number = self.count
        if token["name"] and self.names.setdefault(token["name"], number) != number:
            message = f'two groups are named "{token["name"]}"'
            raise PatternError(message)
        self._token = self._read()
        inside = self._choice(flags | self._read_flags(token["flags"] or ""))
        if self._token is None:
            message = "missing )"
            raise PatternError(message)
        self._token = self._read()
        self._depth -= 1
        return Group(inside, number) if number else inside

    def _read_flags(self, letters: str) -> re.RegexFlag:
        flags = re.NOFLAG
        for letter in letters:
            if letter not in _FLAGS:
                message = f'flag "{letter}" is not supported'
                raise PatternError(message)
            flags |= _FLAGS[letter]
        return flags


def _bounds(braces: str) -> tuple[int, int | None]:
    """Return the least and the greatest number of a repeat such as ``{2,5}``."""
    least, comma, most = braces[1:-1].partition(",")
    if max(len(least), len(most)) > _MOST_DIGITS:
        message = f"it is too large: a repeat of more than {_MOST_DIGITS} digits"
        raise PatternError(message)
    low = int(least or 0)
    high = (int(most) if most else None) if comma else low
    if high is not None and high < low:
        message = "min repeat greater than max repeat"
        raise PatternError(message)
    return low, high


def _escaped(escape: str, flags: re.RegexFlag) -> Node:
    letter = escape[1]
    if letter in _REFUSED_ESCAPES and len(escape) == len("\\1"):
        raise PatternError(_REFUSED_ESCAPES[letter])
    if letter in "AZ":
        return Assertion.START if letter == "A" else Assertion.END
    return _label(escape, flags) if letter.isalnum() else _char(letter, flags)


def _char(char: str, flags: re.RegexFlag) -> Node:
    has_case = re.IGNORECASE in flags and char.lower() != char.upper()
    return _label(re.escape(char), flags) if has_case else char
