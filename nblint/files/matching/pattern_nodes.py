"""The syntax tree of a pattern, whatever notation it was written in."""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

Label = str | re.Pattern[str]
"""What matches one character: that character, or a regular expression for a single one."""


class Assertion(Enum):
    """A condition on the position, which consumes nothing."""

    START = "start of text"
    END = "end of text"


class Sequence(Struct, frozen=True):
    """Nodes that match one after the other."""

    items: tuple[Node, ...]


class Choice(Struct, frozen=True):
    """Alternatives; the first one that leads to a match counts for groups."""

    items: tuple[Node, ...]


class Repeat(Struct, frozen=True):
    """A node `least` to `most` times, without a limit where `most` is None."""

    item: Node
    least: int
    most: int | None
    lazy: bool = False


class Group(Struct, frozen=True):
    """A node whose text is captured as the group of this number, from 1."""

    item: Node
    number: int


Node = Label | Assertion | Sequence | Choice | Repeat | Group


class PatternError(ValueError):
    """A pattern that is malformed or not supported; the message says what, without the pattern."""
