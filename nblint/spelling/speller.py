"""Finds the misspelt words of a page."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nblint.model import Span
from nblint.spelling import agreement, confusions
from nblint.spelling.candidates import candidates
from nblint.spelling.evidence import SHORT, Reading, read
from nblint.spelling.languages import is_foreign
from nblint.spelling.lexicon import lexicon
from nblint.spelling.names import ALWAYS_NAMES
from nblint.spelling.words import PageWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nblint.model import Document
    from nblint.spelling.lexicon import Lexicon
    from nblint.spelling.words import Word

Dialect = Literal["american", "british"]
DIALECTS = frozenset({"american", "british"})

_SHORTEST, _LONGEST = 2, 30
_IN_COMPANY = 4.0
"""What it adds to a short word's score that a word beside it is misspelt: fingers were astray."""
_STANDS_OUT = 1.0
"""By how many decades of probability a correction stands out from the next likely one."""
_LEAST = -2.0
"""What is less likely than this to be misspelt is not kept."""
_CERTAIN, _LIKELY, _POSSIBLE = 4.0, 2.0, 0.7
"""The scores of words that are misused: always, in a phrase, and by their neighbours."""
_AGREES = 5
"""A pair that was seen more than 2 to this power times is beyond doubt."""
_MOST_SETTLED = 300_000
_MOST_UNKNOWN = 2_000
"""How many unknown words of a page are read: there are more only where it is no prose."""
_PLACES = 3
"""In how many of its places an unknown word is read."""
_NAMED = 5
"""Up to this many letters a word that is always wrong may be a name."""
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_CLITICS = frozenset("s d ed ing ll ve re m er n t".split())
_ISE = re.compile(r"(?<=[a-z]{2})is(?=e|ing|ation|able)")
_LISTED = confusions.ALWAYS.keys() | confusions.USUALLY.keys()
_WATCHED = agreement.WATCHED | confusions.WATCHED
_WATCHED |= agreement.WATCHED_IN_CAPITALS


class Suspect(Struct, frozen=True, gc=False):
    """A word of a page that may be misspelt, with all its places.

    `word` is in lower case, `written` as it stands. `score` is the logarithm of the odds that it
    is misspelt, 0 where they are even. `suggestions` are what may have been meant, written as the
    word is, the likeliest first; `alone` tells that the first stands out. `why` says why nblint
    thinks so. `anchored` tells that a heading has the word, so that mending it moves an anchor.
    `misused` words are right elsewhere.
    """

    word: str
    written: str
    spans: tuple[Span, ...]
    score: float
    suggestions: tuple[str, ...]
    why: str
    alone: bool
    anchored: bool
    kind: Literal["unknown", "wrong", "misplaced"]


_Found = tuple[int, Suspect]
"""A suspect and the number of its block."""


class Speller:
    """Judges the words of pages; it remembers which spellings are beyond doubt.

    Words of the other `dialect` are misspelt; None is at home in both.
    """

    def __init__(self, words: Lexicon, dialect: Dialect | None = None) -> None:
        self._lexicon, self._dialect = words, dialect
        self._settled: set[str] = set()
        self._agreeing: set[tuple[str, str]] = set()

    def suspects(self, document: Document) -> tuple[Suspect, ...]:
        """Return the words of a page that may be misspelt, in the order of their first places."""
        page = PageWords(document)
        found, unknown = self._sort(page)
        found += self._unknown(page, unknown)
        blocks = {number for number, _ in found}
        foreign = {number for number in blocks if is_foreign(page.block(number))}
        return tuple(
            suspect
            for number, suspect in sorted(found, key=lambda item: item[1].spans)
            if number not in foreign
        )

    def readings(self, document: Document) -> Iterator[Reading]:
        """Yield how each unknown word of a page may be read: the likeliest of its places."""
        page = PageWords(document)
        _, unknown = self._sort(page)
        yield from (reading for reading, _ in self._read(page, unknown))

    def _sort(self, page: PageWords) -> tuple[list[_Found], list[list[Word]]]:
        """Return the misused words, and the unknown ones, each with all its places."""
        if len(self._settled) + len(self._agreeing) > _MOST_SETTLED:
            self._settled.clear()
            self._agreeing.clear()
        misused: list[_Found] = []
        unknown: dict[str, list[Word]] = {}
        for word in page.each(self._settled, _WATCHED, self._agreeing):
            if not word.lower.isascii() or not _SHORTEST <= len(word.lower) <= _LONGEST:
                self._settled.add(word.text)
                self._agree(word)
            elif word.lower in _ORDINALS and word.numbered:
                continue
            elif self._is_unknown(word) and word.lower not in _LISTED:
                # A word in quotation marks is talked about, not used.
                if not (page.is_quoted(word.span, alone=True) or self._is_part(page, word)):
                    unknown.setdefault(word.text, []).append(word)
            elif suspect := self._misused(page, word):
                misused.append((word.block, suspect))
        return misused, list(unknown.values())

    def _misused(self, page: PageWords, word: Word) -> Suspect | None:
        """Return what is wrong with a word that is one, or remember that it is beyond doubt."""
        plain = (word.text.islower() or word.opens) and not word.hyphenated
        certain = confusions.ALWAYS.get(word.lower, "")
        if right := certain or confusions.USUALLY.get(word.lower) or self._at_home(word.lower):
            named = word.lower in page.elsewhere or page.is_quoted(word.span, alone=True)
            # A longer one is wrong in a title and in a compound, too: "comma-seperated".
            anywhere = certain and len(word.text) > _NAMED and word.text[1:].islower()
            if named or not (plain or anywhere):
                return None
            why = "common misspelling"
            if not certain and word.lower not in confusions.USUALLY:
                why = f"{str(self._dialect).capitalize()} spelling"
            score = _LIKELY if word.lower in confusions.USUALLY else _CERTAIN
            return _misused(word, right, why, score, "wrong")
        if not word.text.islower() or not confusions.is_suspicious(word.lower):
            self._settled.add(word.text)
        if not plain:
            self._agree(word)
        elif not page.is_quoted(word.span, alone=False):
            return self._out_of_place(page, word)
        return None

    def _out_of_place(self, page: PageWords, word: Word) -> Suspect | None:
        """Return what is wrong with a word where it stands."""
        looked_at = confusions.is_suspicious(word.lower) or word.watched
        if looked_at and (meant := confusions.confusion(self._lexicon, page, word)):
            score = _LIKELY if meant.phrase else _POSSIBLE
            return _misused(word, meant.right, meant.why, score, "misplaced")
        if not word.watched or confusions.in_phrase(word.left, word.lower):
            return None
        often = self._lexicon.pairs.count(word.left, word.lower) > _AGREES
        if often or not agreement.may_slip(self._lexicon, word.left, word.lower):
            self._agree(word)
        elif wrong := agreement.slip(self._lexicon, word):
            return _misused(word, wrong.right, wrong.why, _LIKELY, "misplaced")
        return None

    def _agree(self, word: Word) -> None:
        """Remember that a word is beyond doubt after the word before, with nothing between them."""
        if word.watched and word.left:
            self._agreeing |= {(word.left, word.text), (word.left.capitalize(), word.text)}

    def _unknown(self, page: PageWords, unknown: Iterable[list[Word]]) -> Iterator[_Found]:
        """Yield the unknown words, given with all their places, that are likely to be slips."""
        likely = [(reading.score(), reading, words) for reading, words in self._read(page, unknown)]
        slips = {reading.word.lower for score, reading, _ in likely if score > 0}
        for score, reading, words in likely:
            short = len(reading.word.lower) <= SHORT
            if short and not slips.isdisjoint({reading.word.left, reading.word.right}):
                score += _IN_COMPANY  # noqa: PLW2901 - the same word, seen in its place
            if score > _LEAST:
                yield words[0].block, _suspect(score, reading, words)

    def _read(
        self, page: PageWords, unknown: Iterable[list[Word]]
    ) -> Iterator[tuple[Reading, list[Word]]]:
        """Yield the likeliest reading of each unknown word, with all its places."""
        for words in islice(unknown, _MOST_UNKNOWN):
            readings = (read(self._lexicon, page, word) for word in words[:_PLACES])
            best = max(filter(None, readings), key=Reading.score, default=None)
            if best:
                yield best, words

    def _is_unknown(self, word: Word) -> bool:
        """Tell whether a word, written as words are, is in no dictionary."""
        if not (word.text.islower() or word.text[1:].islower()):
            return False
        stem, apostrophe, clitic = word.lower.rpartition("'")
        if apostrophe and clitic in _CLITICS and self._lexicon.find(stem):
            return False
        entry = self._lexicon.find(word.lower)
        if entry is None or entry.kind == "seen":
            return not self._lexicon.is_word(_with_z(word.lower))
        return entry.kind == "name" and word.text[0].islower()

    def _is_part(self, page: PageWords, word: Word) -> bool:
        """Tell whether a word is a part of one that is written with a hyphen."""
        return any(map(self._lexicon.is_word, page.wholes(word.span)))

    def _at_home(self, word: str) -> str:
        """Return how the speller's dialect spells a word of the other one, else ""."""
        entry = self._lexicon.find(word) if self._dialect else None
        if not entry or entry.kind not in DIALECTS or entry.kind == self._dialect:
            return ""
        ize = _with_z(word)
        for candidate in candidates(self._lexicon, word):
            if candidate.entry.kind == self._dialect or candidate.word == ize:
                return candidate.word
        return ""


def _misused(
    word: Word, right: str, why: str, score: float, kind: Literal["wrong", "misplaced"]
) -> Suspect:
    return Suspect(
        word.lower,
        word.text,
        (word.span,),
        score,
        (_written_like(word.text, right),),
        why,
        alone=score >= _CERTAIN,
        anchored=word.role == "heading",
        kind=kind,
    )


def _suspect(score: float, reading: Reading, words: list[Word]) -> Suspect:
    best, *others = reading.candidates
    written = words[0].text
    margin = min((other.cost - other.entry.zipf for other in others), default=math.inf)
    return Suspect(
        words[0].lower,
        written,
        tuple(word.span for word in words),
        score,
        tuple(_written_like(written, candidate.word) for candidate in reading.candidates[:3]),
        "no dictionary has it",
        alone=margin - (best.cost - best.entry.zipf) >= _STANDS_OUT,
        anchored=any(word.role == "heading" for word in words),
        kind="unknown",
    )


def _with_z(word: str) -> str:
    """Return "tokenizer" for "tokeniser", likewise for all forms of such verbs."""
    return _ISE.sub("iz", word)


def _written_like(written: str, word: str) -> str:
    """Return `word` with a capital where `written` has one, or where it is a name."""
    capital = written[0].isupper() or word in ALWAYS_NAMES
    return word[0].upper() + word[1:] if capital else word


@lru_cache(maxsize=3)
def speller(dialect: Dialect | None = None) -> Speller:
    """Return the speller of this process for a dialect."""
    return Speller(lexicon(), dialect)
