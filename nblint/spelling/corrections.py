"""Possible corrections of an unknown word."""

from __future__ import annotations

from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from nblint.spelling.lexicon import LexiconEntry
from nblint.spelling.typing_cost import typing_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.spelling.lexicon import Lexicon

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MAX_SHORT = 6
"""Up to this length every single edit is tried, because one edit may change both ends."""
_MIN_TWO_EDITS = 7
"""From this length on, words two edits away are candidates."""
_MAX_PRICED = 14
"""How many words, ranked by frequency and number of edits, have their typing cost computed."""
_MAX_CANDIDATES = 8
_FUNCTION_WORDS = frozenset(
    "a an and are as at be by for from if in is it of on or the this to with".split()
)
"""Words that are often joined to another by a missing space."""
_MIN_PAIR_COUNT = 3
_MISSING_SPACE = 1.4
"""The typing cost of a missing space."""


class Candidate(NamedTuple):
    """A possible correction, and the cost of typing the unknown word instead of it."""

    word: str
    entry: LexiconEntry
    cost: float


@lru_cache(maxsize=20_000)
def candidates(lexicon: Lexicon, word: str, *, names: bool = False) -> tuple[Candidate, ...]:
    """Return the possible corrections of `word` (lower case), the likeliest first.

    Names are included if `names`.
    """
    similar = {}
    for other, edits in _similar_words(lexicon, word):
        entry = lexicon.find(other)
        if entry and other != word and entry.kind != "seen" and (names or entry.kind != "name"):
            similar[other] = entry.zipf - edits, entry
    likely = nlargest(_MAX_PRICED, similar.items(), key=lambda item: (item[1][0], item[0]))
    found = [Candidate(other, entry, typing_cost(word, other)) for other, (_, entry) in likely]
    found += _split(lexicon, word)
    found.sort(key=lambda item: (item.cost - item.entry.zipf, item.word))
    return tuple(found[:_MAX_CANDIDATES])


def _similar_words(lexicon: Lexicon, word: str) -> Iterator[tuple[str, int]]:
    """Yield words that are a few edits away, each with the number of edits."""
    if len(word) <= _MAX_SHORT:
        yield from ((other, 1) for other in one_edit(word))
        return
    from rapidfuzz.distance.OSA import distance  # noqa: PLC0415 - slow to import
    from rapidfuzz.process import extract  # noqa: PLC0415 - slow to import

    max_edits = 2 if len(word) >= _MIN_TWO_EDITS else 1
    for words in lexicon.sharing_an_end(word):
        found = extract(word, words, scorer=distance, score_cutoff=max_edits, limit=None)
        yield from ((other, int(edits)) for other, edits, _ in found)


def _split(lexicon: Lexicon, word: str) -> Iterator[Candidate]:
    """Yield the word pairs that make `word` if a space is missing: "a lot" for "alot"."""
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        if left not in _FUNCTION_WORDS and right not in _FUNCTION_WORDS:
            continue
        count = lexicon.pairs.log_count(left, right)
        if count >= _MIN_PAIR_COUNT and lexicon.is_word(left, 3) and lexicon.is_word(right, 3):
            # Zipf frequency of a word with the same count: log10(2) is 0.3.
            yield Candidate(
                f"{left} {right}", LexiconEntry(1.7 + 0.3 * count, "word"), _MISSING_SPACE
            )


def one_edit(word: str) -> Iterator[str]:
    """Yield the strings one edit away: a letter dropped, added or replaced, or two swapped."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            for letter in _LETTERS:
                yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
