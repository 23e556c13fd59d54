"""How often words, and pairs of words, stand in the prose of many packages."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lexicon.prose import paragraphs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:!?()\[\]\"]+|\S")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_LARGE = 2_000_000
"""Words from which on a package counts for no more."""
_MOST_PAIRS = 9_000_000


class Counted(NamedTuple):
    """What one package has: words in lower case, how many of them had a capital, and pairs."""

    words: Mapping[str, int]
    capitals: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]


def count(archive: Path) -> Counted:
    """Return the counts of an archive's prose."""
    words, capitals, pairs = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for paragraph in paragraphs(archive):
        text = _ORDINAL.sub("0", paragraph.replace("\u2019", "'"))
        tokens = [token if token[0].isalpha() else "" for token in _TOKEN.findall(text)]
        lower = [token.lower() for token in tokens]
        words.update(filter(None, lower))
        capitals.update(token.lower() for token in tokens if token[:1].isupper())
        pairs.update(pair for pair in pairwise(lower) if all(pair))
    return Counted(words, capitals, pairs)


class Counts:
    """The counts of all packages.

    `packages` has in how many a word stands, `pair_packages` likewise for pairs.
    """

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.capitals: Counter[str] = Counter()
        self.packages: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.pair_packages: Counter[tuple[str, str]] = Counter()

    def add(self, counted: Counted) -> None:
        """Add a package; a very large one counts as if it were smaller."""
        share = min(1.0, _LARGE / max(1, sum(counted.words.values())))
        for total, part in (
            (self.words, counted.words),
            (self.capitals, counted.capitals),
            (self.pairs, counted.pairs),
        ):
            for key, times in part.items():
                total[key] += times * share  # type: ignore[index,assignment]
        self.packages.update(counted.words.keys())
        self.pair_packages.update(counted.pairs.keys())
        if len(self.pairs) > _MOST_PAIRS:
            for pair, times in list(self.pairs.items()):
                if times <= 1 and self.pair_packages[pair] == 1:
                    del self.pairs[pair], self.pair_packages[pair]
