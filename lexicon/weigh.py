"""Fit the weights of the evidence: `python -m lexicon.weigh --fixes FILE --edited DIRECTORY …`.

The misspellings are those in FILE, of the development part, as `benchmarks/spelling` splits it. The
unknown words of the well-edited documents in DIRECTORY count as correct, except those that the
first fits classify as misspellings, because some are. Needs the dependency group `lexicon`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.spelling.material import fixes
from nblint.markdown.parse import parse
from nblint.spelling.scoring import SpellingEvidence
from nblint.spelling.speller import speller

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Single lines lack the context of a document and rarely have names, so these cannot be fitted.
_SET_BY_HAND = {
    "repeated": -2.0,
    "candidate_uses": 0.3,
    "unknown_share": -6.0,
    "capitalized": -1.2,
    "full_name": -1.0,
}
_MISSPELLING_WEIGHT = 2.0
"""The sample weight of a misspelling; that of a correct word is 1."""
_MAX_OCCURRENCES = 2
"""How many occurrences of an unknown word in the edited documents are samples."""
_MAX_CORRECT_SCORE = 0.7
"""Unknown words with a higher score count as misspellings and are dropped."""
_REFITS = 3
_RIDGE = 3.0
_MAX_SIZE = 400_000


def main() -> None:
    """Print the weights in the form of `nblint/spelling/weights.py`."""
    parser = argparse.ArgumentParser(prog="python -m lexicon.weigh", description=__doc__)
    parser.add_argument("--fixes", type=Path, required=True)
    parser.add_argument("--edited", type=Path, nargs="+", required=True)
    parser.add_argument("--lean", type=float, default=0.5, help="added to the bias")
    arguments = parser.parse_args()
    misspelled = list(misspelled_words(arguments.fixes))
    correct = [item for directory in arguments.edited for item in unknown_words(directory)]
    weights = _fit(misspelled, correct)
    for _ in range(_REFITS):
        correct = [item for item in correct if _score(item, weights) < _MAX_CORRECT_SCORE]
        weights = _fit(misspelled, correct)
    weights[0] += arguments.lean
    for name, weight in zip(SpellingEvidence._fields, weights, strict=True):
        sys.stdout.write(f"    {weight:.2f},  # {name}\n")


def misspelled_words(path: Path) -> Iterator[SpellingEvidence]:
    """Yield the evidence for each misspelling that is no word, of the development part."""
    for case in fixes(path, "development"):
        if case.kind == "nonword":
            for item in speller().interpretations(parse(case.text, "line.md")):
                if item.word.text == case.wrong:
                    yield item.evidence


def unknown_words(directory: Path) -> Iterator[SpellingEvidence]:
    """Yield the evidence for the unknown words of the Markdown files in a directory."""
    counts: Counter[str] = Counter()
    for path in sorted(directory.rglob("*.md")):
        text = path.read_text("utf-8", errors="replace")[:_MAX_SIZE]
        for item in speller().interpretations(parse(text, path.name)):
            counts[item.word.lower] += 1
            if counts[item.word.lower] <= _MAX_OCCURRENCES:
                yield item.evidence


def _score(evidence: SpellingEvidence, weights: Sequence[float]) -> float:
    return sum(map(float.__mul__, evidence, weights))


def _fit(misspelled: list[SpellingEvidence], correct: list[SpellingEvidence]) -> list[float]:
    """Return the weights of a logistic regression, with those set by hand fixed.

    The L2 penalty of a weight is in proportion to the variance of its evidence, so the bias has
    none. scikit-learn cannot fix weights, so SciPy minimizes the loss.
    """
    import numpy as np  # noqa: PLC0415 - in the group "lexicon" only
    from scipy.optimize import minimize  # noqa: PLC0415 - likewise
    from scipy.special import expit  # noqa: PLC0415 - likewise

    samples = np.array([*misspelled, *correct])
    is_misspelled = np.arange(len(samples)) < len(misspelled)
    sample_weights = np.where(is_misspelled, _MISSPELLING_WEIGHT, 1.0)
    free = np.array([name not in _SET_BY_HAND for name in SpellingEvidence._fields])
    weights = np.array([_SET_BY_HAND.get(name, 0.0) for name in SpellingEvidence._fields])
    fitted, offsets = samples[:, free], samples @ weights
    penalties = _RIDGE * fitted.var(axis=0)

    def loss_and_gradient(candidate: np.ndarray) -> tuple[float, np.ndarray]:
        log_odds = offsets + fitted @ candidate
        losses = np.logaddexp(0, np.where(is_misspelled, -log_odds, log_odds))
        residuals = sample_weights * (expit(log_odds) - is_misspelled)
        loss = sample_weights @ losses + penalties @ candidate**2 / 2
        return loss, fitted.T @ residuals + penalties * candidate

    start = np.zeros(fitted.shape[1])
    weights[free] = minimize(loss_and_gradient, start, jac=True, method="BFGS").x
    return [float(weight) for weight in weights]


if __name__ == "__main__":
    main()
