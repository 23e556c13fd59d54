"""Detect text in other languages than English, which is not spell-checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nblint.model import Document

# The most frequent function words of each language, except those that are English words too.
_ENGLISH = frozenset(
    "the of and to a is that it for on with as are was be this have by not but from or you "
    "at we an they which one all were when there can your if will each how their use what "
    "its no".split()
)
# Those that no other language below has.
_ENGLISH_ONLY = _ENGLISH - frozenset(
    "a is as on no or we at all can will use one but have be was".split()
)
_OTHER_LANGUAGES = (
    frozenset(
        # German, Dutch, Danish, Norwegian, Swedish
        "der das und ist nicht ein eine den dem mit auf für von zu im des sich auch als wird"
        " werden het een van niet zijn voor ook maar wordt naar og det til med som av ikke på är"
        # French, Spanish, Portuguese, Italian, Catalan, Romanian
        " och för att le les du est une dans que pour qui sur avec pas sont vous nous cette ce ne"
        " el los las y en por para con una su al como más pero o os uma não com dos da di che per"
        " gli della è il sono un del nel alla si și în cu pe din"
        # Polish, Czech, Turkish, Finnish, Hungarian, Indonesian, Latin
        " nie się jest na w z jak ale je se że pro ve bir bu için ile olan ja ei että hogy az egy"
        " nem és yang dan untuk dengan ini itu et non sed cum quod".split()
    )
    - _ENGLISH
)
_MIN_FOREIGN_WORDS = 2
_MIN_FOREIGN_WORDS_IN_DOCUMENT = 10
"""A document with so many foreign function words, and over twice as many as English, is foreign."""
_WORD = re.compile(r"[^\W\d_]+")
_ATTRIBUTES = re.compile(r"\{[#:.][^{}\n]{0,200}\}")
"""An attribute list, `{#its-own-id}`."""


def is_foreign(words: Sequence[str]) -> bool:
    """Return whether words, in any letter case, are of another language than English."""
    lower = [word.lower() for word in words]
    foreign = sum(word in _OTHER_LANGUAGES for word in lower)
    return foreign >= _MIN_FOREIGN_WORDS and foreign > sum(word in _ENGLISH for word in lower)


def foreign_blocks(document: Document) -> frozenset[int]:
    """Return the numbers of the blocks that are not English, in a document in another language.

    Such a document counts as a whole, because a heading is often too short to detect its language
    by itself. For any other document the result is empty.
    """
    words: dict[int, list[str]] = {}
    for run in document.prose:
        text = _ATTRIBUTES.sub("", run.span.of(document.text))
        words.setdefault(run.block, []).extend(_WORD.findall(text))
    counts = {number: _function_words(block) for number, block in words.items()}
    foreign = sum(count for count, _ in counts.values())
    english = sum(count for _, count in counts.values())
    if foreign < _MIN_FOREIGN_WORDS_IN_DOCUMENT or foreign <= 2 * english:
        return frozenset()
    return frozenset(number for number, count in counts.items() if count[1] <= count[0])


def _function_words(words: Sequence[str]) -> tuple[int, int]:
    """Return how many words are function words of other languages, and of English only."""
    lower = [word.lower() for word in words]
    foreign = sum(word in _OTHER_LANGUAGES for word in lower)
    return foreign, sum(word in _ENGLISH_ONLY for word in lower)
