"""Find the misspellings and real-word errors of a document."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from nblint.model import Span
from nblint.spelling import agreement, confusions
from nblint.spelling.corrections import candidates
from nblint.spelling.languages import foreign_blocks, is_foreign
from nblint.spelling.lexicon import lexicon
from nblint.spelling.page_words import PageWords
from nblint.spelling.proper_names import ALWAYS_NAMES, is_name
from nblint.spelling.scoring import MAX_SHORT, Interpretation, interpret

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Document
    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.page_words import Word

Dialect = Literal["american", "british"]
DIALECTS = frozenset({"american", "british"})
Kind = Literal["unknown", "misspelling", "real-word"]
"""What is wrong with a word: it is in no dictionary, on a list of misspellings or in the wrong
dialect, or it is a real-word error."""

_MIN_LENGTH, _MAX_LENGTH = 2, 30
_BESIDE_MISSPELLING = 4.0
"""Added to the score of a short word beside a misspelling: mistakes cluster."""
_CLEAR_MARGIN = 1.0
"""How far the first correction is ahead of the next if it is unambiguous (a decimal logarithm)."""
_MIN_SCORE = -2.0
"""Words with a lower score are dropped."""
_ALWAYS_WRONG, _LIKELY_WRONG, _POSSIBLY_WRONG = 4.0, 2.0, 0.7
"""The scores of errors by their source: a list of misspellings, a phrase, the neighbours."""
_MAX_RARE_PAIR = 5
"""A pair whose count is over 2 to this power agrees."""
_MAX_REMEMBERED = 300_000
_MAX_UNKNOWN = 2_000
"""How many unknown words of a document are checked; only data has more."""
_MAX_OCCURRENCES = 3
"""How many occurrences of an unknown word are interpreted."""
_MAX_NAME_LENGTH = 5
"""Up to this length a common misspelling with a capital may be a name."""
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_CLITICS = frozenset("s d ed ing ll ve re m er n t".split())
_ISE = re.compile(r"(?<=[a-z]{2})is(?=e|ing|ation|able)")
_LISTED = confusions.ALWAYS.keys() | confusions.USUALLY.keys()
_TRIGGERS = agreement.TRIGGERS | agreement.CAPITALIZED_TRIGGERS | confusions.TRIGGERS


class Misspelling(Struct, frozen=True, kw_only=True, gc=False):
    """A possibly misspelled word of a document, with all its occurrences.

    `word` is in lower case, `written` in its letter case. `score` is the log-odds that it is
    misspelled, 0 for even odds. `corrections` have the letter case of the word, the likeliest comes
    first; it is `unambiguous` if it is far ahead of the others. `reason` is "" for an unknown word.
    A fix of a word `in_heading` changes an anchor. An unknown word `may_be_name` if it has a
    capital or is in a link text, where names of people and programs are frequent.
    """

    word: str
    written: str
    spans: tuple[Span, ...]
    score: float
    corrections: tuple[str, ...]
    reason: str
    unambiguous: bool
    in_heading: bool
    may_be_name: bool = False
    kind: Kind


_Found = tuple[int, Misspelling]
"""The number of a block, and a misspelling in it."""


class Speller:
    """Finds misspelled words, and remembers which words and pairs are correct.

    Words of the other `dialect` are misspellings; None accepts both. At most about
    `max_remembered` words and pairs are remembered.
    """

    def __init__(
        self,
        words: Lexicon,
        dialect: Dialect | None = None,
        *,
        max_remembered: int = _MAX_REMEMBERED,
    ) -> None:
        self._lexicon, self._dialect = words, dialect
        self._max_remembered = max_remembered
        self._correct: set[str] = set()
        self._agreeing: set[tuple[str, str]] = set()

    def misspellings(self, document: Document) -> tuple[Misspelling, ...]:
        """Return the possible misspellings, by first occurrence, except in foreign text or names.

        Those with a score below 0 are more likely correct.
        """
        page = PageWords(document)
        found, unknown = self._classify(page)
        found += self._unknown_words(page, unknown)
        if not found:
            return ()
        foreign = foreign_blocks(document)
        blocks = {number for number, _ in found}
        foreign |= {number for number in blocks if is_foreign(page.block(number))}
        in_english = (item for number, item in found if number not in foreign)
        by_place = sorted(in_english, key=lambda item: item.spans)
        return tuple(filter(None, (_outside_names(document.text, item) for item in by_place)))

    def interpretations(self, document: Document) -> Iterator[Interpretation]:
        """Yield the likeliest interpretation of each unknown word."""
        page = PageWords(document)
        _, unknown = self._classify(page)
        yield from (best for best, _ in self._interpret(page, unknown))

    def _classify(self, page: PageWords) -> tuple[list[_Found], list[list[Word]]]:
        """Return the known errors, and the occurrences of each unknown word."""
        if len(self._correct) + len(self._agreeing) > self._max_remembered:
            self._correct.clear()
            self._agreeing.clear()
        errors: list[_Found] = []
        unknown: dict[str, list[Word]] = {}
        for word in page.unsettled(self._correct, _TRIGGERS, self._agreeing):
            if not word.lower.isascii() or not _MIN_LENGTH <= len(word.lower) <= _MAX_LENGTH:
                self._correct.add(word.text)
                self._remember_pair(word)
            elif word.lower in _ORDINAL_SUFFIXES and word.after_number:
                continue
            elif self._is_unknown(word) and word.lower not in _LISTED:
                # A word in quotation marks is mentioned, not used.
                if not (page.is_quoted(word.span, alone=True) or self._is_hyphenated(page, word)):
                    unknown.setdefault(word.text, []).append(word)
            elif error := self._known_error(page, word):
                errors.append((word.block, error))
        return errors, list(unknown.values())

    def _known_error(self, page: PageWords, word: Word) -> Misspelling | None:
        """Return the error of a known or listed word, or remember that the word is correct."""
        is_plain = (word.text.islower() or word.starts_sentence) and not word.hyphenated
        always, usually = confusions.ALWAYS.get(word.lower), confusions.USUALLY.get(word.lower)
        if correction := always or usually or self._in_own_dialect(word.lower):
            # A longer one is wrong in titles and compounds too: "comma-seperated".
            long_enough = len(word.text) > _MAX_NAME_LENGTH and word.text[1:].islower()
            if not (is_plain or (always and long_enough)):
                return None
            if word.lower in page.not_prose or page.is_quoted(word.span, alone=True):
                return None
            dialect = "" if always or usually else str(self._dialect).capitalize()
            reason = f"{dialect} spelling" if dialect else "common misspelling"
            score = _LIKELY_WRONG if usually else _ALWAYS_WRONG
            return _error(word, correction, reason, score, "misspelling")
        if not word.text.islower() or not confusions.is_often_confused(word.lower):
            self._correct.add(word.text)
        if not is_plain:
            self._remember_pair(word)
        elif not page.is_quoted(word.span, alone=False):
            return self._real_word_error(page, word)
        return None

    def _real_word_error(self, page: PageWords, word: Word) -> Misspelling | None:
        """Return the error of a correctly spelled word in its context, or None."""
        checked = confusions.is_often_confused(word.lower) or word.after_trigger
        if checked and (found := confusions.confusion(self._lexicon, page, word)):
            score = _LIKELY_WRONG if found.from_phrase else _POSSIBLY_WRONG
            return _error(word, found.correction, found.reason, score, "real-word")
        if not word.after_trigger or confusions.may_be_in_phrase(word.left, word.lower):
            return None
        common = self._lexicon.pairs.log_count(word.left, word.lower) > _MAX_RARE_PAIR
        if common or not agreement.has_other_form_after(self._lexicon, word.left, word.lower):
            self._remember_pair(word)
        elif error := agreement.agreement_error(self._lexicon, word):
            return _error(word, error.correction, error.reason, _LIKELY_WRONG, "real-word")
        return None

    def _remember_pair(self, word: Word) -> None:
        """Remember that a word agrees with the word directly before it."""
        if word.after_trigger and word.left:
            self._agreeing |= {(word.left, word.text), (word.left.capitalize(), word.text)}

    def _unknown_words(self, page: PageWords, unknown: Iterable[list[Word]]) -> Iterator[_Found]:
        """Yield the unknown words that may be misspellings."""
        scored = [(best.score(), best, words) for best, words in self._interpret(page, unknown)]
        misspelled = {best.word.lower for score, best, _ in scored if score > 0}
        for alone, best, words in scored:
            short = len(best.word.lower) <= MAX_SHORT
            clustered = short and not misspelled.isdisjoint({best.word.left, best.word.right})
            score = alone + _BESIDE_MISSPELLING if clustered else alone
            if score > _MIN_SCORE:
                yield words[0].block, _unknown_word(score, best, words)

    def _interpret(
        self, page: PageWords, unknown: Iterable[list[Word]]
    ) -> Iterator[tuple[Interpretation, list[Word]]]:
        """Yield the likeliest interpretation of each unknown word, and its occurrences."""
        for words in islice(unknown, _MAX_UNKNOWN):
            found = (interpret(self._lexicon, page, word) for word in words[:_MAX_OCCURRENCES])
            best = max(filter(None, found), key=Interpretation.score, default=None)
            if best:
                yield best, words

    def _is_unknown(self, word: Word) -> bool:
        """Return whether a word in lower case or with one capital is in no dictionary."""
        if not (word.text.islower() or word.text[1:].islower()):
            return False
        stem, apostrophe, clitic = word.lower.rpartition("'")
        if apostrophe and clitic in _CLITICS and self._lexicon.find(stem):
            return False
        entry = self._lexicon.find(word.lower)
        if entry is None or entry.kind == "seen":
            return not self._lexicon.is_word(_with_ize(word.lower))
        return entry.kind == "name" and word.text[0].islower()

    def _is_hyphenated(self, page: PageWords, word: Word) -> bool:
        """Return whether a word is part of a known word that a hyphen divides."""
        return any(map(self._lexicon.is_word, page.unhyphenated(word.span)))

    def _in_own_dialect(self, word: str) -> str:
        """Return the spelling in the speller's dialect of a word of the other one, or ""."""
        entry = self._lexicon.find(word) if self._dialect else None
        if not entry or entry.kind not in DIALECTS or entry.kind == self._dialect:
            return ""
        ize = _with_ize(word)
        for candidate in candidates(self._lexicon, word):
            if candidate.entry.kind == self._dialect or candidate.word == ize:
                return candidate.word
        return ""


def _error(word: Word, correction: str, reason: str, score: float, kind: Kind) -> Misspelling:
    return Misspelling(
        word=word.lower,
        written=word.text,
        spans=(word.span,),
        score=score,
        corrections=(_match_case(word.text, correction),),
        reason=reason,
        unambiguous=score >= _ALWAYS_WRONG,
        in_heading=word.role == "heading",
        kind=kind,
    )


def _unknown_word(score: float, best: Interpretation, words: list[Word]) -> Misspelling:
    first, *others = best.candidates
    written = words[0].text
    next_cost = min((other.cost - other.entry.zipf for other in others), default=math.inf)
    return Misspelling(
        word=words[0].lower,
        written=written,
        spans=tuple(word.span for word in words),
        score=score,
        corrections=tuple(_match_case(written, item.word) for item in best.candidates[:3]),
        reason="",
        unambiguous=next_cost - (first.cost - first.entry.zipf) >= _CLEAR_MARGIN,
        in_heading=any(word.role == "heading" for word in words),
        may_be_name=any(word.role == "link" or word.text != word.lower for word in words),
        kind="unknown",
    )


def _outside_names(text: str, misspelling: Misspelling) -> Misspelling | None:
    """Return a misspelling without the occurrences within names, or None if all are."""
    spans = tuple(span for span in misspelling.spans if not is_name(text, span))
    return replace(misspelling, spans=spans) if spans else None


def _with_ize(word: str) -> str:
    """Return "tokenizer" for "tokeniser", likewise for all forms of such verbs."""
    return _ISE.sub("iz", word)


def _match_case(written: str, word: str) -> str:
    """Return `word` with a capital if `written` has one or if it is a name."""
    capitalize = written[0].isupper() or word in ALWAYS_NAMES
    return word[0].upper() + word[1:] if capitalize else word


@lru_cache(maxsize=3)
def speller(dialect: Dialect | None = None) -> Speller:
    """Return the speller of this process for a dialect."""
    return Speller(lexicon(), dialect)
