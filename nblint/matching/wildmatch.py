"""Patterns in the manner of gitignore (https://git-scm.com/docs/gitignore; git's wildmatch.c)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from nblint.matching.nodes import (
    Node,
    PatternError,
    Repeat,
    optional,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


_TOKEN: Final = re.compile(
    r"(?P<escape>\\.)|(?P<stars>\*+)|(?P<any>\?)"
    r"|(?P<set>\[[!^]?+\]?+(?:\[:[a-z]+:\]|\\.|[^\\\]])*+\])|(?P<char>[^\\\[])",
    re.DOTALL,
)
_SET_PART: Final = re.compile(r"\[:(?P<kind>[a-z]+):\]|(?P<low>\\?.)(?:-(?P<high>\\?[^]\\]|\\.))?")
_SPECIAL: Final = re.compile(r"[*?\[\\]|\Z")
_SLASH: Final = re.compile(r"\\?/")
_LONGEST: Final = 1_000
"""Characters of a pattern."""

DIRECTORY: Final = "\0"
"""What stands at the end of the path of a directory; no name has it."""

_END: Final = optional(DIRECTORY)
_NOT_SLASH: Final = re.compile(r"[^/\0]")
_NAME: Final = Repeat(_NOT_SLASH, 0, None)
_TEXT: Final = Repeat(re.compile(r"[^\0]"), 0, None)
# Directories at the head of a path, or none.
_FOLDERS: Final = optional(_TEXT, "/")
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
    """A line of a gitignore file: the nodes that match a path, and whether it ignores that.

    The path is relative to the directory of the file; that of a directory ends in DIRECTORY.
    """

    nodes: tuple[Node, ...]
    ignores: bool


def wild_pattern(line: str) -> WildPattern | None:
    """Return the pattern in a line, None for a blank one or a comment. Raises PatternError."""
    line = _without_end(line)
    if not line or line.startswith("#") or line == "/":
        return None
    if len(line) > _LONGEST:
        message = f"it has more than {_LONGEST} characters"
        raise PatternError(message)
    glob = line.removeprefix("!")
    folders_only = glob.endswith("/")
    glob = glob.removesuffix("/")
    if not glob:
        message = "it is empty"
        raise PatternError(message)
    nodes = (*_nodes(glob.removeprefix("/")), DIRECTORY if folders_only else _END)
    return WildPattern(nodes if "/" in glob else (_FOLDERS, *nodes), not line.startswith("!"))


def _without_end(line: str) -> str:
    """Return a line without the spaces at its end, but for one that a backslash escapes."""
    plain = line.rstrip(" ")
    backslashes = len(plain) - len(plain.rstrip("\\"))
    return line[: len(plain) + 1] if backslashes % 2 else plain


def _nodes(glob: str) -> Iterator[Node]:
    """Yield the nodes of a glob. Raises PatternError.

    Two stars stand for folders where a slash or the end follows, and a slash, the beginning or, as
    in git, only plain characters precede them.
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
            slash = _SLASH.match(glob, at)
            if is_deep and slash:
                at = slash.end()
                yield _FOLDERS
            elif is_deep and at == len(glob):
                yield _TEXT
            else:
                yield _NAME
        elif token["any"]:
            yield _NOT_SLASH
        elif token["set"]:
            yield _set(token["set"])
        else:
            yield token[0][-1]


@lru_cache(maxsize=1000)
def _set(text: str) -> re.Pattern[str]:
    """Return what matches one of a set of characters, never a slash."""
    negated = text[1] in "!^"
    parts = "".join(map(_set_part, _SET_PART.finditer(text, 1 + negated, len(text) - 1)))
    try:
        return re.compile(rf"(?![/\0])[{'^' * negated}{parts}]", re.DOTALL)
    except re.error as error:
        raise PatternError(error.msg) from error


def _set_part(part: re.Match[str]) -> str:
    if part["kind"]:
        if part["kind"] not in _KINDS:
            message = f"there is no class [:{part['kind']}:]"
            raise PatternError(message)
        return _KINDS[part["kind"]]
    ends = (re.escape(end[-1]) for end in (part["low"], part["high"]) if end)
    return "-".join(ends)
