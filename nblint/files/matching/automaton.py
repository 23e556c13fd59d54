"""A list of patterns matched at once, in time that is linear in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nblint.files.matching.nfa import Network
from nblint.files.matching.pattern_nodes import Assertion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nblint.files.matching.pattern_nodes import Node

_MOST_WORK: Final = 1_000_000
"""States of the network that are looked at for steps that are not known yet: about a second.

Most texts take steps that are known. A hostile list has no end of new ones.
"""

# The assertions that do not hold at the start of the text, within it and at its end.
_AT_START: Final = frozenset({Assertion.END})
_INSIDE: Final = frozenset(Assertion)
_AT_END: Final = frozenset({Assertion.START})


class _State:
    """A set of states of the network, and where each character leads from it, once known."""

    __slots__ = ("members", "next", "tag")

    def __init__(self, members: frozenset[int], tag: int) -> None:
        self.members, self.tag = members, tag
        self.next: dict[str, _State] = {}


class Automaton:
    """Patterns that are numbered from 0 in the order in which they are given; groups do not count.

    The network is made deterministic while it runs (Thompson's algorithm with remembered steps): a
    text of n characters takes n steps, each of which costs at most the size of the network,
    whatever the patterns are. All texts together may cost so much; then `otherwise` is what is
    said of any. Raises PatternError.
    """

    def __init__(self, patterns: Iterable[Iterable[Node]], otherwise: int = -1) -> None:
        self._network = Network(patterns)
        self._otherwise = otherwise
        self._states: dict[frozenset[int], _State] = {}
        self._work = 0
        self._start = self._first()

    def last(self, text: str) -> int:
        """Return the greatest number of a pattern that matches all of a text, -1 for none."""
        state = self._start
        for char in text:
            known = state.next.get(char)
            if known is None:
                if self._work > _MOST_WORK:
                    return self._otherwise
                known = self._step(state, char)
            if not known.members:
                return -1
            state = known
        return state.tag

    def matches(self, text: str) -> bool:
        """Tell whether a pattern matches all of a text."""
        return self.last(text) >= 0

    def _first(self) -> _State:
        """Return the state before the first character, which may be the last one as well."""
        members = self._reachable({0}, _AT_START)
        return _State(frozenset(members), self._tag(self._reachable({0}, frozenset())))

    def _step(self, state: _State, char: str) -> _State:
        targets = self._network.targets
        reached = {to for member in state.members for to in targets(member, char)}
        members = frozenset(filter(self._network.is_kept, self._reachable(reached, _INSIDE)))
        found = self._states.get(members)
        if found is None:
            found = _State(members, self._tag(self._reachable(members, _AT_END)))
            self._states[members] = found
        state.next[char] = found
        self._work += len(state.members) + len(members)
        return found

    def _tag(self, members: Iterable[int]) -> int:
        return max((self._network.tags[state] for state in members), default=-1)

    def _reachable(self, seeds: Iterable[int], failing: frozenset[Assertion]) -> set[int]:
        """Return the states that are reached from others without consuming anything."""
        found = set(seeds)
        waiting = list(found)
        free = self._network.free
        while waiting:
            for label, to in free[waiting.pop()]:
                if label not in failing and to not in found:
                    found.add(to)
                    waiting.append(to)
        return found
