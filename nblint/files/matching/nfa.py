"""Nondeterministic automata: what a pattern becomes before it is matched (Thompson, 1968)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nblint.files.matching.pattern_nodes import (
    Assertion,
    Choice,
    Group,
    PatternError,
    Repeat,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.files.matching.pattern_nodes import Node

MOST_STATES: Final = 5_000
"""States that one pattern may have by default; a repeat such as ``{3,500}`` is written out."""


class Network:
    """States with labelled edges. State 0 is the start.

    Patterns that begin alike share their first states, so that a long list of patterns is tried at
    once. `free` has the edges that consume nothing, in order of preference, each with the
    assertion or the slot for the position that it carries; `literal` and `sets` have those that
    consume one character. `tags` has the number, from 0, of the last pattern that ends in a state,
    -1 for none. Raises PatternError for a pattern of more than `most` states.
    """

    def __init__(self, patterns: Iterable[Iterable[Node]], most: int = MOST_STATES) -> None:
        self.free: list[list[tuple[Assertion | int | None, int]]] = []
        self.literal: list[dict[str, list[int]]] = []
        self.sets: list[list[tuple[re.Pattern[str], int]]] = []
        self.tags: list[int] = []
        self._most = self._limit = most
        self._state()
        shared: dict[tuple[int, Node], int] = {}
        for tag, items in enumerate(patterns):
            self._most = len(self.tags) + most
            at = 0
            for item in items:
                known = shared.get((at, item))
                if known is None:
                    known = shared[at, item] = self._state()
                    self._link(item, at, known)
                at = known
            self.tags[at] = tag

    def _state(self) -> int:
        if len(self.tags) >= self._most:
            message = f"it is too large: more than {self._limit} states"
            raise PatternError(message)
        self.free.append([])
        self.literal.append({})
        self.sets.append([])
        self.tags.append(-1)
        return len(self.tags) - 1

    def _link(self, node: Node, start: int, end: int) -> None:
        """Make `end` reachable from `start` by whatever a node matches."""
        match node:
            case str():
                self.literal[start].setdefault(node, []).append(end)
            case re.Pattern():
                self.sets[start].append((node, end))
            case Assertion():
                self.free[start].append((node, end))
            case Sequence(items):
                for item in items[:-1]:
                    start, before = self._state(), start
                    self._link(item, before, start)
                self._join(items[-1:], start, end)
            case Choice(items):
                for item in items:
                    self._link(item, self._after(start), end)
            case Repeat():
                self._repeat(node, start, end)
            case Group(item, number):
                inside, closing = self._state(), self._state()
                self.free[start].append((2 * number - 2, inside))
                self._link(item, inside, closing)
                self.free[closing].append((2 * number - 1, end))

    def _join(self, last: tuple[Node, ...], start: int, end: int) -> None:
        """Link the last node of a sequence, or nothing where that is empty."""
        for item in last:
            self._link(item, start, end)
        if not last:
            self.free[start].append((None, end))

    def _after(self, start: int) -> int:
        """Return a new state that is reached from `start` without consuming anything."""
        state = self._state()
        self.free[start].append((None, state))
        return state

    def _repeat(self, node: Repeat, start: int, end: int) -> None:
        for _ in range(node.least):
            start, before = self._state(), start
            self._link(node.item, before, start)
        if node.most is None:
            loop = self._after(start)
            inside, again = self._state(), self._state()
            self._branch(loop, inside, end, lazy=node.lazy)
            self._link(node.item, inside, again)
            self.free[again].append((None, loop))
            return
        for _ in range(node.most - node.least):
            here, inside = self._after(start), self._state()
            self._branch(here, inside, end, lazy=node.lazy)
            start = self._state()
            self._link(node.item, inside, start)
        self.free[start].append((None, end))

    def _branch(self, at: int, inside: int, end: int, *, lazy: bool) -> None:
        """Let a repeat go on or end, whichever is preferred first."""
        ways: list[tuple[Assertion | int | None, int]] = [(None, inside), (None, end)]
        self.free[at] += reversed(ways) if lazy else ways

    def is_kept(self, state: int) -> bool:
        """Tell whether a state consumes, asserts the end of the text, or ends a pattern."""
        if self.literal[state] or self.sets[state] or self.tags[state] >= 0:
            return True
        return any(label is Assertion.END for label, _ in self.free[state])

    def targets(self, state: int, char: str) -> list[int]:
        """Return where one character leads from a state."""
        found = self.literal[state].get(char, [])
        sets = self.sets[state]
        return found + [to for label, to in sets if label.match(char)] if sets else found
