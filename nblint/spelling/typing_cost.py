"""The cost of typing one word instead of another: the likelier the mistake, the lower the cost."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SIMILAR_SOUNDS = (
    *("ck", "cs", "sz", "gj", "fv", "kq", "mn", "td", "bp", "vw", "xs", "uw"),
    *("iy", "ae", "ai", "ei", "ao", "ou"),
)

# Costs are negative decimal logarithms of probabilities. They are ordered by how often people who
# type English make each mistake: swapped letters, a doubled letter, a wrong vowel, …
_SWAPPED = 0.9
_DOUBLED = 0.7
_WRONG_VOWEL = 1.0
_WRONG_SOUND = 1.1
_DROPPED = 1.2
_WRONG_KEY = 1.3
_ADDED = 1.4
_ADDED_NEIGHBOUR_KEY = 1.35
_REPLACED = 2.1
_FIRST_LETTER = 1.0  # extra cost, because the first letter is rarely wrong


def _neighbour_keys() -> frozenset[str]:
    """Return the pairs of letters that are adjacent on a QWERTY keyboard, in both orders."""
    pairs = set()
    for row in _KEY_ROWS:
        pairs |= {left + right for left, right in pairwise(row)}
    for upper, lower in pairwise(_KEY_ROWS):
        for index, letter in enumerate(lower):
            pairs |= {letter + other for other in upper[index : index + 2]}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_NEIGHBOUR_KEYS = _neighbour_keys()
_SOUND_ALIKE = frozenset(_SIMILAR_SOUNDS) | frozenset(pair[::-1] for pair in _SIMILAR_SOUNDS)


@lru_cache(maxsize=50_000)
def typing_cost(wrong: str, right: str) -> float:
    """Return the cost of typing `wrong` instead of `right`, 0 if they are equal.

    This is the optimal string alignment distance (the Damerau-Levenshtein distance in which no
    letter is edited twice) with a cost for each kind of edit.
    """
    begin = _common_prefix(wrong, right)
    end = _common_prefix(wrong[begin:][::-1], right[begin:][::-1])
    columns = range(begin, len(wrong) - end)
    above: list[float] = []
    row = [0.0]
    for at in columns:
        row.append(row[-1] + _added(wrong, at))
    for down in range(begin, len(right) - end):
        letter, dropped = right[down], _dropped(right, down)
        two_above, above, row = above, row, [row[0] + dropped]
        for column, at in enumerate(columns):
            typed = wrong[at]
            first = 0 if at and down else _FIRST_LETTER
            same = typed == letter
            cost = min(
                above[column] + (0 if same else _replaced(typed, letter) + first),
                above[column + 1] + dropped,
                row[column] + _added(wrong, at),
            )
            swapped = column and two_above and typed == right[down - 1] and wrong[at - 1] == letter
            if swapped and not same:
                first = 0 if at > 1 else _FIRST_LETTER / 2
                cost = min(cost, two_above[column - 1] + _SWAPPED + first)
            row.append(cost)
    return row[-1]


def _common_prefix(a: str, b: str) -> int:
    """Return the length of the longest common prefix of two words."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((at for at, (x, y) in pairs if x != y), min(len(a), len(b)))


def _added(wrong: str, at: int) -> float:
    letter = wrong[at]
    if at and letter == wrong[at - 1]:
        return _DOUBLED
    adjacent = wrong[at - 1 : at] + wrong[at + 1 : at + 2]
    neighbour_key = any(letter + other in _NEIGHBOUR_KEYS for other in adjacent)
    return (_ADDED_NEIGHBOUR_KEY if neighbour_key else _ADDED) + (0 if at else _FIRST_LETTER)


def _dropped(right: str, at: int) -> float:
    if at and right[at] == right[at - 1]:
        return _DOUBLED
    return _DROPPED + (0 if at else _FIRST_LETTER)


def _replaced(typed: str, letter: str) -> float:
    if typed in _VOWELS and letter in _VOWELS:
        return _WRONG_VOWEL
    pair = typed + letter
    if pair in _SOUND_ALIKE:
        return _WRONG_SOUND
    return _WRONG_KEY if pair in _NEIGHBOUR_KEYS else _REPLACED
