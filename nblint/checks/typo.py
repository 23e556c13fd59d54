"""Words that are misspelt."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nblint.checks.check import RunCheck
from nblint.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from nblint.model import Document
    from nblint.spelling.speller import Suspect

Preset = Literal["strict", "default", "quiet"]
_THRESHOLDS: dict[Preset, float] = {"strict": -1.0, "default": 0.0, "quiet": 1.5}
"""The least score that is reported: the logarithm of the odds that a word is misspelt."""
_SAFE = 1.0
"""The least score of a word that is mended without asking."""
_REPEATED = 1.2
"""What it takes from the score that other pages have the word too, for each factor of e."""


class Options(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of typo.

    `preset`: how sure to be: `strict` finds more, `quiet` less. `dialect`: whether American and
    British spellings are both right (`any`), or only one of them.
    """

    preset: Preset = "default"
    dialect: Literal["any", "american", "british"] = "any"


class Sum(Struct, frozen=True):
    """How often the pages of the run have each suspect, and which words the project accepts."""

    places: Counter[str]
    accepted: frozenset[str]
    accepted_as_written: frozenset[str]

    def accepts(self, suspect: Suspect) -> bool:
        """Tell whether the project accepts a word."""
        return suspect.word in self.accepted or suspect.written in self.accepted_as_written


def gather(document: Document, options: Options) -> tuple[Suspect, ...]:
    """Return the words of a page that may be misspelt."""
    from nblint.spelling.languages import in_english  # noqa: PLC0415 - with the last of these
    from nblint.spelling.names import without_names  # noqa: PLC0415 - likewise
    from nblint.spelling.speller import speller  # noqa: PLC0415 - reads the lexicon

    judge = speller(None if options.dialect == "any" else options.dialect)
    suspects = in_english(document, judge.suspects(document))
    return tuple(without_names(document.text, suspects))


def sum_up(gathered: Iterable[tuple[Suspect, ...]], vocabulary: Collection[str]) -> Sum:
    """Count the suspects of all pages."""
    places: Counter[str] = Counter()
    for suspects in gathered:
        for suspect in suspects:
            places[suspect.word] += len(suspect.spans)
    lower = frozenset(word for word in vocabulary if word == word.lower())
    return Sum(places, lower, frozenset(vocabulary) - lower)


def check(suspects: tuple[Suspect, ...], total: Sum, options: Options) -> Iterator[Finding]:
    """Find the words that are likely to be misspelt, and that the project does not accept."""
    for suspect in suspects:
        if suspect.kind != "misplaced" and total.accepts(suspect):
            continue
        score = suspect.score
        if suspect.kind == "unknown":
            score -= _REPEATED * math.log(total.places[suspect.word] / len(suspect.spans))
        if score >= _THRESHOLDS[options.preset]:
            yield from _findings(suspect, score)


def _findings(suspect: Suspect, score: float) -> Iterator[Finding]:
    best, *others = suspect.suggestions
    safe = suspect.alone and score >= _SAFE and not suspect.anchored
    others_too = "" if suspect.alone else "".join(f' or "{other}"' for other in others)
    mend = f'replace with "{best}"{others_too}'
    for span in suspect.spans:
        yield Finding(
            span,
            _message(suspect),
            mend,
            Fix(mend, (Edit(span, best),), safe=safe),
            word=None if suspect.kind == "misplaced" else suspect.written,
            suggestions=suspect.suggestions,
        )


def _message(suspect: Suspect) -> str:
    best = suspect.suggestions[0]
    if suspect.kind == "unknown":
        return f'unknown word "{suspect.written}", did you mean "{best}"?'
    return f'"{suspect.written}" should be "{best}": {suspect.why}'


CHECK = RunCheck("typo", gather, sum_up, check, Options)
