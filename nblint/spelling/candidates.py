"""Which words may have been meant."""

from __future__ import annotations

from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from nblint.spelling.edits import typing_cost
from nblint.spelling.lexicon import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nblint.spelling.lexicon import Lexicon

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORT = 6
"""Words up to this length are looked for by trying each edit: one edit may change both ends."""
_TWO_EDITS = 7
"""Words from this length on may be two edits away."""
_WEIGHED = 14
"""How many words, by their frequency and the number of edits, have their edits priced."""
_MOST = 8
_LITTLE_WORDS = frozenset(
    "a an and are as at be by for from if in is it of on or the this to with".split()
)
"""Words that are joined to another by a space that was not typed."""
_KNOWN_PAIR = 3
_SPACE = 1.4
"""The cost of a space that was not typed."""


class Candidate(NamedTuple):
    """A word that may have been meant, and what it costs to type the other word for it."""

    word: str
    entry: Entry
    cost: float


@lru_cache(maxsize=20_000)
def candidates(lexicon: Lexicon, word: str, *, names: bool = False) -> tuple[Candidate, ...]:
    """Return the words that may have been meant by `word` (lower case), the likeliest first.

    Names are among them if `names`.
    """
    near = {}
    for other, edits in _near(lexicon, word):
        entry = lexicon.find(other)
        if entry and other != word and entry.kind != "seen" and (names or entry.kind != "name"):
            near[other] = entry.zipf - edits, entry
    likely = nlargest(_WEIGHED, near.items(), key=lambda item: (item[1][0], item[0]))
    found = [Candidate(other, entry, typing_cost(word, other)) for other, (_, entry) in likely]
    found += _parted(lexicon, word)
    found.sort(key=lambda item: (item.cost - item.entry.zipf, item.word))
    return tuple(found[:_MOST])


def _near(lexicon: Lexicon, word: str) -> Iterator[tuple[str, int]]:
    """Yield words that are a few edits away, and how many."""
    if len(word) <= _SHORT:
        yield from ((other, 1) for other in one_edit(word))
        return
    from rapidfuzz.distance.OSA import distance  # noqa: PLC0415 - slow to import
    from rapidfuzz.process import extract  # noqa: PLC0415 - slow to import

    farthest = 2 if len(word) >= _TWO_EDITS else 1
    for words in lexicon.like(word):
        found = extract(word, words, scorer=distance, score_cutoff=farthest, limit=None)
        yield from ((other, int(edits)) for other, edits, _ in found)


def _parted(lexicon: Lexicon, word: str) -> Iterator[Candidate]:
    """Yield the pairs of words that make `word` where no space is typed: "a lot" for "alot"."""
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        if left not in _LITTLE_WORDS and right not in _LITTLE_WORDS:
            continue
        together = lexicon.pairs.count(left, right)
        if together >= _KNOWN_PAIR and lexicon.is_word(left, 3) and lexicon.is_word(right, 3):
            # A pair of words is as common as a word that is seen as often.
            yield Candidate(f"{left} {right}", Entry(1.7 + 0.3 * together, "word"), _SPACE)


def one_edit(word: str) -> Iterator[str]:
    """Yield what one edit makes of `word`: a letter dropped, added, replaced, or two swapped."""
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
