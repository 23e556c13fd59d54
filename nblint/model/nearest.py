"""The one name that was most likely meant by a misspelt one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_CUTOFF = 0.7
"""Least share of characters in common, such that one slip in a word of four letters is forgiven."""

_LONGEST = 200
"""Characters in a name for which a candidate is looked for."""

_COMPARISONS = 1_000_000
"""Candidates looked at for all names of a document, which takes about a second."""

_SEPARATORS = {ord(separator): None for separator in "-_ "}


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `name` is a slip away from, or None where none is close.

    Letter case, hyphens, underscores and spaces do not count; a transposition counts as one slip
    (optimal string alignment distance). The order of `candidates` does not matter. A name of more
    than 200 characters has none.
    """
    return _nearest(name, {candidate: _plain(candidate) for candidate in candidates})


class Nearest:
    """Finds the nearest names of a document, comparing no more than a fixed number of candidates.

    Without that bound, a document of n broken links and n headings costs n² comparisons.
    """

    def __init__(self) -> None:
        self._left = _COMPARISONS
        self._candidates: Collection[str] = ()
        self._plain: dict[str, str] = {}

    def to(self, name: str, candidates: Collection[str]) -> str | None:
        """Return what `nearest` does; None for every name once the bound is reached."""
        self._left -= len(candidates)
        if self._left < 0:
            return None
        if candidates is not self._candidates:
            self._candidates = candidates
            self._plain = {candidate: _plain(candidate) for candidate in candidates}
        return _nearest(name, self._plain)


def _nearest(name: str, candidates: Mapping[str, str]) -> str | None:
    """Return the candidate nearest to a name; `candidates` have their plain forms."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only a misspelt name needs it
    from rapidfuzz.process import extract  # noqa: PLC0415 - likewise

    wanted = _plain(name)
    if not wanted or len(name) > _LONGEST:
        return None
    near = extract(
        wanted,
        candidates,
        scorer=OSA.normalized_similarity,
        score_cutoff=_CUTOFF,
        limit=None,
    )
    ranked = [(-score, OSA.distance(name, candidate), candidate) for _, score, candidate in near]
    return min(ranked, default=(0, 0, None))[2]


def _plain(name: str) -> str:
    return name.casefold().translate(_SEPARATORS)
