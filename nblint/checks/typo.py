"""Find misspellings and real-word errors."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from nblint.checks.check import ProjectCheck
from nblint.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from nblint.model import Document
    from nblint.spelling.speller import Misspelling

Preset = Literal["strict", "default", "quiet"]
_MIN_SCORES: dict[Preset, float] = {"strict": -1.0, "default": 0.0, "quiet": 1.5}
"""The lowest score that is reported: the log-odds that a word is misspelled."""
_MIN_SAFE_SCORE = 1.0
"""The lowest score with a safe fix."""
_USE_PENALTY = 1.2
"""How much use in other documents lowers the score, for each factor of e."""


class TypoOptions(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of typo.

    `preset`: `strict` reports more, `quiet` only what is nearly certain. `dialect`: whether
    American and British spellings are both correct (`any`), or only one of them.
    """

    preset: Preset = "default"
    dialect: Literal["any", "american", "british"] = "any"


class ProjectWords(Struct, frozen=True):
    """How often all documents use each possible misspelling, and the words that are accepted.

    `accepted` are in lower case and accepted in any, `case_sensitive` as they are only.
    """

    uses: Counter[str]
    accepted: frozenset[str]
    case_sensitive: frozenset[str]

    def accepts(self, misspelling: Misspelling) -> bool:
        """Return whether the project accepts a word."""
        return misspelling.word in self.accepted or misspelling.written in self.case_sensitive


def collect(document: Document, options: TypoOptions) -> tuple[Misspelling, ...]:
    """Return the possible misspellings of a document."""
    from nblint.spelling.speller import speller  # noqa: PLC0415 - reads the lexicon

    dialect = None if options.dialect == "any" else options.dialect
    return speller(dialect).misspellings(document)


def aggregate(
    collected: Iterable[tuple[Misspelling, ...]], vocabulary: Collection[str]
) -> ProjectWords:
    """Count the possible misspellings of all documents."""
    uses: Counter[str] = Counter()
    for misspellings in collected:
        for misspelling in misspellings:
            uses[misspelling.word] += len(misspelling.spans)
    accepted = frozenset(word for word in vocabulary if word == word.lower())
    return ProjectWords(uses, accepted, frozenset(vocabulary) - accepted)


def check(
    misspellings: tuple[Misspelling, ...], project: ProjectWords, options: TypoOptions
) -> Iterator[Finding]:
    """Report the likely misspellings of a document that the project does not accept."""
    for misspelling in misspellings:
        if misspelling.kind != "real-word" and project.accepts(misspelling):
            continue
        score = misspelling.score
        if misspelling.kind == "unknown":
            uses = project.uses[misspelling.word] / len(misspelling.spans)
            score -= _USE_PENALTY * math.log(uses)
        if score >= _MIN_SCORES[options.preset]:
            yield from _findings(misspelling, score)


def _findings(misspelling: Misspelling, score: float) -> Iterator[Finding]:
    best, *others = misspelling.corrections
    is_certain = misspelling.unambiguous and score >= _MIN_SAFE_SCORE
    safe = is_certain and not (misspelling.in_heading or misspelling.may_be_name)
    alternatives = "" if misspelling.unambiguous else "".join(f' or "{word}"' for word in others)
    advice = f'replace with "{best}"{alternatives}'
    for span in misspelling.spans:
        yield Finding(
            span,
            _message(misspelling),
            advice,
            Fix(advice, (Edit(span, best),), safe=safe),
            word=None if misspelling.kind == "real-word" else misspelling.written,
            suggestions=misspelling.corrections,
        )


def _message(misspelling: Misspelling) -> str:
    best = misspelling.corrections[0]
    if misspelling.kind == "unknown":
        return f'unknown word "{misspelling.written}", did you mean "{best}"?'
    return f'"{misspelling.written}" should be "{best}": {misspelling.reason}'


CHECK = ProjectCheck("typo", collect, aggregate, check, TypoOptions)
