"""Count words and word pairs in the prose of many packages."""

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
_MAX_PACKAGE_WORDS = 2_000_000
"""The counts of a package with more words are scaled down to this many."""
_MAX_PAIRS = 9_000_000
"""With more pairs in memory those seen once are dropped."""


class PackageCounts(NamedTuple):
    """The counts of a package: words in lower case, those with a capital, and word pairs."""

    words: Mapping[str, int]
    capitals: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]


def count(archive: Path) -> PackageCounts:
    """Count the prose of an archive."""
    words, capitals, pairs = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for paragraph in paragraphs(archive):
        text = _ORDINAL.sub("0", paragraph.replace("\u2019", "'"))
        tokens = [token if token[0].isalpha() else "" for token in _TOKEN.findall(text)]
        lower = [token.lower() for token in tokens]
        words.update(filter(None, lower))
        capitals.update(token.lower() for token in tokens if token[:1].isupper())
        pairs.update(pair for pair in pairwise(lower) if all(pair))
    return PackageCounts(words, capitals, pairs)


class CorpusCounts:
    """The counts of all packages.

    `packages` is in how many packages a word occurs, `pair_packages` the same for pairs.
    """

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.capitals: Counter[str] = Counter()
        self.packages: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.pair_packages: Counter[tuple[str, str]] = Counter()

    def add(self, package: PackageCounts) -> None:
        """Add a package, scaled down if it is very large."""
        share = min(1.0, _MAX_PACKAGE_WORDS / max(1, sum(package.words.values())))
        for total, part in (
            (self.words, package.words),
            (self.capitals, package.capitals),
            (self.pairs, package.pairs),
        ):
            for key, times in part.items():
                total[key] += times * share  # type: ignore[index,assignment]
        self.packages.update(package.words.keys())
        self.pair_packages.update(package.pairs.keys())
        if len(self.pairs) > _MAX_PAIRS:
            for pair, times in list(self.pairs.items()):
                if times <= 1 and self.pair_packages[pair] == 1:
                    del self.pairs[pair], self.pair_packages[pair]
