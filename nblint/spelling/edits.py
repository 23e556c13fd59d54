"""What it costs to type one word for another: the likelier the slip, the less."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SOUNDS = (
    *("ck", "cs", "sz", "gj", "fv", "kq", "mn", "td", "bp", "vw", "xs", "uw"),
    *("iy", "ae", "ai", "ei", "ao", "ou"),
)

# Prices in decades of probability. The order is that of how often each slip is made by people who
# type English: two letters swapped, one doubled or not, a wrong vowel, a letter left out, …
_SWAPPED = 0.9
_DOUBLED = 0.7
_VOWEL = 1.0
_SOUND = 1.1
_DROPPED = 1.2
_KEY = 1.3
_ADDED = 1.4
_REPLACED = 2.1
_FIRST = 1.0  # the first letter is seldom wrong


def _neighbours() -> frozenset[str]:
    """Return the pairs of letters that lie side by side on a keyboard."""
    pairs = set()
    for row in _ROWS:
        pairs |= {left + right for left, right in pairwise(row)}
    for upper, lower in pairwise(_ROWS):
        for at, letter in enumerate(lower):
            pairs |= {letter + other for other in upper[at : at + 2]}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_KEYS = _neighbours()
_ALIKE = frozenset(_SOUNDS) | frozenset(pair[::-1] for pair in _SOUNDS)


@lru_cache(maxsize=50_000)
def typing_cost(wrong: str, right: str) -> float:
    """Return what it costs, in decades of probability, to type `wrong` for `right`.

    An optimal string alignment (the Damerau-Levenshtein distance in which no letter is edited
    twice) where each edit has its price.
    """
    begin = _common(wrong, right)
    end = _common(wrong[begin:][::-1], right[begin:][::-1])
    columns = range(begin, len(wrong) - end)
    above: list[float] = []
    row = [0.0]
    for at in columns:
        row.append(row[-1] + _added(wrong, at))
    for down in range(begin, len(right) - end):
        letter, dropped = right[down], _dropped(right, down)
        last, above, row = above, row, [row[0] + dropped]
        for place, at in enumerate(columns):
            typed = wrong[at]
            first = 0 if at and down else _FIRST
            same = typed == letter
            cost = min(
                above[place] + (0 if same else _replaced(typed, letter) + first),
                above[place + 1] + dropped,
                row[place] + _added(wrong, at),
            )
            swapped = place and last and typed == right[down - 1] and wrong[at - 1] == letter
            if swapped and not same:
                cost = min(cost, last[place - 1] + _SWAPPED + (0 if at > 1 else _FIRST / 2))
            row.append(cost)
    return row[-1]


def _common(a: str, b: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((at for at, (x, y) in pairs if x != y), min(len(a), len(b)))


def _added(wrong: str, at: int) -> float:
    letter = wrong[at]
    if at and letter == wrong[at - 1]:
        return _DOUBLED
    beside = wrong[at - 1 : at] + wrong[at + 1 : at + 2]
    slipped = any(letter + other in _KEYS for other in beside)
    return (_ADDED - 0.05 if slipped else _ADDED) + (0 if at else _FIRST)


def _dropped(right: str, at: int) -> float:
    if at and right[at] == right[at - 1]:
        return _DOUBLED
    return _DROPPED + (0 if at else _FIRST)


def _replaced(typed: str, letter: str) -> float:
    if typed in _VOWELS and letter in _VOWELS:
        return _VOWEL
    pair = typed + letter
    if pair in _ALIKE:
        return _SOUND
    return _KEY if pair in _KEYS else _REPLACED
