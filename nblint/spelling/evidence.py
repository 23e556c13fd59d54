"""How likely it is that an unknown word is a slip for another: evidence, weighed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from nblint.spelling.candidates import Candidate, candidates
from nblint.spelling.morphology import is_prefixed, is_suffixed, with_s, without_s
from nblint.spelling.weights import WEIGHTS

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.words import PageWords, Word

SHORT = 3
"""Up to this many letters a word is short: many such are abbreviations."""
_PAIR = 0.12
"""What a pair of neighbours that is known weighs against the cost of an edit, for each doubling."""
_ON_PAGE = 0.3
"""What it weighs that the page uses the candidate."""
_CONSIDERED = 3
"""How many of the likeliest candidates all evidence is weighed for."""
_FEW_WORDS = 8
_MOSTLY = 0.5
_TITLES = frozenset({"heading", "title"})


class Evidence(NamedTuple):
    """What speaks for and against a word's being a slip for another. Logarithms are natural.

    `common` is the candidate's frequency on the Zipf scale, `seen` whether the word itself was
    met in large collections, and `frequency` how often, likewise. `cost` is that of the edits,
    `length` the logarithm of the word's. `repeated` is the logarithm of how often the page uses
    the word; `in_code` whether it stands in code or an address too; `meant` the logarithm of one
    more than the uses of the candidate. `named` tells of a capital within a sentence, `full_name`
    of one beside another. `prefixed` and `suffixed`: the word is made of a known one; `plural`: it
    is one but for an s. `left` and `right` are how well the candidate goes with its neighbours,
    `own_pair` whether the word itself is known to. `first` tells whether the first letters differ,
    `foreign` how much of the rest of its block is unknown, `to_name` whether the candidate is a
    name.
    """

    bias: float
    common: float
    seen: float
    frequency: float
    cost: float
    length: float
    short: float
    repeated: float
    in_code: float
    meant: float
    named: float
    full_name: float
    prefixed: float
    suffixed: float
    plural: float
    left: float
    right: float
    own_pair: float
    first: float
    foreign: float
    to_name: float
    link: float
    title: float


class Reading(NamedTuple):
    """An unknown word, what may have been meant, the likeliest first, and the evidence."""

    word: Word
    candidates: tuple[Candidate, ...]
    evidence: Evidence

    def score(self) -> float:
        """Return the logarithm of the odds that the word is misspelt, 0 where they are even."""
        return sum(map(float.__mul__, self.evidence, WEIGHTS))


def read(lexicon: Lexicon, page: PageWords, word: Word) -> Reading | None:
    """Return how an unknown word may be read.

    None where no other word is like it, or where most words around it are unknown too.
    """
    if _foreign(lexicon, page, word) > _MOSTLY:
        return None
    found = candidates(lexicon, word.lower, names=word.text[0].isupper())
    if not found:
        return None
    pairs = lexicon.pairs

    def distance(candidate: Candidate) -> tuple[float, str]:
        together = pairs.count(word.left, candidate.word) + pairs.count(candidate.word, word.right)
        on_page = math.log1p(page.counts[candidate.word])
        cost = candidate.cost - candidate.entry.zipf - _PAIR * together - _ON_PAGE * on_page
        return cost, candidate.word

    likely = sorted(found, key=distance)
    readings = (
        Reading(word, (meant, *(other for other in likely if other != meant)), evidence)
        for meant in likely[:_CONSIDERED]
        for evidence in (_weigh(lexicon, page, word, meant),)
    )
    return max(readings, key=Reading.score)


def _weigh(lexicon: Lexicon, page: PageWords, word: Word, best: Candidate) -> Evidence:
    pairs, lower = lexicon.pairs, word.lower
    entry = lexicon.find(lower)
    named = word.text[0].isupper() and not word.opens and word.role not in _TITLES
    own_pair = pairs.count(word.left, lower) or pairs.count(lower, word.right)
    return Evidence(
        bias=1.0,
        common=best.entry.zipf,
        seen=float(entry is not None),
        frequency=entry.zipf if entry else 0.0,
        cost=best.cost,
        length=math.log(len(lower)),
        short=float(len(lower) <= SHORT),
        repeated=math.log(max(page.counts[lower], 1)),
        in_code=float(lower in page.elsewhere),
        meant=math.log1p(page.counts[best.word]),
        named=float(named),
        full_name=float(
            word.text[0].isupper() and word.beside_capital and word.role not in _TITLES
        ),
        prefixed=float(is_prefixed(lexicon, lower)),
        suffixed=float(is_suffixed(lexicon, lower)),
        plural=float(without_s(lexicon, lower) != "" or with_s(lower) == best.word),
        left=float(pairs.count(word.left, best.word.split()[0])),
        right=float(pairs.count(best.word.split()[-1], word.right)),
        own_pair=float(own_pair > 0),
        first=float(lower[0] != best.word[0]),
        foreign=_foreign(lexicon, page, word),
        to_name=float(best.entry.kind == "name"),
        link=float(word.role == "link"),
        title=float(word.role in _TITLES),
    )


def _foreign(lexicon: Lexicon, page: PageWords, word: Word) -> float:
    """Return how much of a word's block is unknown, from 0 to 1, the word itself left out."""
    words, unknown = page.share(word.block, lexicon.is_unknown)
    return (unknown - 1) / max(words - 1, _FEW_WORDS)
