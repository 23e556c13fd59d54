"""Patterns in the manner of gitignore (https://git-scm.com/docs/gitignore; git's wildmatch.c)."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.files.matching.pattern_nodes import PatternError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_TOKEN: Final = re.compile(
    r"(?P<escape>\\.)|(?P<stars>\*+)|(?P<any>\?)"
    r"|(?P<set>\[[!^]?+\]?+(?:\[:[a-z]+:\]|\\.|[^\\\]])*+\])|(?P<char>[^\\\[])",
    re.DOTALL,
)
_SET_PART: Final = re.compile(r"\[:(?P<kind>[a-z]+):\]|(?P<low>\\?.)(?:-(?P<high>\\?[^]\\]|\\.))?")
_SPECIAL: Final = re.compile(r"[*?\[\\]|\Z")
_LONGEST: Final = 1_000
"""Characters of a pattern."""

DIRECTORY: Final = "\0"
"""What stands at the end of the path of a directory; no name has it."""

# Possessive and atomic parts, and those that match in one way only, keep an expression linear.
_NOT_SLASH: Final = r"[^/\0]"
_DIRECTORIES: Final = rf"(?:{_NOT_SLASH}*+/)*?"
_TEXT: Final = r"[^\0]*+"
_END_OF_NAME: Final = r"(?=[/\0]|\Z)"
_TOGETHER: Final = 200
"""Patterns in one expression: each of its groups costs a little at every match."""

# The classes of characters in the locale C, as git has them.
_KINDS: Final = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": " \\t\\n\\r\\f\\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class WildPattern(Struct, frozen=True):
    """A line of a gitignore file: an expression for all of a path, and whether it ignores that.

    The path is relative to the directory of the file; that of a directory ends in DIRECTORY. Where
    `by_name`, the expression is for the last part of the path.
    """

    expression: str
    ignores: bool
    by_name: bool


class WildPatterns:
    """The patterns of a list, numbered from 0, of which the last one that matches counts."""

    def __init__(self, patterns: Sequence[WildPattern]) -> None:
        self._patterns = patterns
        numbers = range(len(patterns) - 1, -1, -1)
        self._names = _parts([(n, patterns[n].expression) for n in numbers if patterns[n].by_name])
        self._paths = _parts(
            [(n, patterns[n].expression) for n in numbers if not patterns[n].by_name]
        )

    def last(self, path: str) -> int:
        """Return the number of the last pattern that matches a path, -1 for none."""
        name = path.rpartition("/")[2]
        by_name = next(filter(None, (part.first(name) for part in self._names)), 0)
        by_path = next(filter(None, (part.first(path) for part in self._paths)), 0)
        return max(by_name, by_path) - 1

    def ignores(self, number: int) -> bool:
        """Tell whether a pattern ignores what it matches."""
        return self._patterns[number].ignores


class _Part:
    """Some of the patterns of a list, the last one first, each with its number."""

    def __init__(self, patterns: Sequence[tuple[int, str]]) -> None:
        self._patterns = patterns
        # Without groups, which are needed once something matches only, alternatives are quicker.
        self._any = re.compile("|".join(item for _, item in patterns), re.DOTALL)

    @cached_property
    def _each(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({item})" for _, item in self._patterns), re.DOTALL)

    def first(self, text: str) -> int:
        """Return the number, counted from 1, of the first pattern that matches, 0 for none."""
        match = self._any.fullmatch(text) and self._each.fullmatch(text)
        return self._patterns[match.lastindex - 1][0] + 1 if match and match.lastindex else 0


def _parts(patterns: Sequence[tuple[int, str]]) -> list[_Part]:
    starts = range(0, len(patterns), _TOGETHER)
    return [_Part(patterns[start : start + _TOGETHER]) for start in starts]


def wild_pattern(line: str) -> WildPattern | None:
    """Return the pattern in a line, None for a blank one or a comment. Raises PatternError.

    The expression takes at most time as the length of the path times that of the pattern. Of the
    texts that a star may stand for the shortest one will do, since what follows it up to the next
    star has one length; so it does for directories, and nothing is tried again.
    """
    line = _without_end(line)
    if not line or line.startswith("#") or line == "/":
        return None
    if len(line) > _LONGEST:
        message = f"it has more than {_LONGEST} characters"
        raise PatternError(message)
    glob = line.removeprefix("!")
    end = DIRECTORY if glob.endswith("/") else f"{DIRECTORY}?"
    glob = glob.removesuffix("/")
    if not glob:
        message = "it is empty"
        raise PatternError(message)
    expression = _expression(glob.removeprefix("/")) + end
    return WildPattern(expression, not line.startswith("!"), "/" not in glob)


def _without_end(line: str) -> str:
    """Return a line without the spaces at its end, but for one that a backslash escapes."""
    plain = line.rstrip(" ")
    backslashes = len(plain) - len(plain.rstrip("\\"))
    return line[: len(plain) + 1] if backslashes % 2 else plain


def _expression(glob: str) -> str:
    """Return the expression of a glob. Raises PatternError."""
    # Blocks between `**/`, of names between slashes, of parts between stars.
    blocks = [[[""]]]
    for kind, text in _tokens(glob):
        if kind == "deep":
            blocks.append([[""]])
        elif kind == "slash":
            blocks[-1].append([""])
        elif kind == "star":
            blocks[-1][-1].append("")
        else:
            blocks[-1][-1][-1] += text
    first, *others = ("/".join(map(_name, names)) for names in blocks)
    inner = "".join(f"(?>{_DIRECTORIES}{block})" for block in others[:-1])
    return first + inner + "".join(f"{_DIRECTORIES}{block}" for block in others[-1:])


def _name(parts: list[str]) -> str:
    """Return the expression of a name whose parts stand between stars."""
    first, *others = parts
    inner = "".join(f"(?>{_NOT_SLASH}*?{part})" for part in others[:-1])
    last = (f"(?>{_NOT_SLASH}*{part}{_END_OF_NAME})" for part in others[-1:])
    return first + inner + "".join(last)


def _tokens(glob: str) -> Iterator[tuple[str, str]]:
    """Yield the kinds of the parts of a glob, each with what it matches if that is fixed.

    Two stars stand for directories where a slash or the end follows, and a slash, the beginning
    or, as in git, only plain characters precede them. Raises PatternError.
    """
    special = _SPECIAL.search(glob)
    plain = special.start() if special else 0
    at = 0
    while at < len(glob):
        token = _TOKEN.match(glob, at)
        if token is None:
            message = "a [ has no ]" if glob[at] == "[" else "it ends in a backslash"
            raise PatternError(message)
        start, at = at, token.end()
        if token["stars"]:
            is_deep = len(token[0]) > 1 and (start == plain or glob[start - 1] == "/")
            if is_deep and glob.startswith("/", at):
                at += 1
                yield "deep", ""
            elif is_deep and at == len(glob):
                yield "text", _TEXT
            else:
                yield "star", ""
        elif token[0] in {"/", "\\/"}:
            yield "slash", ""
        else:
            yield "one", _one(token)


def _one(token: re.Match[str]) -> str:
    """Return what matches one character. Raises PatternError."""
    if token["any"]:
        return _NOT_SLASH
    return _set(token[0]) if token["set"] else re.escape(token[0][-1])


@lru_cache(maxsize=1000)
def _set(text: str) -> str:
    """Return what matches one of a set of characters, never a slash."""
    negated = text[1] in "!^"
    parts = "".join(map(_set_part, _SET_PART.finditer(text, 1 + negated, len(text) - 1)))
    expression = f"(?![/\\0])[{'^' * negated}{parts}]"
    try:
        re.compile(expression)
    except re.error as error:
        raise PatternError(error.msg) from error
    return expression


def _set_part(part: re.Match[str]) -> str:
    if part["kind"]:
        if part["kind"] not in _KINDS:
            message = f"there is no class [:{part['kind']}:]"
            raise PatternError(message)
        return _KINDS[part["kind"]]
    ends = (re.escape(end[-1]) for end in (part["low"], part["high"]) if end)
    return "-".join(ends)
