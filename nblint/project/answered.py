"""Addresses that something other than a file may answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nblint.files.matching import Automaton, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

# Characters of all patterns together.
_MOST = 100_000


def answered(patterns: Iterable[str]) -> Automaton:
    """Return an automaton that matches the addresses that any of the regular expressions matches.

    Where there are too many to be tried, that is every address: what nothing is known of is not
    called broken. Raises PatternError.
    """
    sources = list(patterns)
    if sum(map(len, sources)) > _MOST:
        sources = [".*"]
    return Automaton(map(parse, sources), otherwise=0)
