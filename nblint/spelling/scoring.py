"""Estimate how likely an unknown word is a misspelling, by weighted evidence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from nblint.spelling.corrections import Candidate, candidates
from nblint.spelling.morphology import is_prefixed, is_suffixed, with_s, without_s
from nblint.spelling.weights import WEIGHTS

if TYPE_CHECKING:
    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.page_words import PageWords, Word

MAX_SHORT = 3
"""A word of up to this many letters is short: many of them are abbreviations."""
_PAIR_DISCOUNT = 0.12
"""How much a pair with a neighbour lowers a candidate's cost, for each doubling of its count."""
_USE_DISCOUNT = 0.3
"""How much use in the document lowers a candidate's cost, for each factor of e."""
_MAX_WEIGHED = 3
"""For how many of the likeliest candidates the evidence is weighed."""
_MIN_BLOCK_WORDS = 8
_MAX_UNKNOWN_SHARE = 0.5
_TITLE_ROLES = frozenset({"heading", "title"})


class SpellingEvidence(NamedTuple):
    """The evidence for and against an unknown word being a misspelling of a candidate.

    Frequencies are on the Zipf scale, other logarithms are natural, unless stated; yes is 1.

    - `bias`: always 1.
    - `candidate_frequency`, `candidate_uses`: how frequent the candidate is, and the logarithm of
      its uses in the document plus one.
    - `seen`, `frequency`: whether the word occurs in large corpora, and how often.
    - `cost`: the cost of typing the word instead of the candidate.
    - `length`, `short`: the logarithm of the length, and whether it is at most `MAX_SHORT`.
    - `repeated`, `in_code`: the logarithm of the word's uses in the document, and whether it also
      occurs in code or link destinations.
    - `capitalized`, `full_name`: whether it has a capital within a sentence, or beside another.
    - `prefixed`, `suffixed`, `plural`: whether it is a known word with a prefix, suffix or "s".
    - `fits_left`, `fits_right`: the binary logarithm of how often the candidate occurs with the
      neighbour; `known_pair`: whether the word itself occurs with either.
    - `first_letter_differs`, `candidate_is_name`.
    - `unknown_share`: the share of unknown words in the rest of the block.
    - `in_link`, `in_title`: whether it is in a link text, or in a heading or title.
    """

    bias: float
    candidate_frequency: float
    seen: float
    frequency: float
    cost: float
    length: float
    short: float
    repeated: float
    in_code: float
    candidate_uses: float
    capitalized: float
    full_name: float
    prefixed: float
    suffixed: float
    plural: float
    fits_left: float
    fits_right: float
    known_pair: float
    first_letter_differs: float
    unknown_share: float
    candidate_is_name: float
    in_link: float
    in_title: float


class Interpretation(NamedTuple):
    """An unknown word, its candidates, the likeliest first, and the evidence for the first."""

    word: Word
    candidates: tuple[Candidate, ...]
    evidence: SpellingEvidence

    def score(self) -> float:
        """Return the log-odds that the word is misspelled; 0 is even odds."""
        return sum(map(float.__mul__, self.evidence, WEIGHTS))


def interpret(lexicon: Lexicon, page: PageWords, word: Word) -> Interpretation | None:
    """Return the likeliest interpretation of an unknown word.

    Return None if it has no candidates, or if most of its block is unknown.
    """
    if _unknown_share(lexicon, page, word) > _MAX_UNKNOWN_SHARE:
        return None
    found = candidates(lexicon, word.lower, names=word.text[0].isupper())
    if not found:
        return None
    pairs = lexicon.pairs

    def cost_in_context(candidate: Candidate) -> tuple[float, str]:
        left = pairs.log_count(word.left, candidate.word)
        right = pairs.log_count(candidate.word, word.right)
        uses = math.log1p(page.counts[candidate.word])
        cost = candidate.cost - candidate.entry.zipf
        return cost - _PAIR_DISCOUNT * (left + right) - _USE_DISCOUNT * uses, candidate.word

    likeliest = sorted(found, key=cost_in_context)
    interpretations = (
        Interpretation(
            word,
            (best, *(other for other in likeliest if other != best)),
            _evidence(lexicon, page, word, best),
        )
        for best in likeliest[:_MAX_WEIGHED]
    )
    return max(interpretations, key=Interpretation.score)


def _evidence(lexicon: Lexicon, page: PageWords, word: Word, best: Candidate) -> SpellingEvidence:
    pairs, lower = lexicon.pairs, word.lower
    entry = lexicon.find(lower)
    has_capital = word.text[0].isupper() and word.role not in _TITLE_ROLES
    known_pair = pairs.log_count(word.left, lower) or pairs.log_count(lower, word.right)
    return SpellingEvidence(
        bias=1.0,
        candidate_frequency=best.entry.zipf,
        seen=float(entry is not None),
        frequency=entry.zipf if entry else 0.0,
        cost=best.cost,
        length=math.log(len(lower)),
        short=float(len(lower) <= MAX_SHORT),
        repeated=math.log(max(page.counts[lower], 1)),
        in_code=float(lower in page.not_prose),
        candidate_uses=math.log1p(page.counts[best.word]),
        capitalized=float(has_capital and not word.starts_sentence),
        full_name=float(has_capital and word.beside_capital),
        prefixed=float(is_prefixed(lexicon, lower)),
        suffixed=float(is_suffixed(lexicon, lower)),
        plural=float(without_s(lexicon, lower) != "" or with_s(lower) == best.word),
        fits_left=float(pairs.log_count(word.left, best.word.split()[0])),
        fits_right=float(pairs.log_count(best.word.split()[-1], word.right)),
        known_pair=float(known_pair > 0),
        first_letter_differs=float(lower[0] != best.word[0]),
        unknown_share=_unknown_share(lexicon, page, word),
        candidate_is_name=float(best.entry.kind == "name"),
        in_link=float(word.role == "link"),
        in_title=float(word.role in _TITLE_ROLES),
    )


def _unknown_share(lexicon: Lexicon, page: PageWords, word: Word) -> float:
    """Return the share of unknown words in the rest of a word's block, from 0 to 1."""
    words, unknown = page.share(word.block, lexicon.is_unknown)
    return (unknown - 1) / max(words - 1, _MIN_BLOCK_WORDS)
