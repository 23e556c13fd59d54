"""The one name that was most likely meant by a misspelt one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CUTOFF = 0.7
"""Least share of characters in common, such that one slip in a word of four letters is forgiven."""

_SEPARATORS = {ord(separator): None for separator in "-_ "}


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `name` is a slip away from, or None where none is close.

    Letter case, hyphens, underscores and spaces do not count; a transposition counts as one slip
    (optimal string alignment distance). The order of `candidates` does not matter.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a misspelt name needs it
    from rapidfuzz.process import extract  # noqa: PLC0415 - likewise

    wanted = _plain(name)
    if not wanted:
        return None
    near = extract(
        wanted,
        {candidate: _plain(candidate) for candidate in candidates},
        scorer=OSA.normalized_similarity,
        score_cutoff=_CUTOFF,
        limit=None,
    )
    ranked = [(-score, OSA.distance(name, candidate), candidate) for _, score, candidate in near]
    return min(ranked, default=(0, 0, None))[2]


def _plain(name: str) -> str:
    return name.casefold().translate(_SEPARATORS)
