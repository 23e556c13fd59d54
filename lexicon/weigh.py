"""`python -m lexicon.weigh --fixes FILE --edited FOLDER …`: fit the weights of the evidence.

Misspellings are the lines of FILE, of the part of its repositories that is for development, as
`benchmarks/spelling` splits them. What is no misspelling are the unknown words of the edited pages;
those that look like misspellings all the same, as some are, are left out once that shows.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.spelling.material import fixes
from nblint.markdown.parse import parse
from nblint.spelling.evidence import Evidence, Reading
from nblint.spelling.speller import speller

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A mended line has no page around it, and few have names: these are set by hand. A word used three
# times is a ninth as likely to be a slip, and so on.
_BY_HAND = {"repeated": -2.0, "meant": 0.3, "foreign": -6.0, "named": -1.2, "full_name": -1.0}
_MISSPELLING_COUNTS = 2.0
_OFTEN = 2
"""How many times one unknown word of the edited pages counts."""
_LOOKS_MISSPELT = 0.7
_RIDGE = 3.0
_ROUNDS = 25
_LARGEST_PAGE = 400_000
_FIELDS = Evidence._fields
_FREE = [at for at, name in enumerate(_FIELDS) if name not in _BY_HAND]


def main() -> None:
    """Print the weights as `nblint/spelling/weights.py` has them."""
    parser = argparse.ArgumentParser(prog="python -m lexicon.weigh", description=__doc__)
    parser.add_argument("--fixes", type=Path, required=True)
    parser.add_argument("--edited", type=Path, nargs="+", required=True)
    parser.add_argument("--lean", type=float, default=0.5, help="added to the bias")
    arguments = parser.parse_args()
    wrong = [reading.evidence for reading in _misspellings(arguments.fixes)]
    right = [evidence for folder in arguments.edited for evidence in _unknown_words(folder)]
    weights = _fit(wrong, right)
    for _ in range(3):
        right = [evidence for evidence in right if _score(evidence, weights) < _LOOKS_MISSPELT]
        weights = _fit(wrong, right)
    weights[0] += arguments.lean
    for name, weight in zip(_FIELDS, weights, strict=True):
        sys.stdout.write(f"    {weight:.2f},  # {name}\n")


def _misspellings(path: Path) -> Iterator[Reading]:
    for case in fixes(path, "development"):
        if case.kind == "nonword":
            readings = speller().interpretations(parse(case.text, "line.md"))
            yield from (item for item in readings if item.word.text == case.wrong)


def _unknown_words(folder: Path) -> Iterator[Evidence]:
    seen: Counter[str] = Counter()
    for page in sorted(folder.rglob("*.md")):
        text = page.read_text("utf-8", errors="replace")[:_LARGEST_PAGE]
        for reading in speller().interpretations(parse(text, page.name)):
            seen[reading.word.lower] += 1
            if seen[reading.word.lower] <= _OFTEN:
                yield reading.evidence


def _score(evidence: Evidence, weights: Sequence[float]) -> float:
    return sum(map(float.__mul__, evidence, weights))


def _fit(wrong: list[Evidence], right: list[Evidence]) -> list[float]:
    """Return the weights of a logistic regression, by Newton's method, with a ridge penalty.

    The penalty is in proportion to the variance of each piece of evidence, the bias has none.
    """
    rows = [(item, 1.0, _MISSPELLING_COUNTS) for item in wrong] + [(i, 0.0, 1.0) for i in right]
    ridge = [_RIDGE * _variance([row[at] for row, _, _ in rows]) for at in _FREE]
    weights = [_BY_HAND.get(name, 0.0) for name in _FIELDS]
    for _ in range(_ROUNDS):
        size = len(_FREE)
        slope = [-penalty * weights[at] for penalty, at in zip(ridge, _FREE, strict=True)]
        curve = [[ridge[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for evidence, truth, counts in rows:
            odds = max(-30.0, min(30.0, _score(evidence, weights)))
            likely = 1 / (1 + math.exp(-odds))
            values = [evidence[at] for at in _FREE]
            pull, stiffness = counts * (truth - likely), counts * likely * (1 - likely)
            for i, value in enumerate(values):
                if value:
                    slope[i] += pull * value
                    line = curve[i]
                    for j, other in enumerate(values):
                        line[j] += stiffness * value * other
        for at, step in zip(_FREE, _solve(curve, slope), strict=True):
            weights[at] += step
    return weights


def _variance(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Return x of matrix · x = vector, by elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            rows[below] = [a - factor * b for a, b in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][j] * found[j] for j in range(at + 1, size))
        found[at] = (rows[at][size] - known) / rows[at][at]
    return found


if __name__ == "__main__":
    main()
